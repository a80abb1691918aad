import Foundation
import Logging
import ServiceLifecycle

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
    func client(_ program: String, _ arguments: String..., port: Int) throws -> (code: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
        process.arguments = ["-h", "127.0.0.1", "-p", "\(port)"] + arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
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
