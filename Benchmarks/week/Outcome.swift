import FrameAnalysis
import HouseholdScenes
import MonitoringModel

/// What the analysis said about the falls of a scene.
struct Outcome {
    /// One fall and when it was told.
    struct Fall {
        var end: Double
        var suspectedAfter: Double?
        var confirmedAfter: Double?
        /// When the person stands again.
        var upAt: Double?
        /// How long after that a recovery was told, less than nothing if on the way up.
        var recoveredAfter: Double?
    }

    /// How long after its end a fall must be told, in seconds.
    static let limit = 3.0
    /// How long after its end a fall may be told of which only time tells, in seconds.
    static let longestDoubt = 15.0
    /// How long after standing again somebody must be told to be up, in seconds.
    static let upLimit = 10.0

    var falls: [Fall] = []
    /// The times of falls told that were none.
    var falseFalls: [Double] = []
    /// The times of suspicions without a fall.
    var falseSuspicions: [Double] = []
    /// The times of recoveries told of somebody who lay; those that say that somebody else is still down end nothing and are left out.
    var falseRecoveries: [Double] = []

    /// Compares what was told with what happened.
    init(scene: Scene, told: [(kind: Observation.Kind, second: Double)]) {
        let events = scene.events.filter { $0.kind == .fall }
        let recoveries = scene.events.filter { $0.kind == .recovery }
        var (falls, suspicions) = (told.filter { $0.kind == .fall }, told.filter { $0.kind == .fallSuspected })
        var ups = told.filter { $0.kind == .recovered }.map(\.second)
        for event in events {
            let (start, end) = (event.start.seconds, event.end.seconds)
            // What is told until the person is up again belongs to the fall.
            let recovery = recoveries.first { $0.figure == event.figure && $0.start > event.start }
            let until = max(end + Self.longestDoubt, recovery?.end.seconds ?? .infinity)
            let mine = start - 0.2...until
            self.falls.append(
                Fall(
                    end: end,
                    suspectedAfter: suspicions.first { mine.contains($0.second) }.map { $0.second - end },
                    confirmedAfter: falls.first { mine.contains($0.second) }.map { $0.second - end },
                    upAt: recovery?.end.seconds,
                    recoveredAfter: recovery.flatMap { recovery in
                        ups.first { $0 >= recovery.start.seconds }.map { $0 - recovery.end.seconds }
                    }
                )
            )
            let lying = start...(recovery?.start.seconds ?? .infinity)
            falseRecoveries += ups.filter { lying.contains($0) }
            ups.removeAll { lying.contains($0) }
            falls.removeAll { mine.contains($0.second) }
            suspicions.removeAll { mine.contains($0.second) }
        }
        (falseFalls, falseSuspicions) = (falls.map(\.second), suspicions.map(\.second))
    }
}

extension Duration {
    /// The time as a number of seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

extension CameraSettings {
    /// A camera of a generated room, which knows where those of bed, sofa and mat are that are marked.
    ///
    /// - Throws: `Options.Fault` if its name is not permitted.
    init(scene: Scene, size: FrameSize, isOverhead: Bool, marking: Options.Marking) throws {
        guard let camera = CameraID("generated") else { throw Options.Fault(description: "the camera has no name") }
        self.init(camera: camera)
        self.isOverhead = isOverhead
        for (index, zone) in scene.zones(size: size).enumerated() where marking.includes(zone.kind) {
            let corners = zone.corners.map { Polygon.Point(x: min(max($0.x, 0), 1), y: min(max($0.y, 0), 1)) }
            guard let shape = Polygon(corners), let id = ZoneID("zone\(index)") else { continue }
            zones.append(Zone(id: id, kind: Zone.Kind(zone.kind), shape: shape))
        }
    }
}

extension Options.Marking {
    /// Whether a piece of furniture is marked.
    fileprivate func includes(_ kind: Furniture.Kind) -> Bool {
        switch self {
        case .all: true
        case .furniture: kind != .mat
        case .nothing: false
        }
    }
}

extension Zone.Kind {
    /// What a piece of furniture that one can lie on is to a camera.
    fileprivate init(_ kind: Furniture.Kind) {
        self =
            switch kind {
            case .bed: .bed
            case .mat: .mat
            default: .sofa
            }
    }
}
