import Foundation

/// Where the camera stands and how it looks at the room.
public struct Viewpoint: Hashable, Sendable {
    /// Metres from the middle of the room, towards the viewer.
    public var distance: Double
    /// Metres above the floor.
    public var height: Double
    /// Degrees below the horizon.
    public var tilt: Double
    /// Focal length in picture heights: 1.35 sees 40 degrees from top to bottom.
    public var focalLength: Double

    /// A frontal viewpoint at chest height, as of a camera on a shelf; a person is a good half of the picture high.
    public init(distance: Double = 3.9, height: Double = 1.5, tilt: Double = 8.5, focalLength: Double = 1.35) {
        self.distance = distance
        self.height = height
        self.tilt = tilt
        self.focalLength = focalLength
    }

    /// A point in the picture with the scale at its depth.
    struct Projected: Hashable {
        var x: Double
        var y: Double
        /// Pixels a metre at that depth.
        var scale: Double
        /// Metres from the camera along its axis.
        var depth: Double
    }

    /// Projects points of the room into a picture of one size.
    struct Projection {
        private let viewpoint: Viewpoint
        private let sine: Double
        private let cosine: Double
        private let focal: Double
        private let middleX: Double
        private let middleY: Double

        init(_ viewpoint: Viewpoint, size: FrameSize) {
            self.viewpoint = viewpoint
            sine = sin(viewpoint.tilt * .pi / 180)
            cosine = cos(viewpoint.tilt * .pi / 180)
            focal = viewpoint.focalLength * Double(size.height)
            middleX = Double(size.width) / 2
            middleY = Double(size.height) / 2
        }

        /// The picture position of a point; points nearer than 0.3 m are drawn as if 0.3 m away.
        ///
        /// Positions are rounded to 1/1024 pixel, so that the last bit of a platform's sine cannot reach a pixel.
        func callAsFunction(_ point: Vector3) -> Projected {
            let ahead = viewpoint.distance - point.z
            let above = point.y - viewpoint.height
            let depth = (ahead * cosine - above * sine).bounded(to: 0.3...1e6)
            let rise = above * cosine + ahead * sine
            let scale = focal / depth
            return Projected(
                x: Self.rounded(middleX + point.x * scale),
                y: Self.rounded(middleY - rise * scale),
                scale: Self.rounded(scale),
                depth: Self.rounded(depth)
            )
        }

        private static func rounded(_ value: Double) -> Double {
            (value.bounded(to: -1e6...1e6) * 1024).rounded() / 1024
        }
    }
}
