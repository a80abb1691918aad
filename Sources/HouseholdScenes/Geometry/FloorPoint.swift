import Foundation

/// A place on the floor, in metres from the middle of the room.
public struct FloorPoint: Hashable, Sendable {
    /// Metres to the right in the picture.
    public var x: Double
    /// Metres towards the camera.
    public var z: Double

    /// A place on the floor.
    public init(x: Double, z: Double) {
        self.x = x
        self.z = z
    }

    /// The straight distance to another place, in metres.
    public func distance(to other: FloorPoint) -> Double {
        let (dx, dz) = (other.x - x, other.z - z)
        return (dx * dx + dz * dz).squareRoot()
    }

    /// The heading of somebody here who looks at another place, in degrees.
    func heading(to other: FloorPoint) -> Double {
        atan2(other.x - x, other.z - z) * 180 / .pi
    }
}
