/// The places at which people put cameras.
public enum CameraPlace: String, Hashable, Sendable, CaseIterable {
    /// On a shelf at eye height, straight at the room.
    case eyeLevel
    /// Under the ceiling in the corner at the picture's left, turned to the right.
    case highCornerLeft
    /// Under the ceiling in the corner at the picture's right, turned to the left.
    case highCornerRight
    /// In a corner, with a wide lens that sees the whole room.
    case wideCorner
    /// On a low shelf or beside the television, looking up a little.
    case lowShelf
    /// On the ceiling, straight down.
    case overhead
}

extension Viewpoint {
    /// A camera at a usual place, a little off as cameras are.
    public init(_ place: CameraPlace, using generator: inout SeededGenerator) {
        func about(_ value: Double, _ spread: Double) -> Double {
            generator.number(in: (value - spread)...(value + spread))
        }
        switch place {
        case .eyeLevel:
            self.init(
                distance: about(3.9, 0.2),
                side: about(0, 0.4),
                height: about(1.6, 0.12),
                tilt: about(9, 1),
                pan: about(0, 3)
            )
        case .highCornerLeft, .highCornerRight:
            let side = place == .highCornerLeft ? -1.0 : 1.0
            self.init(
                distance: about(2.7, 0.15),
                side: side * about(2.7, 0.15),
                height: about(2.35, 0.1),
                tilt: about(25, 2),
                pan: -side * about(43, 3),
                focalLength: about(0.95, 0.06)
            )
        case .wideCorner:
            self.init(
                distance: about(2.8, 0.1),
                side: about(2.85, 0.1),
                height: about(2.45, 0.08),
                tilt: about(27, 2),
                pan: about(-43, 3),
                focalLength: about(0.76, 0.03)
            )
        case .lowShelf:
            self.init(
                distance: about(3.7, 0.15),
                side: about(0.3, 0.4),
                height: about(0.55, 0.1),
                tilt: about(-4, 1.5),
                pan: about(-3, 3),
                focalLength: about(1.05, 0.06)
            )
        case .overhead:
            self.init(
                distance: about(-0.1, 0.15),
                side: about(0, 0.2),
                height: about(2.66, 0.03),
                tilt: 90,
                pan: about(0, 6),
                focalLength: about(0.6, 0.03)
            )
        }
    }

    /// The heading of somebody at a place who faces the camera, in degrees; 0 under a camera that looks straight down.
    func headingTowards(from place: FloorPoint) -> Double {
        tilt > 70 ? 0 : place.heading(to: FloorPoint(x: side, z: distance))
    }
}
