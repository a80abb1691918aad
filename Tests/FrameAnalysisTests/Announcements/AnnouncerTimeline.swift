import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

/// An announcer that is driven in event time, and a broker that keeps what is retained.
struct AnnouncerTimeline {
    static let start = Instant(millisecondsSinceEpoch: 1_772_442_000_000)

    static let cameras = [
        AnnouncedCamera(id: "bedroom", name: "Bedroom camera", room: "Bedroom", zones: ["bed", "door"]),
        AnnouncedCamera(id: "living-room", name: "Living \"room\"", room: "Living room", zones: ["sofa", "door"]),
    ]

    var announcer: CameraAnnouncer
    private(set) var now = start
    private(set) var retained: [String: String] = [:]
    /// Every message since the last ``forget()``, as `second topic payload`.
    private(set) var log: [String] = []
    private(set) var messages: [(at: Instant, message: Announcement)] = []

    init(
        _ cameras: [AnnouncedCamera] = AnnouncerTimeline.cameras,
        settings: AnnouncementSettings? = nil,
        state: CameraAnnouncer.State = .init()
    ) throws {
        let settings = try settings ?? AnnouncementSettings()
        announcer = CameraAnnouncer(settings: settings, cameras: cameras, state: state)
        take(announcer.announceAll(at: now))
        forget()
    }

    mutating func forget() {
        log = []
        messages = []
    }

    /// The retained value of a camera's topic.
    func value(_ rest: String) -> String? { retained["caretaker/\(rest)"] }

    /// The log without what is JSON.
    func log(of rest: String) -> [String] {
        log.filter { $0.split(separator: " ").dropFirst().first == "caretaker/\(rest)" }
    }

    mutating func see(
        _ kind: Observation.Kind,
        _ camera: CameraID = "bedroom",
        at second: Double,
        people: Int? = nil,
        zones: [ZoneID: Int] = [:],
        posture: Posture? = nil,
        track: Int? = nil,
        hasOthersDown: Bool = false,
        evidence: [EvidenceID] = []
    ) {
        advance(to: second)
        var observation = Observation(
            camera: camera,
            kind: kind,
            observedAt: now,
            track: track,
            posture: posture,
            confidence: 0.9,
            why: "test",
            evidence: evidence
        )
        observation.people = people
        observation.zones = zones
        observation.hasOthersDown = hasOthersDown
        take(announcer.handle(.observation(observation), at: now))
    }

    mutating func tell(_ event: AnnouncerEvent, at second: Double) {
        advance(to: second)
        take(announcer.handle(event, at: now))
    }

    mutating func announceAll() { take(announcer.announceAll(at: now)) }

    /// Does what is due up to a time, exactly when it is due.
    mutating func advance(to second: Double) {
        let end = Self.start + .milliseconds(Int(second * 1_000))
        var rounds = 0
        while let due = announcer.nextDue(at: now), due <= end {
            rounds = due <= now ? rounds + 1 : 0
            guard rounds < 3 else {
                Issue.record("something is due for ever at \(due)")
                return
            }
            now = max(now, due)
            take(announcer.advance(to: now))
        }
        now = max(now, end)
    }

    /// Sends a message to the announcer, applies what it asks for and tells the announcer.
    mutating func send(_ topic: String, _ payload: String) throws {
        guard case .command(let command) = try announcer.request(topic: topic, payload: Array(payload.utf8)) else {
            Issue.record("\(topic) is no command")
            return
        }
        var switches = announcer.state.switches
        try switches.apply(command, profiles: announcer.settings.profiles, at: now)
        take(announcer.handle(.switches(switches), at: now))
    }

    private mutating func take(_ list: [Announcement]) {
        for message in list {
            let text = String(decoding: message.payload.prefix(4_096), as: UTF8.self)
            messages.append((now, message))
            if message.retain { retained[message.topic] = message.payload.isEmpty ? nil : text }
            let seconds = (now - Self.start).inSeconds
            log.append("\(seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)") \(message.topic) \(text)")
        }
    }
}
