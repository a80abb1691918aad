import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit

/// Watches and their deadlines, driven by observations; every state goes through storage at every step.
struct PresenceTimeline {
    /// 2026-03-02T09:00:00Z, a Monday.
    static let start = Instant(millisecondsSinceEpoch: 1_772_442_000_000)

    /// One report, and the second at which it was given.
    struct Line: Hashable {
        var second: Double
        var report: ConditionReport
    }

    private var watches: [Watch]
    private var cameras: [CameraID: CameraWatchSettings]
    private var storedWatches: [WatchID: Data] = [:]
    private var storedCameras: [CameraID: Data] = [:]
    private(set) var deadlines: [Deadline.ID: Instant] = [:]
    private(set) var lines: [Line] = []
    private(set) var mostDeadlines = 0
    /// Whether states go through storage at every step; otherwise they do by ``restart()``.
    var storesEachStep = true
    private var liveWatches: [WatchID: PresenceWatch] = [:]
    private var liveCameras: [CameraID: CameraWatch] = [:]
    private let origin: Instant

    init(
        _ watches: [Watch] = [],
        cameras: [CameraID: CameraWatchSettings] = [:],
        from origin: Instant = PresenceTimeline.start
    ) {
        self.watches = watches
        self.cameras = cameras
        self.origin = origin
        for watch in watches { liveWatches[watch.id] = PresenceWatch(watch) }
        for (id, settings) in cameras { liveCameras[id] = CameraWatch(camera: id, settings: settings) }
    }

    /// The reports as `second kind state`.
    var log: [String] {
        lines.map { "\(Int($0.second)) \($0.report.kind) \($0.report.state.rawValue)" }
    }

    func instant(_ second: Double) -> Instant { origin + .milliseconds(Int64((second * 1_000).rounded())) }

    /// Hands in an observation made at a second, arriving at another if given.
    mutating func see(
        _ kind: Observation.Kind,
        at second: Double,
        arriving arrival: Double? = nil,
        camera: CameraID = "bedroom",
        zones: [ZoneID: Int] = [:],
        _ change: (inout Observation) -> Void = { _ in }
    ) throws {
        try advance(to: arrival ?? second)
        var observation = Observation(
            camera: camera,
            kind: kind,
            observedAt: instant(second),
            confidence: 0.9,
            why: "test"
        )
        observation.zones = zones
        change(&observation)
        let now = instant(arrival ?? second)
        if var watch = liveCameras[camera] {
            apply(watch.handle(observation, at: now), now)
            liveCameras[camera] = watch
        }
        for id in watches.map(\.id) {
            guard var watch = liveWatches[id] else { continue }
            apply(watch.handle(observation, at: now), now)
            liveWatches[id] = watch
        }
        if storesEachStep { try restart() }
    }

    mutating func see(
        _ kind: Observation.Kind,
        from first: Double,
        through last: Double,
        every period: Double,
        camera: CameraID = "bedroom",
        zones: [ZoneID: Int] = [:]
    ) throws {
        for second in stride(from: first, through: last, by: period) {
            try see(kind, at: second, camera: camera, zones: zones)
        }
    }

    /// Delivers the deadlines that are due up to a second.
    mutating func advance(to second: Double) throws {
        let end = instant(second)
        while let (id, due) = deadlines.min(by: { ($0.value, $0.key.key) < ($1.value, $1.key.key) }), due <= end {
            deadlines[id] = nil
            let deadline = Deadline(id: id, dueAt: due)
            if id.owner == PresenceWatch.deadlineOwner, let name = WatchID(id.key), var watch = liveWatches[name] {
                apply(watch.handle(deadline, at: due), due)
                liveWatches[name] = watch
            } else if let name = CameraID(id.key.prefix { $0 != "/" }), var watch = liveCameras[name] {
                apply(watch.handle(deadline, at: due), due)
                liveCameras[name] = watch
            }
            if storesEachStep { try restart() }
        }
    }

    /// Turns a watch on or off.
    mutating func turn(_ watch: WatchID, on isOn: Bool, at second: Double) throws {
        try advance(to: second)
        let now = instant(second)
        if var changed = liveWatches[watch] {
            apply(changed.turn(on: isOn, at: now), now)
            liveWatches[watch] = changed
        }
    }

    /// Stores all states and begins again with what was stored.
    mutating func restart() throws {
        for watch in watches {
            guard let live = liveWatches[watch.id] else { continue }
            let data = try JSONEncoder().encode(live.state)
            let state = try JSONDecoder().decode(PresenceWatch.State.self, from: data)
            liveWatches[watch.id] = PresenceWatch(watch, state: state)
        }
        for (id, settings) in cameras {
            guard let live = liveCameras[id] else { continue }
            let data = try JSONEncoder().encode(live.state)
            let state = try JSONDecoder().decode(CameraWatch.State.self, from: data)
            liveCameras[id] = CameraWatch(camera: id, settings: settings, state: state)
        }
    }

    private mutating func apply(_ effects: [Effect], _ now: Instant) {
        for effect in effects {
            switch effect {
            case .schedule(let deadline): deadlines[deadline.id] = deadline.dueAt
            case .cancel(let id): deadlines[id] = nil
            case .report(let report): lines.append(Line(second: (now - origin).inSeconds, report: report))
            case .publish: break
            }
        }
        mostDeadlines = max(mostDeadlines, deadlines.count)
    }
}

extension WatchSchedule {
    /// Hours of every day in Berlin, or all of them.
    static func berlin(_ start: Int = 0, _ end: Int = 24, days: Set<Int> = Set(1...7)) throws -> WatchSchedule {
        struct Invalid: Error {}
        guard
            let schedule = WatchSchedule(
                days: days,
                startMinute: start * 60,
                endMinute: end * 60,
                timeZone: "Europe/Berlin"
            )
        else { throw Invalid() }
        return schedule
    }
}
