import Foundation
import Testing

@testable import ManagedBroker

@Suite("Parts of the broker")
struct BrokerPartsTests {
    @Test("Restarts slow down to half a minute, and a minute of work is a fresh start")
    func backoff() {
        var backoff = RestartBackoff()
        let pauses = (0..<12).map { _ in backoff.pause(afterRunningFor: .zero) }
        #expect(pauses.prefix(4) == [.milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800)])
        #expect(pauses.last == .seconds(30))
        #expect(backoff.pause(afterRunningFor: .seconds(60)) == .milliseconds(100))
        #expect(backoff.attempt == 1)
    }

    @Test("Lines are cut at line breaks wherever the pieces end, and long ones are cut short")
    func lines() {
        var splitter = LineSplitter()
        #expect(splitter.append("one\ntw".utf8) == ["one"])
        #expect(splitter.append("o\n\nrest".utf8) == ["two", ""])
        #expect(splitter.rest == "rest")
        let long = splitter.append([UInt8](repeating: 65, count: 10_000) + [10])
        #expect(long.first?.utf8.count == LineSplitter.maximumLength)
    }

    @Test("A program that ignores the polite signal is killed when its time is up")
    func killed() async throws {
        let child = try await ChildProcess.start(
            "/bin/sh",
            arguments: ["-c", "trap '' TERM; while :; do sleep 1; done"],
            onLine: { _ in }
        )
        // The trap is set once the shell has come so far as to start its first sleep.
        _ = try await eventually {
            FileManager.default.contents(atPath: "/proc/\(child.pid)/task/\(child.pid)/children")
                .flatMap { $0.isEmpty ? nil : true }
        }
        child.stop(grace: .milliseconds(100))
        #expect(await child.exitCode() == 128 + SIGKILL)
    }

    @Test("A program that does not exist is an error, not a child that ended")
    func noProgram() async {
        await #expect(throws: SpawnFailure.self) {
            try await ChildProcess.start("/nowhere/program", arguments: [], onLine: { _ in })
        }
    }

    @Test("Output arrives line by line, the last one without a line break too")
    func output() async throws {
        let (lines, continuation) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingNewest(10))
        let child = try await ChildProcess.start("/bin/sh", arguments: ["-c", "echo a; echo b >&2; printf c; exit 3"]) {
            continuation.yield($0)
            if $0 == "c" { continuation.finish() }
        }
        var collected: [String] = []
        for await line in lines { collected.append(line) }
        #expect(collected == ["a", "b", "c"])
        #expect(await child.exitCode() == 3)
        #expect(await child.exitCode() == 3)
    }

    @Test("The configuration states every limit")
    func limits() throws {
        var configuration = BrokerConfiguration(
            directory: URL(fileURLWithPath: "/s"),
            port: 1_883,
            websocketPort: 9_001
        )
        let files = BrokerFiles(directory: configuration.directory)
        let text = files.text(configuration, endpoint: BrokerEndpoint(port: 1_883))
        for line in [
            "listener 1883 127.0.0.1", "listener 9001 lo", "protocol websockets", "max_queued_messages 100000",
            "max_queued_bytes 268435456", "message_size_limit 4194304", "autosave_on_changes true",
            "autosave_interval 1",
        ] {
            #expect(text.split(separator: "\n").contains(Substring(line)), "\(line)")
        }
        configuration.persistence = .everySecond
        #expect(files.text(configuration, endpoint: BrokerEndpoint(port: 1)).contains("autosave_on_changes false"))
    }

    @Test("A permitted topic cannot smuggle a line into the access list")
    func accessList() {
        let files = BrokerFiles(directory: URL(fileURLWithPath: "/s"))
        let configuration = BrokerConfiguration(
            directory: files.directory,
            anonymousReads: ["a/#", "", "b\nuser root\ntopic readwrite #"]
        )
        #expect(
            files.accessRules(configuration, username: "u")
                == """
                topic write #
                topic deny +/+/person/snapshot
                topic deny +/+/+/person/snapshot
                topic deny +/+/+/+/person/snapshot
                topic read a/#
                user u
                topic readwrite #
                topic read $SYS/#

                """
        )
    }
}
