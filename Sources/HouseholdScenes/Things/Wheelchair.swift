import Foundation

/// Where a wheelchair stands.
struct Wheelchair: Hashable, Sendable {
    /// Where the seat's middle is.
    var place: FloorPoint
    /// Which way it looks, in degrees.
    var heading: Double

    /// The wheelchair a share of the way to another place.
    func mixed(with other: Wheelchair, share: Double) -> Wheelchair {
        Wheelchair(
            place: FloorPoint(
                x: place.x + (other.place.x - place.x) * share,
                z: place.z + (other.place.z - place.z) * share
            ),
            heading: heading + (other.heading - heading) * share
        )
    }

    /// Its wheels, seat, back and rests.
    var shape: FigureShape {
        let axes = Orientation(heading: heading)
        func at(_ left: Double, _ up: Double, _ forward: Double) -> Vector3 {
            Vector3(x: place.x, y: up, z: place.z) + axes.left * left + axes.forward * forward
        }
        let (metal, cloth) = (Colour(92, 94, 98), Colour(40, 42, 50))
        var shape = FigureShape()
        for side in [-0.3, 0.3] {
            for spoke in 0..<10 {
                let (first, second) = (Double(spoke) * .pi / 5, Double(spoke + 1) * .pi / 5)
                shape.add(
                    at(side, 0.3 + 0.28 * sin(first), 0.28 * cos(first) - 0.05),
                    at(side, 0.3 + 0.28 * sin(second), 0.28 * cos(second) - 0.05),
                    0.02,
                    0.02,
                    metal
                )
            }
            shape.add(at(side * 0.8, 0.66, -0.2), at(side * 0.8, 0.66, 0.2), 0.025, 0.025, metal)
            shape.add(at(side * 0.75, 0.42, -0.2), at(side * 0.75, 0.95, -0.27), 0.025, 0.025, metal)
        }
        for strip in 0..<4 {
            let forward = -0.2 + Double(strip) * 0.13
            shape.add(at(-0.2, 0.4, forward), at(0.2, 0.4, forward), 0.05, 0.05, cloth)
            shape.add(
                at(-0.2, 0.52 + Double(strip) * 0.1, -0.27),
                at(0.2, 0.52 + Double(strip) * 0.1, -0.27),
                0.05,
                0.05,
                cloth
            )
        }
        return shape
    }
}
