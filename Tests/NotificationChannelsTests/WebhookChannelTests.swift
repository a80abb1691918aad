import Alerting
import MonitoringModel
import MonitoringTestKit
import NotificationChannels
import Testing

@Suite("Webhooks over real HTTP", .timeLimit(.minutes(2)))
struct WebhookChannelTests {
    private func outcome(
        timeout: Duration = .seconds(20),
        of reply: LoopbackReceiver.Reply
    ) async throws -> ChannelOutcome {
        let receiver = try await LoopbackReceiver.start { _, _ in reply }
        let channel = WebhookChannel(timeout: timeout)
        let outcome = await channel.deliver(.message("m", to: receiver.address()))
        await channel.stop()
        try await receiver.stop()
        return outcome
    }

    @Test("The body arrives as it was written, with its key")
    func request() async throws {
        let receiver = try await LoopbackReceiver.start { _, _ in .status(204) }
        let address = receiver.address("/hook?room=1")
        let channel = WebhookChannel(secrets: [address: try .bearer("t0ps3cret")])
        let entry = OutboxEntry.message("alert-000001/fired/desk", to: address)
        #expect(await channel.deliver(entry) == .delivered(receipt: "HTTP 204"))
        #expect(await channel.deliver(.message("x", to: receiver.address())) == .delivered(receipt: "HTTP 204"))
        await channel.stop()
        try await receiver.stop()
        let request = try #require(receiver.received.first)
        #expect(request.method == "POST")
        #expect(request.path == "/hook?room=1")
        #expect(request.body == entry.body)
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["idempotency-key"] == "alert-000001/fired/desk")
        #expect(request.headers["user-agent"] == "Caretaker")
        #expect(request.headers["authorization"] == "Bearer t0ps3cret")
        #expect(receiver.received.last?.headers["authorization"] == nil)
    }

    @Test(
        "The status decides what becomes of the message",
        arguments: [
            (200, ChannelOutcome.delivered(receipt: "HTTP 200")),
            (202, .delivered(receipt: "HTTP 202")),
            (408, .transient(reason: "HTTP 408")),
            (425, .transient(reason: "HTTP 425")),
            (429, .transient(reason: "HTTP 429")),
            (500, .transient(reason: "HTTP 500")),
            (503, .transient(reason: "HTTP 503")),
            (400, .permanent(reason: "HTTP 400")),
            (401, .permanent(reason: "HTTP 401")),
            (404, .permanent(reason: "HTTP 404")),
            (410, .permanent(reason: "HTTP 410")),
            (413, .permanent(reason: "HTTP 413")),
        ]
    )
    func statuses(code: Int, expected: ChannelOutcome) async throws {
        #expect(try await outcome(of: .status(code)) == expected)
    }

    @Test("A receiver may say how long to wait, in seconds")
    func retryAfter() async throws {
        #expect(
            try await outcome(of: .status(429, headers: ["Retry-After": "17"]))
                == .transient(reason: "HTTP 429", retryAfter: .seconds(17))
        )
        for nonsense in ["-1", "soon", "99999999999999999999", "Wed, 21 Oct 2026 07:28:00 GMT"] {
            #expect(
                try await outcome(of: .status(503, headers: ["Retry-After": nonsense]))
                    == .transient(reason: "HTTP 503")
            )
        }
    }

    @Test("Redirections are not followed")
    func redirection() async throws {
        let target = try await LoopbackReceiver.start { _, _ in .status(200) }
        let outcome = try await outcome(of: .status(307, headers: ["Location": target.address()]))
        try await target.stop()
        guard case .permanent = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(target.received.isEmpty)
    }

    @Test("An endless answer is cut off, and the message counts as taken")
    func endless() async throws {
        #expect(try await outcome(of: .endless) == .delivered(receipt: "HTTP 200"))
    }

    @Test("An answer that never comes or never ends is given up after the time-out")
    func slow() async throws {
        for reply in [LoopbackReceiver.Reply.silence, .dripping] {
            let outcome = try await outcome(timeout: .milliseconds(300), of: reply)
            guard case .transient = outcome else { return #expect(Bool(false), "\(outcome)") }
        }
    }

    @Test("A closed connection and a closed port are tried again")
    func closed() async throws {
        let closed = try await outcome(of: .closed)
        guard case .transient = closed else { return #expect(Bool(false), "\(closed)") }
        let port = try HeldPort()
        let channel = WebhookChannel()
        let outcome = await channel.deliver(.message("m", to: "http://127.0.0.1:\(port.number)/hook"))
        await channel.stop()
        withExtendedLifetime(port) {}
        guard case .transient(let reason, nil) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(reason.contains("refused"))
    }

    @Test(
        "Addresses that are no URL are refused",
        arguments: [
            "", "nonsense", "ftp://127.0.0.1/", "http+unix://%2Ftmp/x", "http://", "http:///path", "file:///etc",
        ]
    )
    func addresses(address: String) async {
        let channel = WebhookChannel()
        let outcome = await channel.deliver(.message("m", to: address))
        await channel.stop()
        guard case .permanent = outcome else { return #expect(Bool(false), "\(outcome)") }
    }

    @Test("Secrets that cannot be a header are refused, and no secret shows")
    func secrets() throws {
        for (name, value) in [("", "x"), ("a b", "x"), ("a", ""), ("a", "x\r\nEvil: 1"), ("a", "é")] {
            #expect(throws: ChannelError.self) { try WebhookSecret.header(name, value) }
        }
        #expect(throws: ChannelError.self) { try WebhookSecret.bearer("") }
        let secret = try WebhookSecret.header("X-Api-Key", "t0ps3cret")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!("\(secret)" + String(reflecting: secret) + dumped).contains("t0ps3cret"))
    }
}
