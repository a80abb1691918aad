import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

/// Where the expected configurations are; run the tests with CARETAKER_WRITE_GOLDENS=1 to write them anew.
private let goldens = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Goldens")

@Suite("Home Assistant discovery")
struct HomeAssistantDiscoveryTests {
    private func configurations(
        _ cameras: [AnnouncedCamera] = AnnouncerTimeline.cameras
    ) throws -> [String: JSONValue] {
        var settings = try AnnouncementSettings()
        settings.softwareVersion = "1.2.3"
        let timeline = try AnnouncerTimeline(cameras, settings: settings)
        return try timeline.retained.filter { $0.key.hasPrefix("homeassistant/") }
            .mapValues { try JSONParser.parse($0) }
    }

    @Test("Each component is announced as expected", arguments: HomeAssistantSchema.components.keys.sorted())
    func golden(_ component: String) throws {
        let told = try configurations().filter { $0.key.hasPrefix("homeassistant/\(component)/") }
        let members = told.sorted { $0.key < $1.key }.map { JSONValue.Member(name: $0.key, value: $0.value) }
        let file = goldens.appending(path: "\(component).json")
        if ProcessInfo.processInfo.environment["CARETAKER_WRITE_GOLDENS"] != nil {
            let lines = members.map { "\(JSONValue.string($0.name)): \($0.value)" }
            try "{\n\(lines.joined(separator: ",\n"))\n}\n".write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try JSONParser.parse(Array(Data(contentsOf: file)))
        #expect(!members.isEmpty && JSONValue.object(members) == expected)
    }

    @Test("Every configuration follows the documented schema of its component")
    func schema() throws {
        let told = try configurations()
        #expect(told.count == 2 * 13 + 3 + 1)
        for (topic, configuration) in told {
            let faults = HomeAssistantSchema.faults(topic: topic, configuration)
            #expect(faults.isEmpty, "\(topic): \(faults)")
        }
    }

    @Test(
        "The schema that is checked against finds faults",
        arguments: [
            ("state_topic", nil), ("unique_id", nil), ("device", nil), ("payload_onn", JSONValue.string("ON")),
            ("expire_after", .integer(-1)), ("device_class", .string("fall")), ("state_topic", .string("a/#")),
            ("availability_mode", .string("some")), ("origin", JSONValue(object: [:])),
            ("default_entity_id", .string("sensor.bedroom_fall")),
        ]
    )
    func schemaCanFail(_ member: String, _ value: JSONValue?) throws {
        let topic = "homeassistant/binary_sensor/caretaker-nbedroom/fall/config"
        guard case .object(var members) = try configurations()[topic] else {
            Issue.record("no such entity")
            return
        }
        members.removeAll { $0.name == member }
        if let value { members.append(JSONValue.Member(name: member, value: value)) }
        #expect(!HomeAssistantSchema.faults(topic: topic, .object(members)).isEmpty)
    }

    @Test("Unique identifiers and topics differ, however alike cameras are called, and do not change")
    func unique() throws {
        let names = ["a.b", "a-db", "a_b", "a:b", "a@b", "a-b", "a--b", "ab", "b", "zone"]
        let cameras = names.compactMap { name in
            CameraID(name).map { AnnouncedCamera(id: $0, name: name, zones: ["x.y", "x-y", "x_y"]) }
        }
        let told = try configurations(cameras)
        #expect(told.count == names.count * 13 + 3 + 1)
        let identifiers = told.values.compactMap { $0["unique_id"]?.stringValue }
        #expect(Set(identifiers).count == told.count)
        #expect(try configurations(cameras.reversed()) == told)
        #expect(identifiers.contains("caretaker/a.b/fall") && identifiers.contains("caretaker/zone/x.y/person"))
    }

    @Test("Every topic that is named is one that is published or listened to")
    func topicsExist() throws {
        var timeline = try AnnouncerTimeline()
        for camera in AnnouncerTimeline.cameras { timeline.see(.motion, camera.id, at: 1) }
        for (_, configuration) in try configurations() {
            for name in ["state_topic"] {
                guard let topic = configuration[name]?.stringValue else { continue }
                #expect(timeline.retained[topic] != nil, "\(topic)")
            }
            if let topic = configuration["command_topic"]?.stringValue {
                let payload = topic.hasSuffix("profile/set") ? "night" : "ON"
                #expect(try timeline.announcer.request(topic: topic, payload: Array(payload.utf8)) != nil)
            }
            guard case .array(let conditions) = configuration["availability"] else { continue }
            for condition in conditions { #expect(timeline.retained[condition["topic"]?.stringValue ?? ""] != nil) }
        }
    }

    @Test("All states an enumeration can take are among its options")
    func options() throws {
        let told = try configurations()
        var timeline = try AnnouncerTimeline()
        for (index, posture) in Posture.allCases.enumerated() {
            timeline.see(.person, at: Double(index * 2 + 1), people: 1, posture: posture)
            try expectOption("posture")
        }
        for (index, kind) in Observation.Kind.allCases.enumerated() {
            timeline.see(kind, at: Double(index * 2 + 101))
            try expectOption("trouble")
            try expectOption("posture")
        }
        func expectOption(_ name: String) throws {
            let topic = "homeassistant/sensor/caretaker-nbedroom/\(name)/config"
            guard case .array(let options) = told[topic]?["options"], let value = timeline.value("bedroom/\(name)")
            else {
                Issue.record("no options of \(name)")
                return
            }
            #expect(options.contains(.string(value)), "\(value)")
        }
    }

    @Test("When Home Assistant comes online, everything is told again")
    func birth() throws {
        var timeline = try AnnouncerTimeline()
        timeline.forget()
        let request = try timeline.announcer.request(topic: "homeassistant/status", payload: Array("online".utf8))
        #expect(request == .announceAll)
        timeline.announceAll()
        let topics = timeline.messages.map(\.message.topic)
        #expect(topics.filter { $0.hasPrefix("homeassistant/") }.count == 2 * 13 + 3 + 1)
        #expect(timeline.messages.filter { $0.message.topic.hasSuffix("/config") }.allSatisfy { $0.message.retain })
        let lastDiscovery = topics.lastIndex { $0.hasSuffix("/config") } ?? 0
        let firstState = topics.firstIndex { $0.hasSuffix("/state") } ?? 0
        #expect(lastDiscovery < firstState)
    }
}
