import Foundation
import Logging
import ServiceLifecycle
import Synchronization

@testable import ManagedBroker

/// A folder for one test, and the programs that talk to a broker.
struct BrokerBench {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    func broker(port: Int = 0) throws -> ManagedBroker {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try ManagedBroker(
            configuration: BrokerConfiguration(directory: directory, port: port),
            logger: logger
        )
    }

    /// Runs a broker for as long as the body takes, stops it gracefully, and removes the folder.
    func run(_ broker: ManagedBroker, _ body: () async throws -> Void) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let group = ServiceGroup(services: [broker], logger: logger)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try FileManager.default.removeItem(at: directory)
    }

    /// Waits until the broker answers, as a process other than the given one, and returns its identifier.
    func ready(_ broker: ManagedBroker, otherThan former: Int32 = 0) async throws -> Int32 {
        try await eventually {
            guard case .running(let pid, _) = broker.status, pid != former else { return nil }
            return pid
        }
    }

    /// Runs a client program and returns its exit code and output.
    ///
    /// Not by Foundation's `Process`, whose children inherit blocked signals: the clients' own time limit needs SIGALRM.
    func client(_ program: String, _ arguments: String..., port: Int) async throws -> (code: Int32, output: String) {
        try await client(program, arguments, port: port)
    }

    func client(_ program: String, _ arguments: [String], port: Int) async throws -> (code: Int32, output: String) {
        let collected = Collected()
        let child = try await ChildProcess.start(
            "/usr/bin/\(program)",
            arguments: ["-h", "127.0.0.1", "-p", "\(port)"] + arguments
        ) { collected.append($0) }
        return (await child.exitCode(), collected.text)
    }

    private final class Collected: Sendable {
        private let lines = Mutex("")

        var text: String { lines.withLock { $0 } }

        func append(_ line: String) { lines.withLock { $0 += line + "\n" } }
    }
}

struct NeverHappened: Error {}

/// Polls a condition with a generous deadline.
func eventually<Value>(_ condition: () throws -> Value?) async throws -> Value {
    for _ in 0..<1_500 {
        if let value = try condition() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw NeverHappened()
}

/// Whether a process runs; one that has ended and was not yet reaped by its new parent does not.
func isRunning(_ pid: Int32) -> Bool {
    guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return false }
    let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
    return fields.first != "Z"
}

/// The local addresses, in the kernel's hexadecimal form, at which somebody listens on a TCP port.
func listeningAddresses(port: Int) throws -> Set<String> {
    var addresses: Set<String> = []
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        // Not by FileManager: it stops early in files whose length the kernel gives as zero.
        guard let file = FileHandle(forReadingAtPath: table) else { continue }
        let data = try file.readToEnd() ?? Data()
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            guard fields.count > 3, fields[3] == "0A" else { continue }
            let parts = fields[1].split(separator: ":")
            if parts.count == 2, Int(parts[1], radix: 16) == port { addresses.insert(String(parts[0])) }
        }
    }
    return addresses
}
