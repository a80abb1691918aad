import NIOCore
import Testing

@testable import MQTTClient

@Suite("Buffers and delays")
struct BufferTests {
    private func message(_ text: String, qos: QoS = .atMostOnce) -> MQTTMessage {
        MQTTMessage(topic: TopicName(unchecked: "t"), payload: ByteBuffer(string: text), qos: qos)
    }

    @Test("The inbox merges reads up to the batch limit and splits larger ones")
    func merging() {
        var inbox = MessageInbox(limits: MQTTLimits(incomingMessageLimit: 8, maximumBatchSize: 4))
        inbox.append([message("a"), message("b")], epoch: 1)
        inbox.append([message("c")], epoch: 1)
        inbox.append([message("d"), message("e")], epoch: 1)
        #expect(!inbox.isFull)
        inbox.append((0..<9).map { message("\($0)") }, epoch: 2)
        #expect(inbox.isFull)
        var batches: [(Int, UInt64)] = []
        while let batch = inbox.take() { batches.append((batch.messages.count, batch.epoch)) }
        #expect(batches.map(\.0) == [3, 2, 4, 4, 1])
        #expect(batches.map(\.1) == [1, 1, 2, 2, 2])
        #expect(inbox.messageCount == 0)
        #expect(inbox.byteCount == 0)
        #expect(inbox.peakMessageCount == 14)
    }

    @Test("The inbox is full by bytes too")
    func bytes() {
        var inbox = MessageInbox(limits: MQTTLimits(incomingByteLimit: 10))
        inbox.append([message("123456789")], epoch: 1)
        #expect(!inbox.isFull)
        inbox.append([message("0")], epoch: 1)
        #expect(inbox.isFull)
    }

    @Test("Waiting messages that come again are dropped, the others kept")
    func superseded() {
        var inbox = MessageInbox(limits: MQTTLimits())
        inbox.append([message("a"), message("b", qos: .atLeastOnce)], epoch: 1)
        inbox.append([message("c", qos: .exactlyOnce)], epoch: 1)
        #expect(inbox.dropRedeliverable() == 2)
        #expect(inbox.take()?.messages.map(\.text) == ["a"])
        #expect(inbox.isEmpty)
    }

    @Test("The publish queue keeps the order of calls and collects outcomes")
    func queue() throws {
        var queue = PublishQueue()
        let publication = try MQTTPublication("t", "x")
        let first = try queue.add([publication, publication], limit: 3)
        let second = try queue.add([publication], limit: 3)
        #expect(throws: MQTTClientError.outgoingBufferFull(limit: 3)) { try queue.add([publication], limit: 3) }
        let tokens = [queue.next()?.token, queue.next()?.token, queue.next()?.token]
        #expect(tokens.map { $0?.job } == [first, first, second])
        #expect(queue.next() == nil)
        #expect(queue.settle(PublicationToken(job: first, index: 1), .confirmed(.noMatchingSubscribers)) == nil)
        #expect(
            queue.settle(PublicationToken(job: first, index: 0), .confirmed(.success))
                == [.confirmed(.success), .confirmed(.noMatchingSubscribers)]
        )
        queue.cancel(second)
        #expect(queue.settle(PublicationToken(job: second, index: 0), .confirmed(.success)) == nil)
        #expect(queue.jobCount == 0)
    }

    @Test("A cancelled call sends no more")
    func cancelled() throws {
        var queue = PublishQueue()
        let publication = try MQTTPublication("t", "x")
        let job = try queue.add([publication, publication], limit: 9)
        _ = queue.next()
        queue.cancel(job)
        #expect(queue.waitingCount == 0)
        #expect(queue.nextQoS() == nil)
    }

    @Test("Delays double up to the maximum, with jitter, and start over after a stable connection")
    func backoff() {
        let policy = MQTTReconnect(initialDelay: .seconds(1), maximumDelay: .seconds(5), multiplier: 2, jitter: 0.5)
        var backoff = Backoff(policy: policy)
        let steady = (0..<5).map { _ in backoff.next(stableFor: nil, random: 0) }
        #expect(steady == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
        #expect(backoff.next(stableFor: .seconds(1), random: 1) == .seconds(2.5))
        #expect(backoff.failures == 6)
        #expect(backoff.next(stableFor: .seconds(60), random: 0.5) == .seconds(0.75))
        #expect(backoff.failures == 1)
    }
}
