import Foundation
import Logging
import Testing

@testable import ManagedBroker

/// The test program starts itself a second time as a parent, and kills that.
@Suite("Death of the parent")
struct ParentDeathTests {
    private static let folderVariable = "CARETAKER_TEST_BROKER_FOLDER"

    @Test("The broker ends when the process that started it is killed")
    func parentKilled() async throws {
        let bench = try BrokerBench()
        let parent = try Self.startParent(folder: bench.directory)
        let pidFile = BrokerFiles(directory: bench.directory).process
        let broker = try await eventually { () -> Int32? in
            guard let data = FileManager.default.contents(atPath: pidFile.path) else { return nil }
            return Int32(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        }
        #expect(isRunning(broker))
        kill(parent.processIdentifier, SIGKILL)
        let ended = try await eventually { isRunning(broker) ? nil : true }
        #expect(ended)
    }

    @Test(
        "Runs a broker until it is killed; the other test's parent",
        .enabled(if: ProcessInfo.processInfo.environment[folderVariable] != nil)
    )
    func runBrokerUntilKilled() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment[Self.folderVariable])
        let broker = try ManagedBroker(
            configuration: BrokerConfiguration(directory: URL(fileURLWithPath: folder), port: 0),
            logger: .init(label: "test")
        )
        try await broker.run()
    }

    /// Starts this test program with its own arguments, but for the one test above.
    private static func startParent(folder: URL) throws -> Process {
        let commandLine = try #require(FileManager.default.contents(atPath: "/proc/self/cmdline"))
        let own = commandLine.split(separator: 0).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        var arguments: [String] = []
        var skips = false
        for argument in own {
            if skips {
                skips = false
            } else if ["--filter", "--skip", "--xunit-output", "--event-stream-output-path"].contains(argument) {
                skips = true
            } else {
                arguments.append(argument)
            }
        }
        let process = Process()
        process.executableURL = URL(
            fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe"
            )
        )
        process.arguments = arguments + ["--filter", "runBrokerUntilKilled"]
        process.environment = ProcessInfo.processInfo.environment
            .merging([folderVariable: folder.path]) { _, new in new }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
