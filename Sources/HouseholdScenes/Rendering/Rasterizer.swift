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
        var room = RoomPainter.paint(scene.room, from: scene.viewpoint, size: size, levels: levels)
        room.light(scene.lighting)
        background = room
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
            let figures = figures(at: time)
            let shadow = scene.hasShadows ? scene.lighting.shadow : 0
            if shadow > 0 {
                for figure in figures {
                    for part in figure.shadow(projection) { canvas.shade(part, strength: shadow * 0.4) }
                }
            }
            for figure in figures {
                for capsule in figure.projected(projection) { canvas.draw(lit(capsule)) }
            }
            let light = scene.light(at: time)
            if light < 1 { canvas.dim(to: light) }
        }
        canvas.add(noise, frame: index)
        return canvas.bytes
    }

    /// What is really in the frame at a time, with the joints that furniture hides.
    public func groundTruth(at time: Duration) -> GroundTruth {
        var truth = scene.groundTruth(at: time, size: size)
        let present = scene.present(at: time)
        for index in truth.persons.indices {
            guard let entry = present.first(where: { $0.figure == truth.persons[index].figure }) else { continue }
            let joints = Skeleton(pose: entry.pose, height: entry.looks.height).joints(height: entry.looks.height)
            truth.persons[index].hiddenJoints = BodyJoint.allCases.filter { isHidden(joints[$0.rawValue]) }
        }
        return truth
    }

    /// Whether furniture stands before a point that is in the picture.
    private func isHidden(_ point: Vector3) -> Bool {
        let seen = projection(point)
        let (column, row) = (Int(seen.x.rounded(.down)), Int(seen.y.rounded(.down)))
        guard (0..<size.width).contains(column), (0..<size.height).contains(row) else { return false }
        return Double(background.depth[row * size.width + column]) < seen.depth - 0.12
    }

    private func lit(_ capsule: Canvas.Capsule) -> Canvas.Capsule {
        var capsule = capsule
        capsule.colour = scene.lighting.lit(
            capsule.colour,
            x: (capsule.startX + capsule.endX) / 2 / Double(size.width) - 0.5,
            y: (capsule.startY + capsule.endY) / 2 / Double(size.height) - 0.5,
            depth: (capsule.startDepth + capsule.endDepth) / 2
        )
        return capsule
    }

    /// The people at a time, the farthest first.
    private func figures(at time: Duration) -> [FigureShape] {
        func depth(_ place: FloorPoint) -> Double { projection(Vector3(x: place.x, y: 0.5, z: place.z)).depth }
        return scene.present(at: time)
            .map { (depth: depth($0.pose.place), entry: $0) }
            .sorted { ($1.depth, $0.entry.figure) < ($0.depth, $1.entry.figure) }
            .map(\.entry)
            .map { FigureShape(Skeleton(pose: $0.pose, height: $0.looks.height), appearance: $0.looks) }
    }
}
