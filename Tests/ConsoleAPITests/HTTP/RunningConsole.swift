import ConsoleAPI
import Logging
import MonitoringTestKit
import ServiceLifecycle

/// Runs a console on a free port while a test uses it, and shuts it down gracefully afterwards.
func withConsole<Value: Sendable>(
    _ household: FakeHousehold = FakeHousehold(),
    configuration: ConsoleConfiguration? = nil,
    clock: any Clock<Duration> = ContinuousClock(),
    _ body: @Sendable (HTTPClient, @escaping @Sendable () async -> Void) async throws -> Value
) async throws -> Value {
    let configuration = try configuration ?? ConsoleConfiguration(port: 0)
    let (ports, listening) = AsyncStream<Int>.makeStream()
    let logger = Logger(label: "console") { _ in SwiftLogNoOpLogHandler() }
    let server = try ConsoleServer(
        configuration: configuration,
        dependencies: household.dependencies(clock: clock),
        logger: logger
    ) { port in
        listening.yield(port)
    }
    let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: logger))
    let isSecure = configuration.tls != nil
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            // A server that cannot start must end the wait for its port.
            defer { listening.finish() }
            try await group.run()
        }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else {
            try await tasks.waitForAll()
            throw CancellationError()
        }
        let client = HTTPClient(port: port, isSecure: isSecure)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(client) { await group.triggerGracefulShutdown() })
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return try result.get()
    }
}

/// Runs a console that a test only asks things.
func withConsole<Value: Sendable>(
    _ household: FakeHousehold = FakeHousehold(),
    configuration: ConsoleConfiguration? = nil,
    _ body: @Sendable (HTTPClient) async throws -> Value
) async throws -> Value {
    try await withConsole(household, configuration: configuration) { client, _ in try await body(client) }
}
