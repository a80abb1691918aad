import Foundation

/// Where the camera stands and how it looks at the room.
public struct Viewpoint: Hashable, Sendable {
    /// Metres from the middle of the room, towards the viewer.
    public var distance: Double
    /// Metres to the right of the middle of the room.
    public var side: Double
    /// Metres above the floor.
    public var height: Double
    /// Degrees below the horizon; 90 looks straight down.
    public var tilt: Double
    /// Degrees that the camera is turned to the right.
    public var pan: Double
    /// Focal length in picture heights: 1.35 sees 40 degrees from top to bottom.
    public var focalLength: Double

    /// A frontal viewpoint at chest height, as of a camera on a shelf; a person is a good half of the picture high.
    public init(
        distance: Double = 3.9,
        side: Double = 0,
        height: Double = 1.5,
        tilt: Double = 8.5,
        pan: Double = 0,
        focalLength: Double = 1.35
    ) {
        self.distance = distance
        self.side = side
        self.height = height
        self.tilt = tilt
        self.pan = pan
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
        /// Metres before the camera in front of which nothing is drawn.
        static let near = 0.3
        /// The viewpoint.
        let viewpoint: Viewpoint
        private let (sine, cosine): (Double, Double)
        private let (panSine, panCosine): (Double, Double)
        /// The focal length in pixels.
        let focal: Double
        /// The column of the picture's middle.
        let middleX: Double
        /// The row of the picture's middle.
        let middleY: Double

        init(_ viewpoint: Viewpoint, size: FrameSize) {
            self.viewpoint = viewpoint
            (sine, cosine) = (sin(viewpoint.tilt * .pi / 180), cos(viewpoint.tilt * .pi / 180))
            (panSine, panCosine) = (sin(viewpoint.pan * .pi / 180), cos(viewpoint.pan * .pi / 180))
            focal = viewpoint.focalLength * Double(size.height)
            middleX = Double(size.width) / 2
            middleY = Double(size.height) / 2
        }

        /// A point as the camera has it: `x` metres to the right, `y` up, `z` ahead.
        func inCamera(_ point: Vector3) -> Vector3 {
            let (right, towards) = (point.x - viewpoint.side, viewpoint.distance - point.z)
            let ahead = towards * panCosine + right * panSine
            let across = right * panCosine - towards * panSine
            let above = point.y - viewpoint.height
            return Vector3(x: across, y: above * cosine + ahead * sine, z: ahead * cosine - above * sine)
        }

        /// A direction of the room in the camera's coordinates.
        func direction(_ way: Vector3) -> Vector3 {
            inCamera(way) - inCamera(Vector3(x: 0, y: 0, z: 0))
        }

        /// The point of the room that is seen at a place of the picture, so far ahead of the camera.
        func inRoom(column: Double, row: Double, depth: Double) -> Vector3 {
            let (across, above) = ((column - middleX) * depth / focal, (middleY - row) * depth / focal)
            let (rise, ahead) = (above * cosine - depth * sine, above * sine + depth * cosine)
            return Vector3(
                x: viewpoint.side + ahead * panSine + across * panCosine,
                y: viewpoint.height + rise,
                z: viewpoint.distance - ahead * panCosine + across * panSine
            )
        }

        /// The picture position of a point that is in the camera's own coordinates.
        func flat(_ point: Vector3) -> Projected {
            let depth = point.z.bounded(to: Self.near...1e6)
            let scale = focal / depth
            return Projected(
                x: Self.rounded(middleX + point.x * scale),
                y: Self.rounded(middleY - point.y * scale),
                scale: Self.rounded(scale),
                depth: Self.rounded(depth)
            )
        }

        /// The picture position of a point; points nearer than 0.3 m are drawn as if 0.3 m away.
        ///
        /// Positions are rounded to 1/1024 pixel, so that the last bit of a platform's sine cannot reach a pixel.
        func callAsFunction(_ point: Vector3) -> Projected {
            flat(inCamera(point))
        }

        private static func rounded(_ value: Double) -> Double {
            (value.bounded(to: -1e6...1e6) * 1024).rounded() / 1024
        }
    }
}
