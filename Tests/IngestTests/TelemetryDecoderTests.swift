import MonitoringModel
import Testing

@testable import Ingest

@Suite("Decoding of telemetry")
struct TelemetryDecoderTests {
    private let decoder = TelemetryDecoder()
    private let now = Instant(millisecondsSinceEpoch: 1_767_225_600_000)

    private func decode(
        _ payload: String,
        topic: String = "devices/door/telemetry",
        isDuplicate: Bool = false
    ) -> Result<DecodedTelemetry, IngestProblem> {
        decoder.decode(topic: topic, payload: Array(payload.utf8), isDuplicate: isDuplicate, receivedAt: now)
    }

    private func reason(_ result: Result<DecodedTelemetry, IngestProblem>) -> String? {
        guard case .failure(let problem) = result else { return nil }
        return problem.reason.code
    }

    @Test("The device comes from the topic, whatever the payload says")
    func deviceFromTopic() throws {
        let decoded = try decode(#"{"snr": 21, "device": "other"}"#).get()
        #expect(decoded.telemetry.device == DeviceID("door"))
        #expect(decoded.telemetry.document["snr"]?.doubleValue == 21)
        #expect(decoded.telemetry.topic == "devices/door/telemetry")
    }

    @Test(
        "On other topics the device comes from the payload if it is a name",
        arguments: [
            (#"{"device":"pump-1"}"#, "pump-1"), (#"{"device":"a b"}"#, nil), (#"{"device":7}"#, nil), ("{}", nil),
        ]
    )
    func deviceFromPayload(payload: String, name: String?) throws {
        let decoded = try decode(payload, topic: "garden/pump").get()
        #expect(decoded.telemetry.device == name.flatMap { DeviceID($0) })
    }

    @Test(
        "On topics of no device any payload is taken, as a document or as bytes, for rules that read them",
        arguments: [
            ("21.5", true), ("[{}]", true), ("null", true), ("", false), ("{", false), ("on", false), ("\u{1}", false),
        ]
    )
    func anyPayload(payload: String, isDocument: Bool) throws {
        let telemetry = try decode(payload, topic: "garden/pump").get().telemetry
        #expect(telemetry.device == nil)
        #expect((telemetry.envelope.binaryPayload == nil) == isDocument)
        if !isDocument { #expect(telemetry.envelope.binaryPayload == Array(payload.utf8)) }
        #expect(telemetry.observedAt == now)
    }

    @Test(
        "What cannot be taken in is refused with its reason",
        arguments: [
            ("", "devices/door/telemetry", "notJSON"),
            ("{", "devices/door/telemetry", "notJSON"),
            ("{} x", "devices/door/telemetry", "notJSON"),
            ("21.5", "devices/door/telemetry", "notAnObject"),
            ("[{}]", "devices/door/telemetry", "notAnObject"),
            ("{}", "devices/a b/telemetry", "badName"),
            ("{}", "devices//telemetry", "badName"),
            ("{}", "devices/../telemetry", "badName"),
            ("{}", "", "wrongTopic"),
            ("{}", "devices/+/telemetry", "wrongTopic"),
            ("{}", "devices/#", "wrongTopic"),
            ("{}", "a\0b", "wrongTopic"),
        ]
    )
    func refusals(payload: String, topic: String, code: String) {
        #expect(reason(decode(payload, topic: topic)) == code)
    }

    @Test("Other topics can be refused altogether")
    func onlyMapped() {
        let strict = TelemetryDecoder(takesOtherTopics: false)
        let result = strict.decode(topic: "a/b", payload: Array("{}".utf8), isDuplicate: false, receivedAt: now)
        #expect(reason(result) == "wrongTopic")
    }

    @Test("A payload over the limit is refused unread, one at the limit is taken")
    func size() {
        let limit = TelemetryDecoder.standardPayloadLimit
        let fits = #"{"a":""# + String(repeating: "x", count: limit - 8) + #""}"#
        #expect(fits.utf8.count == limit)
        #expect(reason(decode(fits)) == nil)
        #expect(reason(decode(fits + " ")) == "tooLarge")
        #expect(reason(decode(String(repeating: "[", count: 10_000_000))) == "tooLarge")
    }

    @Test("Nesting of 300 levels is refused by name", arguments: ["[", #"{"a":"#])
    func depth(opening: String) {
        #expect(reason(decode(#"{"a":"# + String(repeating: opening, count: 300))) == "tooDeep")
    }

    @Test("Every truncation of a message is refused, none is taken for another")
    func truncations() {
        let payload = #"{"snr":-21.5e1,"t":"2026-01-01T00:00:00Z","a":[1,{"b":null}],"c":"\u00e9\n"}"#
        for length in 0..<payload.utf8.count {
            #expect(reason(decode(String(decoding: payload.utf8.prefix(length), as: UTF8.self))) == "notJSON")
        }
        #expect(reason(decode(payload)) == nil)
    }

    @Test("Random bytes in payload and topic never stop the program")
    func randomBytes() {
        var source = SeededBytes(state: 20_260_101)
        var accepted = 0
        for _ in 0..<20_000 {
            let payload = source.bytes(upTo: 40, from: Array(#"{}[]":,0123456789.eE+-tfn\u "ts"abc"#.utf8))
            let topic = String(decoding: source.bytes(upTo: 30, from: Array("devics/tlmry+#$\0é".utf8)), as: UTF8.self)
            let result = decoder.decode(topic: topic, payload: payload, isDuplicate: false, receivedAt: now)
            if case .failure(let problem) = result { _ = problem.description } else { accepted += 1 }
            _ = try? FrameTopic.camera(of: topic)
        }
        #expect(accepted < 20_000)
    }
}

/// A reproducible source of bytes (SplitMix64).
struct SeededBytes {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func bytes(upTo limit: Int, from alphabet: [UInt8]) -> [UInt8] {
        (0..<Int(next() % UInt64(limit + 1)))
            .map { _ in
                let roll = next()
                return roll % 16 == 0
                    ? UInt8(truncatingIfNeeded: roll >> 8) : alphabet[Int((roll >> 8) % UInt64(alphabet.count))]
            }
    }
}
