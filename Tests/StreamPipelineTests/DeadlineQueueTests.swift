import MonitoringModel
import StreamPipeline
import Testing

@Suite("Deadlines in order")
struct DeadlineQueueTests {
    private func deadline(_ key: Int, _ seconds: Int) -> Deadline {
        Deadline(
            id: Deadline.ID(owner: "test", key: "\(key)"),
            dueAt: Instant(millisecondsSinceEpoch: Int64(seconds) * 1_000)
        )
    }

    @Test("Setting again moves a deadline, cancelling removes it")
    func movedAndCancelled() {
        var queue = DeadlineQueue([deadline(1, 5), deadline(2, 3)])
        queue.set(deadline(2, 9))
        queue.set(deadline(3, 7))
        queue.cancel(deadline(3, 0).id)
        let end = Instant(millisecondsSinceEpoch: 100_000)
        #expect(queue.nextDue() == Instant(millisecondsSinceEpoch: 5_000))
        #expect(queue.takeDue(at: end) == deadline(1, 5))
        #expect(queue.takeDue(at: end) == deadline(2, 9))
        #expect(queue.takeDue(at: end) == nil)
    }

    @Test("Ten thousand random changes agree with a plain sorted list")
    func agreesWithAList() {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var queue = DeadlineQueue()
        var list: [Deadline.ID: Instant] = [:]
        for step in 0..<10_000 {
            let entry = deadline(random(200), step / 10 + random(100))
            switch random(4) {
            case 0:
                queue.cancel(entry.id)
                list[entry.id] = nil
            case 1:
                let now = Instant(millisecondsSinceEpoch: Int64(step) * 100)
                let due = list.filter { $0.value <= now }
                    .min { first, second in
                        (first.value, first.key.key) < (second.value, second.key.key)
                    }
                #expect(queue.takeDue(at: now)?.id == due?.key)
                if let due { list[due.key] = nil }
            default:
                queue.set(entry)
                list[entry.id] = entry.dueAt
            }
        }
        #expect(queue.count == list.count)
    }
}
