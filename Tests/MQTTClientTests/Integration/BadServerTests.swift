import Logging
import MQTTClient
import NIOCore
import Testing

@Suite("Servers that misbehave")
struct BadServerTests {
    private static let connack: [UInt8] = [0x20, 3, 0, 0, 0]

    private func reason(
        answer: [UInt8],
        on server: ScriptedServer = ScriptedServer(),
        timeout: Duration = .seconds(300)
    ) async throws -> DisconnectReason? {
        try await server.run(answer: answer) { port in
            var configuration = MQTTConfiguration(
                server: try MQTTServerURL("mqtt://127.0.0.1:\(port)"),
                clientIdentifier: "victim"
            )
            configuration.connectTimeout = timeout
            configuration.reconnect.maximumFailures = 1
            configuration.limits.maximumPacketSize = 1000
            let client = try MQTTClient(
                configuration: configuration,
                logger: Logger(label: "test") { _ in SilentLog() }
            )
            do {
                try await client.run()
                return nil
            } catch MQTTClientError.gaveUp(let reason) {
                return reason
            }
        }
    }

    @Test("A server that accepts and says nothing is given up after the connect time-out")
    func silence() async throws {
        #expect(try await reason(answer: [], timeout: .milliseconds(100)) == .connectTimedOut)
    }

    @Test("Something that is not MQTT is recognised")
    func notMQTT() async throws {
        let answer = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)
        guard case .protocolViolation(.malformedPacket, _)? = try await reason(answer: answer) else {
            Issue.record("a web server was taken for a broker")
            return
        }
    }

    @Test(
        "The client tells the server with DISCONNECT what was wrong",
        arguments: [
            ([0x36, 0x02, 0, 0], 0x81), ([0x30, 0xE8, 0x07], 0x95), ([0xC0, 0], 0x82),
            ([0x30, 0x06, 0, 1, 0x61, 3, 0x23, 0, 99], 0x81), ([0x30, 0x07, 0, 1, 0x61, 3, 0x23, 0, 99], 0x94),
        ] as [([UInt8], UInt8)]
    )
    func violation(packet: [UInt8], code: UInt8) async throws {
        let server = ScriptedServer()
        let reason = try await reason(answer: Self.connack + packet, on: server)
        guard case .protocolViolation(let found, _)? = reason else {
            Issue.record("unexpected reason \(String(describing: reason))")
            return
        }
        #expect(found == ReasonCode(rawValue: code))
        let wasTold = try await eventually { Array(server.bytes.suffix(3)) == [0xE0, 1, code] }
        #expect(wasTold)
    }
}
