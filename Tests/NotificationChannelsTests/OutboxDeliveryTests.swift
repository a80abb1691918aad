import Alerting
import MonitoringModel
import NotificationChannels
import Synchronization
import Testing

@Suite("Delivery from the outbox", .timeLimit(.minutes(2)))
struct OutboxDeliveryTests {
    @Test("Messages to one address go in order, also when one fails at first")
    func order() async throws {
        let keys = (0..<100).map { "m\($0)" }
        let outbox = MemoryOutbox(keys.map { .message($0, to: "a") })
        let channel = ScriptedChannel { entry, before in
            ["m0", "m37", "m99"].contains(entry.key) && before < 3
                ? .transient(reason: "down") : .delivered(receipt: "ok")
        }
        try await running(OutboxDelivery.quick(outbox, channel)) {
            try await eventually { await outbox.waiting.isEmpty }
        }
        #expect(await outbox.delivered == keys)
        #expect(channel.keys.count == 109)
        #expect(channel.timesStopped == 1)
    }

    @Test("A message that was written while an earlier one waits comes after it")
    func orderWithLaterMessage() async throws {
        let outbox = MemoryOutbox([.message("first", to: "a")])
        let signal = OutboxSignal()
        let isUp = Mutex(false)
        let channel = ScriptedChannel { _, _ in
            isUp.withLock(\.self) ? .delivered(receipt: "ok") : .transient(reason: "down")
        }
        try await running(OutboxDelivery.quick(outbox, channel, signal: signal)) {
            try await eventually { channel.keys.count >= 2 }
            await outbox.add(.message("second", to: "a"))
            signal.notify()
            try await eventually { channel.keys.count >= 5 }
            isUp.withLock { $0 = true }
            try await eventually { await outbox.waiting.isEmpty }
        }
        #expect(await outbox.delivered == ["first", "second"])
        #expect(channel.keys.filter { $0 == "second" }.count == 1)
    }

    @Test("A pause that began before a restart goes on, so order survives it")
    func orderAfterRestart() async throws {
        let clock = ManualClock(now: Instant(millisecondsSinceEpoch: 1_000_000))
        var first = OutboxEntry.message("first", to: "a")
        first.attempts = 4
        first.dueAt = clock.now + .seconds(60)
        let outbox = MemoryOutbox([first, .message("second", to: "a"), .message("other", to: "b")])
        let channel = ScriptedChannel { _, _ in .delivered(receipt: "ok") }
        try await running(OutboxDelivery.quick(outbox, channel, wallClock: clock)) {
            try await eventually { await outbox.delivered == ["other"] }
            clock.advance(by: .seconds(59))
            await outbox.add(.message("third", to: "b"))
            try await eventually { await outbox.delivered == ["other", "third"] }
            clock.advance(by: .seconds(1))
            try await eventually { await outbox.waiting.isEmpty }
        }
        #expect(await outbox.delivered == ["other", "third", "first", "second"])
    }

    @Test("A receiver that hangs or is down holds up nobody else")
    func independence() async throws {
        let outbox = MemoryOutbox(
            [.message("stuck", to: "slow"), .message("lost", to: "down")]
                + (0..<50).map { .message("m\($0)", to: "good") }
        )
        let release = Mutex(false)
        let channel = ScriptedChannel { entry, _ in
            switch entry.address {
            case "slow":
                while !release.withLock(\.self), !Task.isCancelled { await Task.yield() }
                return .delivered(receipt: "late")
            case "down": return .transient(reason: "down")
            default: return .delivered(receipt: "ok")
            }
        }
        try await running(OutboxDelivery.quick(outbox, channel)) {
            try await eventually { await outbox.delivered.count == 50 }
            #expect(await !outbox.delivered.contains("stuck"))
            release.withLock { $0 = true }
            try await eventually { await outbox.delivered.contains("stuck") }
        }
        #expect(await outbox.waiting.map(\.key) == ["lost"])
    }

    @Test(
        "A window full of messages to a dead receiver does not hide the others",
        arguments: [(largestWindow: 1_000, keepsOrder: true), (largestWindow: 10, keepsOrder: false)]
    )
    func windowFull(largestWindow: Int, keepsOrder: Bool) async throws {
        let keys = (0..<40).map { "dead\($0)" }
        let outbox = MemoryOutbox(keys.map { .message($0, to: "dead") } + [.message("alive", to: "good")])
        let isUp = Mutex(false)
        let channel = ScriptedChannel { entry, _ in
            entry.address == "good" || isUp.withLock(\.self) ? .delivered(receipt: "ok") : .transient(reason: "down")
        }
        try await running(
            OutboxDelivery.quick(outbox, channel, window: 10, largestWindow: largestWindow)
        ) {
            try await eventually { await outbox.delivered == ["alive"] }
            try await eventually { channel.keys.count > 6 }
            isUp.withLock { $0 = true }
            try await eventually { await outbox.waiting.isEmpty }
        }
        let delivered = await outbox.delivered.dropFirst()
        #expect(keepsOrder ? Array(delivered) == keys : Set(delivered) == Set(keys))
    }

    @Test("What is refused is given up after some tries, and the next message goes out")
    func refused() async throws {
        let outbox = MemoryOutbox([.message("bad", to: "a"), .message("good", to: "a")])
        let channel = ScriptedChannel { entry, _ in
            entry.key == "bad" ? .permanent(reason: "HTTP 410") : .delivered(receipt: "ok")
        }
        let delivery = OutboxDelivery.quick(outbox, channel)
        try await running(delivery) {
            try await eventually { await outbox.waiting.isEmpty }
        }
        #expect(channel.keys == ["bad", "bad", "bad", "good"])
        #expect(await outbox.abandoned == ["bad"])
        let status = await delivery.status().first
        #expect(status?.abandoned == 1)
        #expect(status?.failed == 3)
        #expect(status?.delivered == 1)
        #expect(status?.lastError == "HTTP 410, tried 3 times")
    }

    @Test("While results cannot be recorded nothing is delivered twice")
    func recordFails() async throws {
        let outbox = MemoryOutbox((0..<10).map { .message("m\($0)", to: "a") }, failingRecords: 8)
        let channel = ScriptedChannel { _, _ in .delivered(receipt: "ok") }
        let delivery = OutboxDelivery.quick(outbox, channel)
        try await running(delivery) {
            try await eventually { await outbox.waiting.isEmpty }
        }
        #expect(channel.keys == (0..<10).map { "m\($0)" })
        #expect(await delivery.status().first?.storeError == nil)
    }

    @Test("After a crash between delivery and record, the same key and body come again")
    func crash() async throws {
        let entries = (0..<3).map { OutboxEntry.message("m\($0)", to: "a") }
        let outbox = MemoryOutbox(entries, failingRecords: .max)
        let channel = ScriptedChannel { _, _ in .delivered(receipt: "ok") }
        let delivery = OutboxDelivery.quick(outbox, channel)
        try await running(delivery) {
            try await eventually { channel.keys.count == 3 }
            try await eventually { await delivery.status().first?.storeError != nil }
        }
        let again = MemoryOutbox(await outbox.waiting)
        try await running(OutboxDelivery.quick(again, channel)) {
            try await eventually { await again.waiting.isEmpty }
        }
        #expect(channel.tried.map(\.key) == ["m0", "m1", "m2", "m0", "m1", "m2"])
        for key in ["m0", "m1", "m2"] {
            #expect(Set(channel.tried.filter { $0.key == key }.map(\.body)).count == 1)
        }
    }

    @Test("A store that cannot be read is waited for")
    func readFails() async throws {
        let outbox = MemoryOutbox([.message("m", to: "a")], failingReads: 5)
        let channel = ScriptedChannel { _, _ in .delivered(receipt: "ok") }
        try await running(OutboxDelivery.quick(outbox, channel)) {
            try await eventually { await outbox.waiting.isEmpty }
        }
        #expect(channel.keys == ["m"])
    }

    @Test("A message under way at shutdown is finished and recorded, the next one is left")
    func shutdown() async throws {
        let outbox = MemoryOutbox([.message("m0", to: "a"), .message("m1", to: "a")])
        let isFinishing = Mutex(false)
        let channel = ScriptedChannel { _, _ in
            while !isFinishing.withLock(\.self) { await Task.yield() }
            // The loop notes the shutdown before this delivery ends.
            for _ in 0..<2_000 { await Task.yield() }
            return .delivered(receipt: "ok")
        }
        try await running(OutboxDelivery.quick(outbox, channel)) {
            try await eventually { channel.keys == ["m0"] }
            isFinishing.withLock { $0 = true }
        }
        #expect(await outbox.delivered.first == "m0")
        #expect(channel.timesStopped == 1)
    }
}
