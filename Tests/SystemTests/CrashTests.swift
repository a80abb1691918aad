import Foundation
import Logging
import MQTTClient
import MonitoringModel
import NIOCore
import Synchronization
import Testing

@Suite("Killed at any moment", .serialized)
struct CrashTests {
    static func settings(webhook port: Int) -> String {
        """
        rules:
          - id: bright
            sql: SELECT * FROM 'devices/+/telemetry' WHERE lux > 35000
            actions:
              - alert: {kind: too_bright, severity: warning, summary: "Too bright."}
        receivers:
          - {id: hook, channel: webhook, address: "http://127.0.0.1:\(port)/hook"}
        routes:
          - {receivers: [hook]}
        """
    }

    /// 100 devices send 50 messages each; the light goes above the limit in every tenth message and
    /// stays below it in the others, so that each device raises and ends five alerts.
    static func payload(device: Int, step: Int) -> String {
        let lux = step % 10 == 5 ? 40_000 : 1_000
        let time = 1_772_442_000_000 + step * 1_000
        return #"{"seq":\#(step),"time":\#(time),"lux":\#(lux),"device":"lamp-\#(device)"}"#
    }

    @Test("5,000 messages and 20 kills: every reading once, every alert once, one body for each key")
    func killsLoseAndRepeatNothing() async throws {
        let hookPort = try FreePort.find()
        let brokerPort = try FreePort.find()
        let receiver = WebhookReceiver()
        try await withBroker(on: brokerPort) { _ in
            let house = try House(settings: Self.settings(webhook: hookPort), broker: brokerPort)
            try await receiver.serve(on: hookPort) {
                try await Self.publishAndKill(house, brokerPort: brokerPort)
                try await Self.check(house, receiver)
            }
        }
    }

    /// Publishes while the service is killed again and again; the random moments come from a fixed seed.
    private static func publishAndKill(_ house: House, brokerPort: Int) async throws {
        // The session must exist before the first message, or the broker has nobody to keep it for.
        let first = try await house.start()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await publishAll(port: brokerPort) }
            group.addTask {
                var generator = SplitMix64(seed: 20)
                var process = first
                for _ in 0..<20 {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 40...700, using: &generator)))
                    process.signal(SIGKILL)
                    _ = try await process.waitForExit()
                    process = try CaretakerProcess(["serve", "--settings", house.settingsFile, "--state", house.state])
                }
                process.signal(SIGKILL)
                _ = try await process.waitForExit()
            }
            try await group.waitForAll()
        }
    }

    private static func publishAll(port: Int) async throws {
        var configuration = MQTTConfiguration(
            server: try MQTTServerURL("mqtt://127.0.0.1:\(port)"),
            clientIdentifier: "lamps"
        )
        configuration.cleanStart = true
        let client = try MQTTClient(configuration: configuration, logger: Logger(label: "lamps"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            for step in 0..<50 {
                let messages = try (0..<100)
                    .map { device in
                        MQTTPublication(
                            topic: try TopicName("devices/lamp-\(device)/telemetry"),
                            payload: ByteBuffer(string: payload(device: device, step: step))
                        )
                    }
                _ = try await client.publish(contentsOf: messages)
                try await Task.sleep(for: .milliseconds(150))
            }
            group.cancelAll()
        }
    }

    private static func check(_ house: House, _ receiver: WebhookReceiver) async throws {
        try await house.whileRunning { _ in
            try await eventually("everything to be stored and delivered") {
                let status = try await house.get("/api/v1/status")
                return status["counters"]["journal_entries"].int ?? 0 >= 5_000
                    && status["counters"]["outbox_waiting"].int == 0
            }
        }
        let rows = try JournalInspection(path: house.state + "/caretaker.sqlite")
        #expect(try rows.distinctReadings() == 5_000)
        #expect(try rows.readings() == 5_000)
        #expect(try rows.alerts() == 500)
        #expect(try rows.openAlerts() == 0)
        let bodies = receiver.bodiesByKey
        #expect(bodies.values.allSatisfy { $0.count == 1 })
        #expect(Set(bodies.keys) == Set(try rows.expectedWebhookKeys(receiver: "hook")))
    }
}
