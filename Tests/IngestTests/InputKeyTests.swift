import MonitoringModel
import Testing

@testable import Ingest

@Suite("Recognition of repeated messages")
struct InputKeyTests {
    private func key(_ payload: String, topic: String = "devices/d/telemetry", isDuplicate: Bool = false) throws
        -> InputKey
    {
        try TelemetryDecoder()
            .decode(
                topic: topic,
                payload: Array(payload.utf8),
                isDuplicate: isDuplicate,
                receivedAt: Instant(millisecondsSinceEpoch: 1_767_225_600_000)
            )
            .get().key
    }

    @Test(
        "What a payload says about itself decides what a repetition means",
        arguments: [
            (#"{"ts":1767222000}"#, false, true, false),
            (#"{"ts":1767222000}"#, true, true, true),
            (#"{"messageId":"01HZX3J5K8M2P4R6"}"#, false, true, false),
            (#"{"messageId":"short"}"#, false, false, false),
            (#"{"messageId":17}"#, false, false, true),
            (#"{"seq":1}"#, false, false, true),
            (#"{"sequence":"12"}"#, false, false, true),
            (#"{"seq":"front door"}"#, false, false, false),
            (#"{"seq":1.5}"#, false, false, false),
            (#"{"open":true}"#, false, false, false),
            (#"{"open":true}"#, true, false, true),
            (#"{"id":"0b0e2c1e-6a3c-4f5e-9c57-1d2f3a4b5c6d"}"#, false, false, false),
        ]
    )
    func evidence(payload: String, isDuplicate: Bool, isExact: Bool, isRedelivery: Bool) throws {
        let key = try key(payload, isDuplicate: isDuplicate)
        #expect(key.isExact == isExact)
        #expect(key.isRedelivery == isRedelivery)
    }

    @Test("A redelivered message has the key it had before")
    func redelivery() throws {
        #expect(try key(#"{"seq":4,"x":1}"#).bytes == key(#"{"seq":4,"x":1}"#, isDuplicate: true).bytes)
    }

    @Test("Another topic, sequence, time or value is another message")
    func distinct() throws {
        let keys = [
            try key(#"{"seq":4,"x":1}"#), try key(#"{"seq":5,"x":1}"#), try key(#"{"seq":4,"x":2}"#),
            try key(#"{"seq":4,"x":1}"#, topic: "devices/e/telemetry"), try key(#"{"ts":1767222000}"#),
            try key(#"{"ts":1767222001}"#),
        ]
        #expect(Set(keys.map(\.bytes)).count == keys.count)
        #expect(keys.allSatisfy { $0.bytes.count == 33 })
    }

    @Test("10,000 similar payloads have 10,000 keys")
    func collisions() throws {
        var seen: Set<[UInt8]> = []
        for number in 0..<10_000 { seen.insert(try key(#"{"n":\#(number)}"#).bytes) }
        #expect(seen.count == 10_000)
    }

    @Test(
        "The hash is FNV-1a of 128 bits, so keys stay valid across versions",
        arguments: [
            ("", UInt64(0x6C62_272E_07BB_0142), UInt64(0x62B8_2175_6295_C58D)),
            ("a", 0xD228_CB69_6F1A_8CAF, 0x7891_2B70_4E4A_8964),
            ("foobar", 0x343E_1662_793C_64BF, 0x6F0D_3597_BA44_6F18),
        ]
    )
    func vectors(text: String, high: UInt64, low: UInt64) {
        var hash = PayloadHash()
        hash.combine(text)
        #expect(hash.high == high)
        #expect(hash.low == low)
    }
}
