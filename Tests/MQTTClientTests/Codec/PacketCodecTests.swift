import NIOCore
import Testing

@testable import MQTTClient

@Suite("Packet codec")
struct PacketCodecTests {
    private func parse(_ bytes: [UInt8], _ version: MQTTVersion) throws -> [ControlPacket] {
        var framer = PacketFramer(version: version, maximumPacketSize: 100_000)
        framer.append(ByteBuffer(bytes: bytes))
        var packets: [ControlPacket] = []
        while let packet = try framer.next() { packets.append(packet) }
        return packets
    }

    @Test("Every packet survives writing and reading", arguments: MQTTVersion.allCases)
    func roundTrip(version: MQTTVersion) throws {
        let samples = SamplePackets.all(version)
        #expect(Set(samples.map(\.kind)).count == (version == .v5 ? 15 : 14))
        for packet in samples {
            #expect(try parse(packet.encoded(version), version) == [packet])
        }
    }

    @Test("Packets are found however the stream is cut", arguments: MQTTVersion.allCases, [1, 2, 3, 7, 64])
    func fragments(version: MQTTVersion, size: Int) throws {
        let samples = SamplePackets.all(version)
        let stream = samples.flatMap { $0.encoded(version) }
        var framer = PacketFramer(version: version, maximumPacketSize: 100_000)
        var packets: [ControlPacket] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            framer.append(ByteBuffer(bytes: stream[start..<min(start + size, stream.count)]))
            while let packet = try framer.next() { packets.append(packet) }
        }
        #expect(packets == samples)
        #expect(framer.bufferedBytes == 0)
    }

    @Test("A body that ends early is malformed or a shorter packet, never a crash", arguments: MQTTVersion.allCases)
    func truncation(version: MQTTVersion) throws {
        var refused = 0
        for packet in SamplePackets.all(version) {
            let bytes = packet.encoded(version)
            var buffer = ByteBuffer(bytes: bytes)
            let firstByte: UInt8 = try buffer.readField("the first byte")
            let length = try buffer.readVariableByteInteger("the length")
            let body = Array(buffer.readableBytesView)
            #expect(body.count == length)
            for end in 0..<length {
                do throws(ProtocolViolation) {
                    let shorter = ByteBuffer(bytes: body[..<end])
                    let parsed = try ControlPacket(firstByte: firstByte, body: shorter, version: version)
                    #expect(parsed != packet)
                } catch {
                    refused += 1
                    #expect(error.reasonCode.isFailure)
                }
            }
            // A stream that merely has not arrived completely is waited for.
            for end in 0..<bytes.count { #expect(try parse(Array(bytes[..<end]), version) == []) }
        }
        #expect(refused > 100)
    }

    @Test("A flipped bit gives a violation or a packet that can be written again", arguments: MQTTVersion.allCases)
    func bitFlips(version: MQTTVersion) throws {
        var refused = 0
        for packet in SamplePackets.all(version) {
            let bytes = packet.encoded(version)
            for bit in 0..<bytes.count * 8 {
                var damaged = bytes
                damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                do {
                    // CONNECT names its own version, so a flipped one is written back as what it became.
                    for parsed in try parse(damaged, version) {
                        var spoken = version
                        if case .connect(let connect) = parsed { spoken = connect.version }
                        #expect(try parse(parsed.encoded(spoken), spoken) == [parsed])
                    }
                } catch let violation as ProtocolViolation {
                    refused += 1
                    #expect(violation.reasonCode.isFailure)
                }
            }
        }
        #expect(refused > 500)
    }

    @Test("Random bytes never crash the reader", arguments: MQTTVersion.allCases, [1, 2, 3, 4, 5] as [UInt64])
    func randomBytes(version: MQTTVersion, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var violations = 0
        for _ in 0..<4000 {
            let bytes = (0..<Int.random(in: 0..<64, using: &random))
                .map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
            do {
                _ = try parse(bytes, version)
                let body = ByteBuffer(bytes: bytes)
                _ = try ControlPacket(firstByte: bytes.first ?? 0, body: body, version: version)
            } catch {
                violations += 1
            }
        }
        #expect(violations > 2000)
    }

    @Test(
        "Each kind of damage has its reason code",
        arguments: [
            ([0x00, 0x00], 0x81), ([0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], 0x81), ([0x36, 0x02, 0, 0], 0x81),
            ([0x38, 0x05, 0, 1, 0x61, 0, 0], 0x81), ([0x32, 0x06, 0, 1, 0x61, 0, 0, 0], 0x81),
            ([0x30, 0x04, 0, 1, 0x23, 0], 0x90), ([0x30, 0x03, 0, 0, 0], 0x82),
            ([0x30, 0x04, 0, 1, 0x00, 0], 0x81), ([0x30, 0x04, 0, 1, 0xC3, 0], 0x81),
            ([0x30, 0x06, 0, 1, 0x61, 2, 1, 2], 0x82), ([0x30, 0x08, 0, 1, 0x61, 4, 1, 1, 1, 1], 0x82),
            ([0x30, 0x07, 0, 1, 0x61, 3, 0x23, 0, 0], 0x82), ([0x30, 0x06, 0, 1, 0x61, 2, 0x7F, 0], 0x81),
            ([0x30, 0x07, 0, 1, 0x61, 3, 0x21, 0, 1], 0x82), ([0x40, 0x03, 0, 1, 0x05], 0x81),
            ([0x60, 0x02, 0, 1], 0x81), ([0xD0, 0x01, 0], 0x81), ([0x20, 0x03, 2, 0, 0], 0x81),
            ([0x20, 0x03, 1, 0x87, 0], 0x82), ([0x90, 0x03, 0, 1, 0], 0x81), ([0xE0, 0x01, 0x05], 0x81),
            ([0x30, 0xE8, 0x07], 0x95),
        ] as [([UInt8], UInt8)]
    )
    func reasonCodes(bytes: [UInt8], code: UInt8) {
        var framer = PacketFramer(version: .v5, maximumPacketSize: 1000)
        framer.append(ByteBuffer(bytes: bytes))
        let violation = #expect(throws: ProtocolViolation.self) { try framer.next() }
        #expect(violation?.reasonCode == ReasonCode(rawValue: code))
    }

    @Test("The bytes are those of the standard")
    func knownBytes() {
        let publish = ControlPacket.publish(
            PublishPacket(
                qos: .atLeastOnce,
                retain: true,
                topic: TopicName(unchecked: "a/b"),
                packetIdentifier: 10,
                payload: ByteBuffer(string: "hi")
            )
        )
        #expect(publish.encoded(.v311) == [0x33, 9, 0, 3, 0x61, 0x2F, 0x62, 0, 10, 0x68, 0x69])
        #expect(publish.encoded(.v5) == [0x33, 10, 0, 3, 0x61, 0x2F, 0x62, 0, 10, 0, 0x68, 0x69])
        let connect = ControlPacket.connect(
            ConnectPacket(version: .v5, cleanStart: true, keepAlive: 60, clientIdentifier: "x")
        )
        #expect(connect.encoded(.v5) == [0x10, 14, 0, 4, 0x4D, 0x51, 0x54, 0x54, 5, 2, 0, 60, 0, 0, 1, 0x78])
        #expect(ControlPacket.disconnect(DisconnectPacket()).encoded(.v5) == [0xE0, 0])
    }

    @Test(
        "Variable byte integers take one to four bytes",
        arguments: [
            (0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (2_097_151, 3), (2_097_152, 4), (268_435_455, 4),
        ]
    )
    func variableByteIntegers(value: Int, length: Int) throws {
        var buffer = ByteBuffer()
        buffer.writeVariableByteInteger(value)
        #expect(buffer.readableBytes == length)
        #expect(WireLimits.variableByteIntegerLength(value) == length)
        #expect(try buffer.readVariableByteInteger("a number") == value)
    }

    @Test("A property is allowed only where the standard allows it")
    func propertyPlaces() {
        let counts = PropertySection.allCases.map { section in
            PropertyIdentifier.allCases.filter { $0.isAllowed(in: section) }.count
        }
        // Table 2-4: connect 9, will 7, connack 17, publish 8, acknowledgements 2, subscribe 2, suback 2,
        // unsubscribe 1, unsuback 2, disconnect 4, auth 4.
        #expect(counts == [9, 7, 17, 8, 2, 2, 2, 1, 2, 4, 4])
    }
}
