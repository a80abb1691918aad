import MonitoringModel
import Testing

@testable import Ingest

@Suite("Topics")
struct TopicTests {
    private func match(_ mapping: String, _ topic: String) throws -> String? {
        var topic = topic
        let mapping = try TopicMapping(mapping)
        return topic.withUTF8 { bytes in
            switch mapping.match(bytes) {
            case .none: nil
            case .anonymous: "-"
            case .device(let range): String(decoding: bytes[range], as: UTF8.self)
            }
        }
    }

    @Test(
        "A mapping covers the topics its filter covers, and finds the device",
        arguments: [
            ("devices/{device}/telemetry", "devices/door/telemetry", "door"),
            ("devices/{device}/telemetry", "devices/door/telemetry/x", nil),
            ("devices/{device}/telemetry", "devices/door", nil),
            ("devices/{device}/telemetry", "devices/door/", nil),
            ("devices/{device}/telemetry", "devices//telemetry", ""),
            ("devices/{device}/telemetry", "/devices/door/telemetry", nil),
            ("{device}", "door", "door"),
            ("{device}", "$door", nil),
            ("{device}", "door/", nil),
            ("home/{room}/{device}/#", "home/hall/lamp", "lamp"),
            ("home/{room}/{device}/#", "home/hall/lamp/a/b", "lamp"),
            ("home/{room}/{device}/#", "home/hall", nil),
            ("+/{device}", "a/b", "b"),
            ("+/{device}", "$SYS/b", nil),
            ("$SYS/{device}", "$SYS/b", "b"),
            ("#", "a/b/c", "-"),
            ("#", "$SYS/x", nil),
            ("a/#", "a", "-"),
            ("a/+/b", "a/x/b", "-"),
            ("a/b/", "a/b/", "-"),
            ("a/b/", "a/b", nil),
            ("", "a", nil),
        ]
        .filter { !$0.0.isEmpty }
    )
    func matching(mapping: String, topic: String, device: String?) throws {
        #expect(try match(mapping, topic) == device)
    }

    @Test(
        "A mapping that is no filter is refused",
        arguments: [
            "", "a/#/b", "a#", "a/+b", "{device}/{device}", "{a", "a}", "{}", "x{device}", "{a+b}", "a\0",
            String(repeating: "a", count: 1_025),
        ]
    )
    func refused(mapping: String) {
        #expect(throws: TopicMappingError.self) { try TopicMapping(mapping) }
    }

    @Test("The filter to subscribe to follows from the mapping")
    func filter() throws {
        #expect(try TopicMapping("home/{room}/{device}/+/#").filter == "home/+/+/+/#")
        #expect(TopicMapping.standard.filter == "devices/+/telemetry")
        #expect(try TopicMapping(TopicMapping.standard.description) == .standard)
    }

    @Test("Of two mappings that cover a topic the first counts")
    func order() throws {
        let decoder = TelemetryDecoder(mappings: [try TopicMapping("a/{device}/c"), try TopicMapping("a/b/{device}")])
        let decoded =
            try decoder.decode(
                topic: "a/b/c",
                payload: Array("{}".utf8),
                isDuplicate: false,
                receivedAt: Instant(millisecondsSinceEpoch: 0)
            )
            .get()
        #expect(decoded.telemetry.device == DeviceID("b"))
    }

    @Test(
        "Frame topics name their camera",
        arguments: [
            ("cameras/hall/frame", "hall"), ("cameras/hall/frames", nil), ("cameras/a/b/frame", nil),
            ("cameras/frame", nil), ("camerasxhall/frame", nil), ("", nil), ("/frame", nil), ("cameras/hall", nil),
        ]
    )
    func frames(topic: String, camera: String?) throws {
        #expect(try FrameTopic.camera(of: topic) == camera.flatMap { CameraID($0) })
    }

    @Test("A frame topic whose camera is no name is refused", arguments: ["cameras//frame", "cameras/a b/frame"])
    func badCamera(topic: String) {
        #expect(throws: IngestProblem.self) { try FrameTopic.camera(of: topic) }
    }

    @Test("A camera's topic leads back to the camera")
    func roundTrip() throws {
        let camera = try #require(CameraID("hall-1"))
        #expect(try FrameTopic.camera(of: FrameTopic.topic(of: camera)) == camera)
    }
}
