/// Draws the frames of one scene as RGB bytes.
///
/// The empty room is drawn once; a frame is a copy of it with the people, the light and the noise of that moment.
public struct Rasterizer: Sendable {
    /// The scene.
    public let scene: Scene
    /// The size of its frames.
    public let size: FrameSize

    private let projection: Viewpoint.Projection
    private let background: Canvas
    private let covered: Canvas
    private let noise: SensorNoise

    /// Prepares to draw a scene in one size.
    public init(_ scene: Scene, size: FrameSize = .standard) {
        self.scene = scene
        self.size = size
        noise = SensorNoise(sigma: scene.noiseSigma, seed: scene.seed)
        projection = Viewpoint.Projection(scene.viewpoint, size: size)
        let levels = Double(noise.reach)...Double(255 - noise.reach)
        background = RoomPainter.paint(scene.room, from: scene.viewpoint, size: size, levels: levels)
        covered = Canvas(size: size, levels: levels, fill: Colour(14, 11, 10))
    }

    /// The frame at a time, as `width` x `height` pixels of red, green and blue.
    ///
    /// - Parameters:
    ///   - time: the time since the scene's start.
    ///   - index: which frame this is; frames of the same time differ by their noise only, and only if the indices differ.
    /// - Returns: `size.byteCount` bytes, rows from the top, pixels from the left.
    public func frame(at time: Duration, index: UInt64) -> [UInt8] {
        var canvas = background
        if scene.isLensCovered(at: time) {
            canvas = covered
        } else {
            for figure in figures(at: time) {
                for capsule in figure.projected(projection) { canvas.draw(capsule) }
            }
            let light = scene.light(at: time)
            if light < 1 { canvas.dim(to: light) }
        }
        canvas.add(noise, frame: index)
        return canvas.bytes
    }

    /// What is really in the frame at a time.
    public func groundTruth(at time: Duration) -> GroundTruth {
        scene.groundTruth(at: time, size: size)
    }

    /// The people at a time, the farthest first.
    private func figures(at time: Duration) -> [FigureShape] {
        scene.present(at: time)
            .sorted { ($0.pose.place.z, $0.figure) < ($1.pose.place.z, $1.figure) }
            .map { FigureShape(Skeleton(pose: $0.pose, height: $0.looks.height), appearance: $0.looks) }
    }
}
