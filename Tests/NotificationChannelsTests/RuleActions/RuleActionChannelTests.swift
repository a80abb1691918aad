import Alerting
import Foundation
import Logging
import MonitoringModel
import MonitoringTestKit
import NotificationChannels
import RuleActions
import RuleEngine
import StreamPipeline
import Testing

@Suite("Carrying out what rules want outside", .timeLimit(.minutes(2)))
struct RuleActionChannelTests {
    private func entry(_ action: RuleAction, payload: String = #"{"lux":7}"#, attempts: Int = 0) throws -> OutboxEntry {
        let order = ActionOrder(
            rule: "lux",
            action: action,
            payload: Data(payload.utf8),
            topic: "greenhouse/lux",
            observedAt: Instant(millisecondsSinceEpoch: 0)
        )
        var entry = OutboxEntry(
            key: "action/event-1/1/0/0/lux",
            channel: ActionOrder.channel(of: action) ?? "",
            address: "x",
            contentType: "application/json",
            body: Array(try JSONEncoder().encode(order)),
            createdAt: SystemWallClock().now
        )
        entry.attempts = attempts
        return entry
    }

    // MARK: HTTP

    @Test("A request has the rule's method, headers, payload and the message's key")
    func request() async throws {
        let receiver = try await LoopbackReceiver.start { _, _ in .status(201) }
        let channel = HTTPActionChannel()
        let action = HTTPAction(
            url: receiver.address("/a?b=c"),
            method: "PUT",
            headers: ["X-Place": "7", "content-type": "text/plain"]
        )
        #expect(await channel.deliver(try entry(.http(action))) == .delivered(receipt: "HTTP 201"))
        await channel.stop()
        try await receiver.stop()
        let request = try #require(receiver.received.first)
        #expect(request.method == "PUT")
        #expect(request.path == "/a?b=c")
        #expect(request.headers["x-place"] == "7")
        #expect(request.headers["content-type"] == "text/plain")
        #expect(request.headers["idempotency-key"] == "action/event-1/1/0/0/lux")
        #expect(request.body == Array(#"{"lux":7}"#.utf8))
    }

    @Test(
        "A request is tried three times in all, and only after 429 and 5xx",
        arguments: [
            (500, 0, ChannelOutcome.transient(reason: "HTTP 500")), (503, 1, .transient(reason: "HTTP 503")),
            (500, 2, .abandoned(reason: "HTTP 500 after 3 tries")), (429, 0, .transient(reason: "HTTP 429")),
            (404, 0, .abandoned(reason: "HTTP 404")), (302, 0, .abandoned(reason: "HTTP 302")),
        ]
    )
    func retries(status: Int, attempts: Int, expected: ChannelOutcome) async throws {
        let receiver = try await LoopbackReceiver.start { _, _ in .status(status, headers: ["Location": "/other"]) }
        let channel = HTTPActionChannel()
        let outcome = await channel.deliver(try entry(.http(HTTPAction(url: receiver.address())), attempts: attempts))
        await channel.stop()
        try await receiver.stop()
        #expect(outcome == expected)
        #expect(receiver.received.count == 1)
    }

    @Test(
        "What may have been done is not asked for again",
        arguments: [LoopbackReceiver.Reply.closed, .silence, .dripping]
    )
    func lostAnswers(reply: LoopbackReceiver.Reply) async throws {
        let receiver = try await LoopbackReceiver.start { _, _ in reply }
        let channel = HTTPActionChannel()
        let outcome = await channel.deliver(try entry(.http(HTTPAction(url: receiver.address(), timeout: 500))))
        await channel.stop()
        try await receiver.stop()
        guard case .abandoned = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test("Where nobody listens a request is tried three times", arguments: 0..<3)
    func unreachedServices(attempts: Int) async throws {
        let receiver = try await LoopbackReceiver.start { _, _ in .status(200) }
        let address = receiver.address()
        try await receiver.stop()
        let channel = HTTPActionChannel()
        let outcome = await channel.deliver(try entry(.http(HTTPAction(url: address)), attempts: attempts))
        await channel.stop()
        switch outcome {
        case .transient: #expect(attempts < 2)
        case .abandoned(let reason): #expect(attempts == 2, "\(reason)")
        default: Issue.record("\(outcome)")
        }
    }

    @Test("What has waited longer than five minutes is given up without being tried")
    func old() async throws {
        let receiver = try await LoopbackReceiver.start { _, _ in .status(200) }
        var late = try entry(.http(HTTPAction(url: receiver.address())))
        late.createdAt = late.createdAt - .seconds(301)
        let web = HTTPActionChannel()
        #expect(await web.deliver(late) == .abandoned(reason: "it waited longer than 300 seconds"))
        await web.stop()
        try await receiver.stop()
        #expect(receiver.received.isEmpty)
    }

    // MARK: Lines

    @Test("A line arrives with its end, and the reply is read", arguments: ["\r", "\n", "\r\n"])
    func line(terminator: String) async throws {
        let device = try await LineDevice.start { _ in "\r\ncompleteir,1:1,5\r" }
        let action = TCPLineAction(
            host: "127.0.0.1",
            port: device.port,
            line: "sendir,1:1,5,38000,1,1,340,170",
            terminator: terminator,
            reply: "completeir"
        )
        let outcome = await TCPLineChannel().deliver(try entry(.tcpLine(action)))
        try await device.stop()
        #expect(outcome == .delivered(receipt: "replied 'completeir,1:1,5'"))
        #expect(device.received == ["sendir,1:1,5,38000,1,1,340,170"])
    }

    @Test(
        "A line that was sent is not sent again, whatever the reply",
        arguments: [
            ("ERR_1:1,010\r", "the device replied 'ERR_1:1,010', not 'complete'"),
            (nil, "sent, but no reply within 300 ms"),
        ]
    )
    func badReplies(reply: String?, reason: String) async throws {
        let device = try await LineDevice.start { _ in reply }
        let action = TCPLineAction(host: "127.0.0.1", port: device.port, line: "off", reply: "complete", timeout: 300)
        let outcome = await TCPLineChannel().deliver(try entry(.tcpLine(action)))
        try await device.stop()
        #expect(outcome == .abandoned(reason: reason))
        #expect(device.received == ["off"])
    }

    @Test("A device that cannot be reached is tried five times", arguments: 0..<5)
    func unreachable(attempts: Int) async throws {
        let device = try await LineDevice.start { _ in nil }
        let port = device.port
        try await device.stop()
        let action = TCPLineAction(host: "127.0.0.1", port: port, line: "off")
        let outcome = await TCPLineChannel().deliver(try entry(.tcpLine(action), attempts: attempts))
        switch outcome {
        case .transient: #expect(attempts < 4)
        case .abandoned(let reason):
            #expect(attempts == 4)
            #expect(reason.contains("127.0.0.1:\(port) cannot be reached"))
        default: Issue.record("\(outcome)")
        }
    }

    // MARK: Files

    @Test("Files are replaced or grow by a line, below their folder only")
    func files() async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "rule-files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = root.appending(path: "files")
        let channel = FileActionChannel(folder: folder)
        func deliver(_ path: String, _ payload: String, append: Bool) async throws -> ChannelOutcome {
            await channel.deliver(try entry(.file(FileAction(path: path, append: append)), payload: payload))
        }
        #expect(try await deliver("a/b.json", "1", append: false) == .delivered(receipt: "written"))
        #expect(try await deliver("a/b.json", "2", append: false) == .delivered(receipt: "written"))
        #expect(try await deliver("a/lines", "1", append: true) == .delivered(receipt: "written"))
        #expect(try await deliver("a/lines", "2", append: true) == .delivered(receipt: "written"))
        #expect(try String(contentsOf: folder.appending(path: "a/b.json"), encoding: .utf8) == "2")
        #expect(try String(contentsOf: folder.appending(path: "a/lines"), encoding: .utf8) == "1\n2\n")
        let secret = root.appending(path: "secret")
        try Data("x".utf8).write(to: secret)
        try FileManager.default.createSymbolicLink(at: folder.appending(path: "link"), withDestinationURL: root)
        try FileManager.default.createSymbolicLink(at: folder.appending(path: "file"), withDestinationURL: secret)
        for path in ["../secret", "/etc/passwd", "a//b", "link/secret", "file", "a", "a/lines/x", "a/./b", "a\0b"] {
            for append in [false, true] {
                guard case .abandoned = try await deliver(path, "y", append: append) else {
                    Issue.record("'\(path)' was written")
                    continue
                }
            }
        }
        #expect(try String(contentsOf: secret, encoding: .utf8) == "x")
        #expect(try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() == ["files", "secret"])
    }

    // MARK: Text messages

    @Test("A text message goes to the gateway with number, text and token")
    func textMessages() async throws {
        let receiver = try await LoopbackReceiver.start { _, _ in .status(202) }
        let channel = TextMessageChannel(
            gateway: TextMessageChannel.Gateway(url: receiver.address("/send"), numberField: "phone"),
            secret: try .bearer("t0ken")
        )
        var message = OutboxEntry.message("m", to: "+491701234567")
        message.body = Array(#"{"text":"Too bright."}"#.utf8)
        #expect(await channel.deliver(message) == .delivered(receipt: "HTTP 202"))
        message.body = Array("{}".utf8)
        #expect(await channel.deliver(message) == .permanent(reason: "the message has no 'text'"))
        await channel.stop()
        try await receiver.stop()
        let request = try #require(receiver.received.first)
        #expect(request.path == "/send")
        #expect(request.headers["authorization"] == "Bearer t0ken")
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"phone":"+491701234567","text":"Too bright."}"#)
        #expect(receiver.received.count == 1)
    }

    @Test("An order that cannot be read is given up by every channel")
    func unreadable() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rule-files-\(UUID().uuidString)")
        let channels: [any NotificationChannel] = [
            HTTPActionChannel(), TCPLineChannel(), FileActionChannel(folder: folder),
            LogActionChannel(logger: Logger(label: "test")),
        ]
        for channel in channels {
            for body in [[], Array("{}".utf8), try entry(.speak(SpeakAction(text: "x"))).body] {
                var message = OutboxEntry.message("m", to: "x")
                message.body = body
                message.createdAt = SystemWallClock().now
                guard case .abandoned = await channel.deliver(message) else {
                    Issue.record("\(channel.name) took it")
                    continue
                }
            }
            await channel.stop()
        }
    }
}
