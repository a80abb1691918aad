import Alerting
import MonitoringModel
import NotificationChannels
import Testing

@Suite("Outbox to webhook, over real HTTP", .timeLimit(.minutes(2)))
struct WebhookDeliveryTests {
    @Test("A receiver that was down gets everything once it is up, in order, nothing twice")
    func downThenUp() async throws {
        let closed = try await LoopbackReceiver.start { _, _ in .status(200) }
        try await closed.stop()
        let keys = (0..<30).map { "m\($0)" }
        let outbox = MemoryOutbox(keys.map { .message($0, to: closed.address()) })
        let delivery = OutboxDelivery.quick(outbox, WebhookChannel())
        try await running(delivery) {
            try await eventually { await delivery.status().first?.failed ?? 0 >= 3 }
            #expect(await outbox.delivered.isEmpty)
            let receiver = try await LoopbackReceiver.start(port: closed.port) { _, _ in .status(200) }
            try await eventually { await outbox.waiting.isEmpty }
            try await receiver.stop()
            #expect(receiver.received.compactMap { $0.headers["idempotency-key"] } == keys)
        }
        #expect(await delivery.status().first?.delivered == 30)
    }

    @Test("Trouble on the way is tried again with the same key and body")
    func trouble() async throws {
        let replies: [LoopbackReceiver.Reply] = [
            .status(500), .closed, .status(429, headers: ["Retry-After": "0"]), .status(404), .silence, .status(503),
        ]
        let receiver = try await LoopbackReceiver.start { number, _ in
            number < replies.count ? replies[number] : .status(200)
        }
        let outbox = MemoryOutbox([.message("m0", to: receiver.address()), .message("m1", to: receiver.address())])
        try await running(OutboxDelivery.quick(outbox, WebhookChannel(timeout: .milliseconds(500)))) {
            try await eventually { await outbox.waiting.isEmpty }
        }
        try await receiver.stop()
        let requests = receiver.received
        #expect(requests.count >= 8)
        #expect(requests.last?.headers["idempotency-key"] == "m1")
        #expect(requests.dropLast().allSatisfy { $0.headers["idempotency-key"] == "m0" })
        #expect(Set(requests.dropLast().map(\.body)).count == 1)
    }
}
