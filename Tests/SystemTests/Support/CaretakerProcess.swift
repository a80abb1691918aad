import Foundation
import Synchronization

/// The built `caretaker` executable, run as a user would, with its output collected.
final class CaretakerProcess: Sendable {
    private final class Output: Sendable {
        let text = Mutex("")
    }

    private let process: Mutex<Process>
    private let collected = Output()
    private let pipe = Pipe()

    /// The executable beside the test bundle.
    static var executable: URL {
        get throws {
            let tests = URL(
                fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            )
            return tests.deletingLastPathComponent().appending(path: "caretaker")
        }
    }

    /// Starts the executable with arguments.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = try Self.executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        self.process = Mutex(process)
        pipe.fileHandleForReading.readabilityHandler = { [collected] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            collected.text.withLock { $0 += String(decoding: data, as: UTF8.self) }
        }
        try process.run()
    }

    deinit {
        let identifier = processIdentifier
        if isRunning { kill(identifier, SIGKILL) }
        pipe.fileHandleForReading.readabilityHandler = nil
    }

    /// All that was printed so far.
    var output: String { collected.text.withLock { $0 } }

    /// Whether it has not ended.
    var isRunning: Bool { process.withLock { $0.isRunning } }

    /// The process number.
    var processIdentifier: Int32 { process.withLock { $0.processIdentifier } }

    /// The exit code; meaningful once it has ended.
    var exitCode: Int32 { process.withLock { $0.terminationStatus } }

    /// Sends a signal.
    func signal(_ number: Int32) { kill(processIdentifier, number) }

    /// Waits until it has ended and returns its exit code.
    func waitForExit(within limit: Duration = .seconds(30)) async throws -> Int32 {
        try await eventually("the process to end", within: limit) { !self.isRunning }
        return exitCode
    }
}
