import Foundation
public import Logging
public import ServiceLifecycle
import Synchronization

/// A private `mosquitto` that runs as long as the service does.
///
/// It is started again when it ends or does not answer, and ends with us, even when we are killed. What it has
/// accepted and not yet delivered is on disk, as soon as ``BrokerConfiguration/persistence`` says.
public final class ManagedBroker: Service {
    private struct State {
        var status = BrokerStatus.stopped
        var lastComplaint: String?
        var isStopping = false
    }

    /// Where the broker is reached; known before it runs, and the same after a restart.
    public let endpoint: BrokerEndpoint

    private let configuration: BrokerConfiguration
    private let files: BrokerFiles
    private let executable: String
    private let logger: Logger
    private let state = Mutex(State())

    /// Checks that the broker can be run, and chooses its port if that is 0.
    ///
    /// A broker that an earlier run left behind in the same folder is no obstacle; ``run()`` ends it.
    ///
    /// - Throws: ``ManagedBrokerError`` if mosquitto is missing, a port is taken or the folder cannot be written.
    public init(configuration: BrokerConfiguration, logger: Logger) throws(ManagedBrokerError) {
        self.configuration = configuration
        self.logger = logger
        files = BrokerFiles(directory: configuration.directory)
        executable = try BrokerExecutable.locate(configuration.executable, named: "mosquitto")
        try files.prepareDirectory()
        let hasSurvivor = Self.recorded(files).survivor != nil
        if hasSurvivor, configuration.port != 0 {
            endpoint = BrokerEndpoint(port: configuration.port)
        } else {
            endpoint = BrokerEndpoint(port: try LoopbackPort.claimable(configuration.port))
        }
        if let port = configuration.websocketPort, !hasSurvivor { _ = try LoopbackPort.claimable(port) }
    }

    /// How the broker is doing.
    public var status: BrokerStatus { state.withLock { $0.status } }

    /// Runs the broker until graceful shutdown or cancellation.
    ///
    /// - Throws: ``ManagedBrokerError`` if the files cannot be written; a broker that fails is restarted instead.
    public func run() async throws {
        defer { set(.stopped) }
        set(.starting)
        let recorded = Self.recorded(files)
        try await recorded.endSurvivor()
        try await writeFiles()
        var backoff = RestartBackoff()
        while !isStopping {
            let startedAt = ContinuousClock.now
            let reason = try await runOnce(recorded)
            if isStopping { break }
            let pause = backoff.pause(afterRunningFor: .now - startedAt)
            set(.restarting(reason: reason, attempt: backoff.attempt))
            logger.error(
                "The broker ended and is started again",
                metadata: ["reason": "\(reason)", "attempt": "\(backoff.attempt)", "pause": "\(pause)"]
            )
            await rest(pause)
        }
        try recorded.forget()
    }

    /// Starts the broker, waits until it has ended, and returns why it ended.
    private func runOnce(_ recorded: RecordedProcess) async throws -> String {
        let child: ChildProcess
        do {
            child = try await ChildProcess.start(
                executable,
                arguments: ["-c", files.configuration.path],
                onLine: { [self] in relay($0) }
            )
        } catch {
            return "\(executable) could not be started: \(error)"
        }
        try recorded.record(child.pid)
        let grace = configuration.stopGrace
        let stop: @Sendable () -> Void = { [self] in
            state.withLock { $0.isStopping = true }
            child.stop(grace: grace)
        }
        let code = await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await withTaskGroup { group in
                    group.addTask { await self.watch(child) }
                    let code = await child.exitCode()
                    group.cancelAll()
                    return code
                }
            } onGracefulShutdown: {
                stop()
            }
        } onCancel: {
            stop()
        }
        let complaint = state.withLock { $0.lastComplaint }
        return complaint ?? "it ended with code \(code)"
    }

    /// Sets the state to running once the broker answers, and stops a broker that does not within ten seconds.
    private func watch(_ child: ChildProcess) async {
        let probe = BrokerProbe(endpoint: endpoint)
        let deadline = ContinuousClock.now + .seconds(10)
        do {
            while ContinuousClock.now < deadline {
                if try await probe.answers() {
                    set(.running(pid: child.pid, port: endpoint.port))
                    state.withLock { $0.lastComplaint = nil }
                    logger.info("The broker is ready", metadata: ["address": "\(endpoint)", "pid": "\(child.pid)"])
                    return
                }
                try await Task.sleep(for: .milliseconds(10))
            }
        } catch {
            return  // Cancelled: the broker has ended, or is to end.
        }
        logger.error("The broker does not answer and is stopped", metadata: ["address": "\(endpoint)"])
        child.stop(grace: configuration.stopGrace)
    }

    private func writeFiles() async throws {
        try files.write(configuration, endpoint: endpoint)
        let tool = try BrokerExecutable.locate(nil, named: "mosquitto_passwd")
        try await PasswordHashing.hash(files.passwords, tool: tool)
    }

    private func rest(_ pause: Duration) async {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            if Task.isShuttingDownGracefully { state.withLock { $0.isStopping = true } }
        } catch {
            state.withLock { $0.isStopping = true }
        }
    }

    /// Passes a line of the broker's log on; its errors are kept as the reason should it end.
    private func relay(_ line: String) {
        if line.hasPrefix("Error") {
            state.withLock { $0.lastComplaint = line }
            logger.error("mosquitto: \(line)")
        } else if line.hasPrefix("Warning") {
            logger.warning("mosquitto: \(line)")
        } else {
            logger.debug("mosquitto: \(line)")
        }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func set(_ status: BrokerStatus) {
        state.withLock { $0.status = status }
    }

    private static func recorded(_ files: BrokerFiles) -> RecordedProcess {
        RecordedProcess(file: files.process, configurationFile: files.configuration.path)
    }
}
