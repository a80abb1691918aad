import Alerting
import ChatAssistant
import MonitoringModel
import MonitoringTestKit
import Testing

@testable import ConsoleAPI

@Suite("The live feed over HTTP", .timeLimit(.minutes(2)))
struct FeedTests {
    @Test("A change of an alert and a line of a conversation arrive as they happen")
    func delivery() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            try await client.feed { reader in
                try await reader.read(until: "retry: 3000")
                #expect(reader.text.contains("HTTP/1.1 200 OK"))
                #expect(reader.text.lowercased().contains("content-type: text/event-stream"))
                #expect(household.feed.figures.subscribers == 1)
                household.raise(.example("second", summary: "Two\nlines"))
                try await reader.read(until: "event: alert\ndata: {\"alert\":{\"id\":\"alert-000002\"")
                try await reader.read(until: "\"event\":\"fired\"")
                #expect(reader.text.contains("Two\\nlines"))
                _ = try await household.say(
                    Utterance(person: "helga", channel: "webchat", text: "hi", receivedAt: .example)
                )
                try await reader.read(until: "event: message\ndata: {\"number\":4")
                #expect(!reader.text.contains("event: reset"))
            }
        }
    }

    @Test("Whoever comes back is told to read the lists again")
    func reset() async throws {
        try await withConsole { client in
            try await client.feed(headers: ["Last-Event-ID": "17"]) { reader in
                try await reader.read(until: "event: reset\ndata: {}\n\n")
            }
        }
    }

    @Test("A sign of life is sent every fifteen seconds, and no earlier")
    func heartbeat() async throws {
        let clock = TestClock()
        try await withConsole(FakeHousehold(), clock: clock) { client, _ in
            try await client.feed { reader in
                try await reader.read(until: "retry: 3000")
                // The feed's heartbeat and the watch of the status sleep.
                await clock.waitForSleepers(2)
                clock.advance(by: .seconds(14))
                await clock.waitForSleepers(2)
                #expect(!reader.text.contains(": alive"))
                clock.advance(by: .seconds(1))
                try await reader.read(until: ": alive\n\n")
            }
        }
    }

    @Test("A part that fails is told when the status is next looked at")
    func statusChange() async throws {
        let clock = TestClock()
        let household = FakeHousehold()
        try await withConsole(household, clock: clock) { client, _ in
            try await client.feed { reader in
                try await reader.read(until: "retry: 3000")
                await clock.waitForSleepers(2)
                household.update { $0.status.components = [.init(name: "speech", state: .failed)] }
                clock.advance(by: StatusWatch.interval)
                try await reader.read(until: "event: status\ndata: {\"version\":\"1.2.3\"")
            }
        }
    }

    @Test("Graceful shutdown ends the feed and the server")
    func shutdown() async throws {
        let household = FakeHousehold()
        try await withConsole(household) { client, shutDown in
            try await client.feed { reader in
                try await reader.read(until: "retry: 3000")
                await shutDown()
                try await reader.readToEnd()
                // The last piece of a chunked answer: the stream was ended in order.
                #expect(reader.text.hasSuffix("0\r\n\r\n"))
            }
        }
        #expect(household.feed.figures.subscribers == 0)
    }

    @Test("A watcher who leaves gives up the place at once")
    func leaving() async throws {
        let household = FakeHousehold()
        try await withConsole(household) { client in
            try await client.feed { reader in try await reader.read(until: "retry: 3000") }
            while household.feed.figures.subscribers > 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test("When all places are taken the next one is told to come back later")
    func full() async throws {
        let household = FakeHousehold()
        let taken = try (0..<AlertFeed.maximumSubscribers).map { _ in try household.feed.subscribe() }
        try await withConsole(household) { client in
            let answer = try await client.request("GET", "/api/v1/feed")
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "30")
        }
        withExtendedLifetime(taken) {}
    }

    @Test("A watcher who reads nothing is told afterwards how much was missed")
    func dropped() async throws {
        let household = FakeHousehold()
        let summary = String(repeating: "x", count: 60_000)
        // A clock that stands: on a busy machine this reader may need longer than the feed waits for a real one.
        try await withConsole(household, clock: TestClock()) { client, _ in
            try await client.feed { reader in
                try await reader.read(until: "retry: 3000")
                // More than the sockets hold, so that the server has to wait for the reader.
                while household.feed.figures.dropped == 0 {
                    household.raise(.example("f\(household.feed.figures.published)", summary: summary))
                }
                try await reader.read(until: "event: dropped\ndata: {\"count\":")
            }
        }
    }

    @Test("A watcher who reads nothing for a whole interval is cut off")
    func stalled() async throws {
        let clock = TestClock()
        let household = FakeHousehold()
        let summary = String(repeating: "x", count: 60_000)
        try await withConsole(household, clock: clock) { client, _ in
            try await client.feed { reader in
                try await reader.read(until: "retry: 3000")
                while household.feed.figures.dropped == 0 {
                    household.raise(.example("f\(household.feed.figures.published)", summary: summary))
                }
                while household.feed.figures.subscribers > 0 {
                    clock.advance(by: FeedEndpoint.heartbeat)
                    try await Task.sleep(for: .milliseconds(5))
                }
            }
        }
    }
}
