import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Topics and sizes of what is announced")
struct AnnouncementTopicTests {
    private static let characters = Array("abzAZ019-_.:@")

    private static func identifier(using random: inout SplitMix) -> String {
        let length = Int.random(in: 1...(Int.random(in: 0...9, using: &random) == 0 ? 128 : 12), using: &random)
        return String((0..<length).map { _ in characters[Int.random(in: 0..<characters.count, using: &random)] })
    }

    private static func household(using random: inout SplitMix) -> [AnnouncedCamera] {
        (0..<Int.random(in: 1...5, using: &random))
            .compactMap { _ in
                guard let id = CameraID(identifier(using: &random)) else { return nil }
                let zones = (0..<Int.random(in: 0...4, using: &random))
                    .compactMap { _ in
                        ZoneID(identifier(using: &random))
                    }
                return AnnouncedCamera(id: id, name: "A \"name\"\n\u{7} \\ ü", room: "Ba\tth", zones: zones)
            }
    }

    private static func isValid(_ topic: String) -> Bool {
        topic.utf8.count <= 512 && !topic.contains { "+#\0$".contains($0) }
            && topic.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }

    private static func isDiscovery(_ topic: String) -> Bool {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        return levels.count == 5 && levels[0] == "homeassistant" && levels[4] == "config"
            && levels[1...3]
                .allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) } }
    }

    @Test(
        "Whatever cameras, zones and events there are: topics are valid, payloads bounded, rates kept, states repeated"
    )
    func anything() throws {
        var random = SplitMix(seed: 2_026)
        for _ in 0..<16 {
            let cameras = Self.household(using: &random)
            let settings = try AnnouncementSettings(prefix: Self.prefixes.randomElement(using: &random) ?? "caretaker")
            var timeline = try AnnouncerTimeline(cameras, settings: settings)
            timeline.announceAll()
            try Self.live(&timeline, cameras, settings, using: &random)
            Self.check(timeline, settings)
        }
    }

    private static let prefixes = ["caretaker", "frigate", "home/care.1", "a:b@c/d/e"]

    private static func live(
        _ timeline: inout AnnouncerTimeline,
        _ cameras: [AnnouncedCamera],
        _ settings: AnnouncementSettings,
        using random: inout SplitMix
    ) throws {
        var second = 1.0
        for _ in 0..<150 {
            second += Double.random(in: 0...4, using: &random)
            guard let camera = cameras.randomElement(using: &random) else { continue }
            let zones = camera.zones.map { ($0, Int.random(in: 0...2, using: &random)) }
            switch Int.random(in: 0...9, using: &random) {
            case 0:
                let name = CameraSwitch.allCases.randomElement(using: &random) ?? .detect
                let topic = "\(settings.prefix)/\(camera.id)/\(name.rawValue)/set"
                do { try timeline.send(topic, Bool.random(using: &random) ? "ON" : "OFF") } catch is FrameAnalysisError
                {}
            case 1:
                timeline.tell(
                    .snapshot(camera.id, jpeg: [0xFF, 0xD8, 0xFF, UInt8.random(in: 0...255, using: &random)]),
                    at: second
                )
            case 2:
                let id = AlertID("a\(Int.random(in: 0...3, using: &random))") ?? "a"
                let alert = AnnouncedAlert(id: id, camera: camera.id, kind: .fall, isOpen: Bool.random(using: &random))
                timeline.tell(.alert(alert), at: second)
            default:
                timeline.see(
                    Observation.Kind.allCases.randomElement(using: &random) ?? .person,
                    camera.id,
                    at: second,
                    people: Int.random(in: 0...6, using: &random),
                    zones: Dictionary(zones, uniquingKeysWith: { $1 }),
                    posture: Posture.allCases.randomElement(using: &random),
                    track: Int.random(in: 0...20, using: &random)
                )
            }
        }
        timeline.advance(to: second + 200)
    }

    private static func check(_ timeline: AnnouncerTimeline, _ settings: AnnouncementSettings) {
        let prefix = settings.prefix
        var last: [String: (at: Instant, payload: [UInt8])] = [:]
        for (at, message) in timeline.messages {
            let isOurs = isValid(message.topic) && (message.topic.hasPrefix(prefix + "/") || isDiscovery(message.topic))
            #expect(isOurs, "\(message.topic)")
            #expect(message.payload.count <= AnnouncementSettings.maximumSnapshotBytes)
            if message.retain, at > AnnouncerTimeline.start, let previous = last[message.topic] {
                let isRefresh = at - previous.at >= settings.refreshPeriod
                #expect(previous.payload != message.payload || isRefresh, "told twice: \(message.topic)")
                let name = message.topic.split(separator: "/").last
                if name == "posture" || name == "person" || name == "active" || name == "motion" {
                    #expect(at - previous.at >= settings.statePause, "too soon: \(message.topic)")
                }
            }
            last[message.topic] = (at, message.payload)
        }
        var again = timeline
        again.announceAll()
        #expect(again.retained == timeline.retained)
    }

    @Test(
        "A prefix that cannot begin topics is refused",
        arguments: [
            "", "/", "a/", "/a", "a//b", "a/b/c/d", "a+b", "#", "a b", "ü", String(repeating: "a", count: 65),
            "homeassistant",
            "..",
        ]
    )
    func badPrefix(_ prefix: String) {
        #expect(throws: FrameAnalysisError.self) { try AnnouncementSettings(prefix: prefix) }
    }

    @Test("What we listen to fits what we read")
    func subscriptions() throws {
        let announcer = CameraAnnouncer(settings: try AnnouncementSettings(prefix: "a/b"), cameras: [])
        #expect(
            announcer.subscriptions == [
                "a/b/onConnect", "a/b/profile/set", "a/b/+/+/set", "a/b/+/notifications/suspend",
                "homeassistant/status",
            ]
        )
        #expect(announcer.will == Announcement(topic: "a/b/available", payload: Array("offline".utf8)))
        #expect(announcer.farewell == Announcement(topic: "a/b/available", payload: Array("stopped".utf8)))
    }
}
