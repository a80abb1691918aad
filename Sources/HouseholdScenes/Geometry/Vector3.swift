/// A point or direction in the room, in metres.
///
/// `x` runs to the right in the picture, `y` up from the floor, `z` towards the camera.
struct Vector3: Hashable, Sendable {
    var x: Double
    var y: Double
    var z: Double

    static func + (left: Vector3, right: Vector3) -> Vector3 {
        Vector3(x: left.x + right.x, y: left.y + right.y, z: left.z + right.z)
    }

    static func - (left: Vector3, right: Vector3) -> Vector3 {
        Vector3(x: left.x - right.x, y: left.y - right.y, z: left.z - right.z)
    }

    static func * (vector: Vector3, factor: Double) -> Vector3 {
        Vector3(x: vector.x * factor, y: vector.y * factor, z: vector.z * factor)
    }
}
