import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
public import ServiceLifecycle

/// The HTTP server of the console: the API, the live feed and the page.
///
/// It serves until graceful shutdown or cancellation; live connections are then ended.
public struct ConsoleServer: Service {
    /// The number of connections at a time; further ones wait.
    public static let maximumConnections = 512
    /// How long a connection may be silent between requests or within one, in seconds.
    static let idleSeconds: Int64 = 60

    /// The routes, for checks against the description.
    let routes: [ConsoleRoute]
    private let application: Application<RouterResponder<ConsoleContext>>

    /// Creates a server; nothing is listened on before ``run()``.
    ///
    /// - Parameters:
    ///   - configuration: Where it is served.
    ///   - dependencies: What it shows.
    ///   - logger: Where it logs.
    ///   - onListening: Called once with the port that is listened on.
    /// - Throws: ``ConsoleError`` if the certificate or key cannot be used.
    public init(
        configuration: ConsoleConfiguration,
        dependencies: ConsoleDependencies,
        logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws(ConsoleError) {
        let assembly = ConsoleAssembly(configuration: configuration, dependencies: dependencies)
        let tls = try configuration.tls?.makeTLSConfiguration()
        routes = assembly.routes
        application = Application(
            router: assembly.makeRouter(),
            server: try Self.makeServer(tls: tls, file: configuration.tls?.certificateChainFile),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(Self.maximumConnections, logger: logger)
            ),
            services: [
                StatusWatch(source: dependencies.status, feed: dependencies.feed, clock: dependencies.clock)
            ],
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? configuration.port) },
            logger: logger
        )
    }

    /// Serves until graceful shutdown or cancellation.
    ///
    /// - Throws: The system's error if the address cannot be listened on.
    public func run() async throws {
        try await application.run()
    }

    private static func makeServer(tls: TLSConfiguration?, file: String?) throws(ConsoleError) -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                idleTimeout: .seconds(idleSeconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16_384,
                    maxHeaderListSize: 32_768,
                    maxHeaderFieldCount: 100
                )
            )
        )
        guard let tls else { return plain }
        do {
            return try .tls(plain, tlsConfiguration: tls)
        } catch {
            throw .unusableFile(path: file ?? "", problem: "\(error)")
        }
    }
}
