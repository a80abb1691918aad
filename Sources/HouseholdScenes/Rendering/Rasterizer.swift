/// Draws the frames of one scene as RGB bytes.
///
/// The empty room is drawn once for each light and view; a frame is a copy of it with the people, the light and the noise
/// of that moment.
public struct Rasterizer: Sendable {
    /// The scene.
    public let scene: Scene
    /// The size of its frames.
    public let size: FrameSize

    private struct View: Hashable, Sendable {
        var fault: CameraFault?
        var lighting: Lighting
    }

    private let usual: Viewpoint.Projection
    private let knocked: Viewpoint.Projection
    private let backgrounds: [View: Canvas]
    private let covered: Canvas
    private let noises: [Lighting: SensorNoise]

    /// Prepares to draw a scene in one size.
    public init(_ scene: Scene, size: FrameSize = .standard) {
        self.scene = scene
        self.size = size
        var noises: [Lighting: SensorNoise] = [:]
        let lightings = scene.lightings.map(\.value)
        for lighting in lightings {
            let sigma = lightings.count == 1 ? scene.noiseSigma : min(scene.noiseSigma, lighting.noiseSigma)
            noises[lighting] = SensorNoise(sigma: sigma, seed: scene.seed)
        }
        self.noises = noises
        usual = Viewpoint.Projection(scene.viewpoint, size: size)
        knocked = Viewpoint.Projection(scene.viewpoint.knocked, size: size)
        let reach = noises.values.map(\.reach).max() ?? 0
        let levels = Double(reach)...Double(255 - reach)
        covered = Canvas(size: size, levels: levels, fill: Colour(14, 11, 10))
        backgrounds = Self.backgrounds(of: scene, size: size, levels: levels)
    }

    private static func backgrounds(
        of scene: Scene,
        size: FrameSize,
        levels: ClosedRange<Double>
    ) -> [View: Canvas] {
        var backgrounds: [View: Canvas] = [:]
        for fault in Set<CameraFault?>([nil] + scene.faults.map(\.value)) {
            var generator = SeededGenerator(seed: scene.seed ^ 0x07BE)
            let room = fault == .otherCamera ? Room(using: &generator) : scene.room
            let viewpoint = fault == .moved ? scene.viewpoint.knocked : scene.viewpoint
            for lighting in Set(scene.lightings.map(\.value)) {
                var seen = room
                if lighting != .day { seen.daylight = Colour(34, 38, 50) }
                var canvas = RoomPainter.paint(seen, from: viewpoint, size: size, levels: levels)
                canvas.light(lighting)
                backgrounds[View(fault: fault, lighting: lighting)] = canvas
            }
        }
        return backgrounds
    }

    /// The frame at a time, as `width` x `height` pixels of red, green and blue.
    ///
    /// - Parameters:
    ///   - time: the time since the scene's start.
    ///   - index: which frame this is; frames of the same time differ by their noise only, and only if the indices differ.
    /// - Returns: `size.byteCount` bytes, rows from the top, pixels from the left.
    public func frame(at time: Duration, index: UInt64) -> [UInt8] {
        let fault = scene.fault(at: time)
        // A frozen camera repeats the picture of the moment it froze, noise and all.
        let (shown, index) = fault?.kind == .frozen ? (fault?.since ?? time, 0) : (time, index)
        let lighting = scene.lighting(at: shown)
        let view = View(fault: fault?.kind, lighting: lighting)
        guard !scene.isLensCovered(at: shown), var canvas = backgrounds[view] else {
            var canvas = covered
            if let noise = noises[lighting] { canvas.add(noise, frame: index) }
            return canvas.bytes
        }
        if fault?.kind != .otherCamera { drawLife(on: &canvas, at: shown, fault: fault?.kind) }
        let light = scene.light(at: shown)
        if light < 1 { canvas.dim(to: light) }
        if scene.hasTimestamp { canvas.burnIn(secondOfDay: Int(scene.scriptTime(at: shown).inSeconds)) }
        if fault?.kind == .noiseBurst {
            var generator = SeededGenerator(seed: scene.seed &+ index)
            canvas.garble(using: &generator)
        }
        if let noise = noises[lighting] { canvas.add(noise, frame: index) }
        return canvas.bytes
    }

    private func drawLife(on canvas: inout Canvas, at time: Duration, fault: CameraFault?) {
        let projection = fault == .moved ? knocked : usual
        let lighting = scene.lighting(at: time)
        let shapes = shapes(at: time)
        let shadow = scene.hasShadows ? lighting.shadow * 0.4 : 0
        if shadow > 0 {
            for shape in shapes {
                for part in shape.shadow(projection, ground: shape.ground) { canvas.shade(part, strength: shadow) }
            }
        }
        if let layer = BodyLayer(shapes, projection, size: size) { canvas.draw(layer, lighting) }
    }

    /// The people and things at a time.
    private func shapes(at time: Duration) -> [FigureShape] {
        let seconds = scene.scriptSeconds(at: time)
        var shapes: [FigureShape] = []
        for entry in scene.present(at: time) {
            if let chair = entry.segment.wheelchair(at: seconds) { shapes.append(chair.shape) }
            var body = FigureShape(Skeleton(pose: entry.pose, height: entry.looks.height), appearance: entry.looks)
            body.ground = max(0, entry.pose.clearance)
            shapes.append(body)
        }
        shapes += scene.props.compactMap { $0.shape(at: seconds) }
        return shapes
    }

    /// What is really in the frame at a time, with the joints that furniture hides.
    public func groundTruth(at time: Duration) -> GroundTruth {
        var truth = scene.groundTruth(at: time, size: size)
        let background = backgrounds[View(fault: nil, lighting: scene.lighting(at: time))]
        let present = scene.present(at: time)
        for index in truth.persons.indices {
            guard let entry = present.first(where: { $0.figure == truth.persons[index].figure }) else { continue }
            let joints = Skeleton(pose: entry.pose, height: entry.looks.height).joints(height: entry.looks.height)
            truth.persons[index].hiddenJoints = BodyJoint.allCases.filter { isHidden(joints[$0.rawValue], background) }
        }
        return truth
    }

    /// Whether furniture stands before a point that is in the picture.
    private func isHidden(_ point: Vector3, _ background: Canvas?) -> Bool {
        let seen = usual(point)
        let (column, row) = (Int(seen.x.rounded(.down)), Int(seen.y.rounded(.down)))
        guard let background, (0..<size.width).contains(column), (0..<size.height).contains(row) else { return false }
        return Double(background.depth[row * size.width + column]) < seen.depth - 0.12
    }
}

extension Viewpoint {
    /// The same camera after somebody knocked against it.
    var knocked: Viewpoint {
        var viewpoint = self
        viewpoint.pan += tilt > 70 ? 70 : 24
        viewpoint.tilt += tilt > 70 ? -20 : 7
        return viewpoint
    }
}
