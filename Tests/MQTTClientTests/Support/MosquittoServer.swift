import Foundation
import NIOCore
import NIOPosix

/// A real `mosquitto` of the test's own, on a free port of the loopback interface, with its files in a private folder.
actor MosquittoServer {
    /// Why there is no broker.
    struct Failure: Error, CustomStringConvertible {
        /// What happened.
        var description: String
    }

    /// Where the broker program is.
    static let program = "/usr/sbin/mosquitto"

    /// The port it listens on.
    nonisolated let port: Int
    /// The folder with configuration, log and whatever the test puts there.
    nonisolated let folder: URL
    private var process: Process?

    private init(port: Int, folder: URL) {
        self.port = port
        self.folder = folder
    }

    /// Runs a test with a broker, which is stopped and removed afterwards.
    ///
    /// - Parameters:
    ///   - settings: more lines for the configuration file; `FOLDER` in them stands for the private folder.
    ///   - prepare: puts files into the folder before the start.
    ///   - body: the test.
    /// - Returns: what the test returns.
    /// - Throws: what the test throws, or ``Failure`` if there is no broker.
    @discardableResult
    static func with<Value: Sendable>(
        settings: [String] = ["allow_anonymous true"],
        prepare: (URL) throws -> Void = { _ in },
        _ body: (MosquittoServer) async throws -> Value
    ) async throws -> Value {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Failure(description: "\(program) is missing; install the package mosquitto to run these tests")
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mqtt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try prepare(folder)
        let port = try await freePort()
        let lines =
            ["user root", "listener \(port) 127.0.0.1", "persistence false", "log_type all"]
            + settings.map { $0.replacingOccurrences(of: "FOLDER", with: folder.path) }
        try lines.joined(separator: "\n").appending("\n")
            .write(to: folder.appendingPathComponent("mosquitto.conf"), atomically: true, encoding: .utf8)
        let server = MosquittoServer(port: port, folder: folder)
        try await server.start()
        do {
            let value = try await body(server)
            await server.kill()
            return value
        } catch {
            await server.kill()
            throw error
        }
    }

    /// Starts the program and waits until it accepts connections.
    func start() async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = ["-c", folder.appendingPathComponent("mosquitto.conf").path]
        let log = folder.appendingPathComponent("log.txt")
        if !FileManager.default.fileExists(atPath: log.path) {
            try Data().write(to: log)
        }
        let output = try FileHandle(forWritingTo: log)
        output.seekToEndOfFile()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        self.process = process
        let port = port
        for _ in 0..<200 {
            if await Self.accepts(port: port) { return }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(25))
        }
        let text = try String(contentsOf: log, encoding: .utf8)
        kill()
        throw Failure(description: "mosquitto did not start:\n\(text.suffix(2000))")
    }

    /// Kills the broker without a warning to anybody.
    func kill() {
        guard let process else { return }
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        self.process = nil
    }

    /// Stops the broker's execution without closing its sockets, or lets it continue.
    func setFrozen(_ isFrozen: Bool) {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, isFrozen ? SIGSTOP : SIGCONT)
    }

    private static func accepts(port: Int) async -> Bool {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            try await channel.close()
            return true
        } catch {
            return false
        }
    }

    /// A port that nobody listens on at the moment.
    static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        guard let port = channel.localAddress?.port else { throw Failure(description: "no free port") }
        try await channel.close()
        return port
    }
}
