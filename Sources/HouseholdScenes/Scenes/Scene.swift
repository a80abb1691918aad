/// A household scene: a room, a camera and people with scripts, from which any frame can be drawn at any time.
///
/// A scene is a value without a clock: the same scene gives the same frame for the same time and frame index, in any
/// order and at any rate.
public struct Scene: Sendable {
    /// What happens to light or lens from a time on.
    public struct Change<Value: Sendable & Hashable>: Sendable, Hashable {
        /// From when on.
        public var time: Duration
        /// The new state.
        public var value: Value

        /// A state from a time on.
        public init(at time: Duration, _ value: Value) {
            self.time = time
            self.value = value
        }
    }

    /// The room.
    public let room: Room
    /// The camera.
    public let viewpoint: Viewpoint
    /// The people.
    public private(set) var figures: [FigureScript]
    /// The light from 0 (dark) to 1 (day), in order of time; 1 before the first change.
    public let light: [Change<Double>]
    /// Whether the lens is covered, in order of time; free before the first change.
    public let lens: [Change<Bool>]
    /// The standard deviation of the sensor noise, 0 to 10 of 255.
    public private(set) var noiseSigma: Double
    /// The light in which the camera sees it, in order of time; the first one counts from the start.
    public private(set) var lightings: [Change<Lighting>]
    /// What moves or lies about besides the people.
    public var props: [Prop] = []
    /// What is wrong with the camera, in order of time; `nil` is nothing.
    public var faults: [Change<CameraFault?>] = []
    /// Whether the time is burnt into the picture.
    public var hasTimestamp = false
    /// Whether people throw shadows on the floor.
    public private(set) var hasShadows: Bool
    /// The seed of the noise.
    public let seed: UInt64
    /// The length of the scene.
    public let duration: Duration
    /// Whether the scene starts again when it is over; otherwise its last state stays.
    public let loops: Bool
    /// What happens in one run of the scene, in order of time.
    public private(set) var events: [SceneEvent]

    private(set) var performances: [Performance]

    /// A scene.
    ///
    /// - Parameters:
    ///   - room: the room.
    ///   - viewpoint: the camera, by default frontal with a person a good half of the picture high.
    ///   - figures: the people, none for an empty room.
    ///   - light: changes of the light, in any order; clipped to 0...1.
    ///   - lens: changes of the lens: true is covered.
    ///   - lighting: the light in which the camera sees it.
    ///   - hasShadows: whether people throw shadows on the floor.
    ///   - noiseSigma: standard deviation of the sensor noise, clipped to 0...10; what goes with the light if `nil`.
    ///   - seed: the seed of the noise.
    ///   - duration: the length; by default that of the longest script, at least a second.
    ///   - loops: whether to start again afterwards.
    public init(
        room: Room,
        viewpoint: Viewpoint = Viewpoint(),
        figures: [FigureScript],
        light: [Change<Double>] = [],
        lens: [Change<Bool>] = [],
        lighting: Lighting = .day,
        hasShadows: Bool = true,
        noiseSigma: Double? = nil,
        seed: UInt64,
        duration: Duration? = nil,
        loops: Bool = false
    ) {
        self.room = room
        self.viewpoint = viewpoint
        self.figures = figures
        self.light = light.map { Change(at: $0.time, $0.value.bounded(to: 0...1)) }.sorted { $0.time < $1.time }
        self.lens = lens.sorted { $0.time < $1.time }
        lightings = [Change(at: .zero, lighting)]
        self.hasShadows = hasShadows
        self.noiseSigma = (noiseSigma ?? lighting.noiseSigma).bounded(to: 0...SensorNoise.largestSigma)
        self.seed = seed
        self.duration = max(.seconds(1), (duration ?? figures.map(\.duration).max() ?? .seconds(60)).bounded)
        self.loops = loops
        performances = figures.enumerated().map { Performance($1, room: room, figure: $0) }
        events = performances.flatMap(\.events).sorted { $0.start < $1.start }
    }

    /// The same scene with another amount of sensor noise, and with or without shadows.
    public func with(noiseSigma: Double, hasShadows: Bool? = nil) -> Scene {
        var scene = self
        scene.noiseSigma = noiseSigma.bounded(to: 0...SensorNoise.largestSigma)
        scene.hasShadows = hasShadows ?? self.hasShadows
        return scene
    }

    /// The same scene in light that changes; the first change counts from the start, none changes nothing.
    public func with(lightings: [Change<Lighting>]) -> Scene {
        guard !lightings.isEmpty else { return self }
        var scene = self
        scene.lightings = lightings.sorted { $0.time < $1.time }
        scene.noiseSigma = scene.lightings.map(\.value.noiseSigma).max() ?? noiseSigma
        return scene
    }

    /// The kind of light at a time.
    public func lighting(at time: Duration) -> Lighting {
        let time = scriptTime(at: time)
        return (lightings.last { $0.time <= time } ?? lightings.first)?.value ?? .day
    }

    /// What is wrong with the camera at a time, and since when.
    func fault(at time: Duration) -> (kind: CameraFault, since: Duration)? {
        let time = scriptTime(at: time)
        guard let last = faults.last(where: { $0.time <= time }), let kind = last.value else { return nil }
        return (kind, last.time)
    }

    /// The same scene without the people.
    public var deserted: Scene {
        var scene = self
        scene.figures = []
        scene.props = []
        scene.performances = []
        scene.events = []
        return scene
    }

    /// The pose of the figure with an index at a time; nil while it is away, or if there is no such figure.
    public func pose(of figure: Int = 0, at time: Duration) -> BodyPose? {
        let seconds = scriptSeconds(at: time)
        guard performances.indices.contains(figure), let segment = performances[figure].segment(at: seconds),
            segment.isPresent
        else { return nil }
        return segment.pose(at: seconds)
    }

    /// The light at a time, from 0 to 1.
    public func light(at time: Duration) -> Double {
        let time = scriptTime(at: time)
        let seconds = time.inSeconds
        return props.reduce(light.last { $0.time <= time }?.value ?? 1) { $0 * $1.light(at: seconds) }
    }

    /// Whether the lens is covered at a time.
    public func isLensCovered(at time: Duration) -> Bool {
        let time = scriptTime(at: time)
        return lens.last { $0.time <= time }?.value ?? false
    }

    /// The people who are there at a time, with what they are doing.
    func present(at time: Duration) -> [(figure: Int, pose: BodyPose, segment: MotionSegment, looks: FigureAppearance)]
    {
        let seconds = scriptSeconds(at: time)
        return performances.enumerated()
            .compactMap { index, performance in
                guard let segment = performance.segment(at: seconds), segment.isPresent else { return nil }
                return (index, segment.pose(at: seconds), segment, performance.appearance)
            }
    }

    /// A time of the clock as a time of the script: never negative, and within `duration` if the scene loops.
    public func scriptTime(at time: Duration) -> Duration {
        let time = time.bounded
        guard loops, time >= duration else { return time }
        return time - duration * Int(time.inSeconds / duration.inSeconds)
    }

    func scriptSeconds(at time: Duration) -> Double {
        scriptTime(at: time).inSeconds
    }
}
