import Alerting
import MonitoringModel
import MonitoringTestKit
import NIOCore
import Testing

@testable import ConsoleAPI

@Suite("What waits for one watcher")
struct FeedMailboxTests {
    private static func line(_ number: Int64) -> FeedLine {
        FeedLine(number: number, name: "alert", data: Array("{}".utf8))
    }

    @Test("The newest lines are kept and the missed ones counted")
    func overflow() {
        let mailbox = FeedMailbox(limit: 3)
        #expect((1...5).map { mailbox.add(Self.line($0)) } == [false, false, false, true, true])
        let batch = mailbox.take()
        #expect(batch.lines.map(\.number) == [3, 4, 5])
        #expect(batch.dropped == 2)
        #expect(mailbox.take().isEmpty)
        #expect(!mailbox.add(Self.line(6)))
    }

    @Test("A sign of life is asked for once; asking again before it was written tells of a stall")
    func stall() {
        let mailbox = FeedMailbox(limit: 3)
        #expect(!mailbox.beat())
        #expect(mailbox.take().isBeatDue)
        #expect(!mailbox.beat())
        #expect(mailbox.beat())
    }

    @Test("Missed lines are told before those that are left")
    func text() {
        let batch = FeedMailbox.Batch(dropped: 2, lines: [Self.line(7)], isBeatDue: true)
        #expect(
            String(buffer: EventStreamText.text(of: batch))
                == "event: dropped\ndata: {\"count\":2}\n\nid: 7\nevent: alert\ndata: {}\n\n"
        )
        #expect(String(buffer: EventStreamText.text(of: .init(isBeatDue: true))) == ": alive\n\n")
    }

    @Test("A feed counts what it publishes and what every subscriber missed")
    func figures() throws {
        let household = FakeHousehold()
        let feed = household.feed
        household.raise(.example())
        let first = try feed.subscribe()
        let second = try feed.subscribe()
        for index in 0..<(AlertFeed.maximumWaiting + 10) { household.raise(.example("f\(index)")) }
        #expect(feed.figures == .init(subscribers: 2, published: Int64(AlertFeed.maximumWaiting) + 11, dropped: 20))
        #expect(first.mailbox.take().lines.count == AlertFeed.maximumWaiting)
        #expect(second.mailbox.take().lines.last?.number == Int64(AlertFeed.maximumWaiting) + 11)
    }

    @Test("A subscription that nobody holds any more gives up its place")
    func release() throws {
        let feed = AlertFeed()
        var subscription: FeedSubscription? = try feed.subscribe()
        #expect(subscription != nil && feed.figures.subscribers == 1)
        subscription = nil
        #expect(feed.figures.subscribers == 0)
    }
}
