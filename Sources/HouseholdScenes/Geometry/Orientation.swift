import Foundation

/// The three axes of a body part, as unit vectors in the room.
struct Orientation: Hashable, Sendable {
    var left: Vector3
    var up: Vector3
    var forward: Vector3

    /// An upright body that faces `heading` degrees away from the camera: 0 looks at it, 90 to the picture's right.
    init(heading: Double) {
        let angle = heading * .pi / 180
        left = Vector3(x: cos(angle), y: 0, z: -sin(angle))
        up = Vector3(x: 0, y: 1, z: 0)
        forward = Vector3(x: sin(angle), y: 0, z: cos(angle))
    }

    /// Leans the upper end forward by so many degrees (negative: backward).
    func pitched(_ degrees: Double) -> Orientation {
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        var turned = self
        turned.up = up * cosine + forward * sine
        turned.forward = forward * cosine - up * sine
        return turned
    }

    /// Leans the upper end to the body's left by so many degrees (negative: right).
    func rolled(_ degrees: Double) -> Orientation {
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        var turned = self
        turned.up = up * cosine + left * sine
        turned.left = left * cosine - up * sine
        return turned
    }

    /// Turns about its own length to the body's left by so many degrees (negative: right).
    func spun(_ degrees: Double) -> Orientation {
        guard degrees != 0 else { return self }
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        var turned = self
        turned.forward = forward * cosine + left * sine
        turned.left = left * cosine - forward * sine
        return turned
    }
}
