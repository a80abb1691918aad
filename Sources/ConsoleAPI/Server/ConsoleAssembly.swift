import HTTPTypes
import Hummingbird

/// Puts routes and checks together.
struct ConsoleAssembly {
    /// All routes.
    let routes: [ConsoleRoute]
    private let gate: ConsoleGate

    /// Assembles what a configuration and its dependencies need.
    init(configuration: ConsoleConfiguration, dependencies: ConsoleDependencies) {
        let sessions = SessionStore(clock: dependencies.wallClock)
        let authentication = Authentication(
            token: configuration.token,
            sessions: sessions,
            openAssets: PageAssets.paths
        )
        let isSecure = configuration.tls != nil
        routes =
            Self.routes(dependencies)
            + SessionEndpoints(authentication: authentication, sessions: sessions, isSecure: isSecure).routes
        gate = ConsoleGate(
            hosts: HostCheck(configuration: configuration),
            authentication: authentication,
            writes: WriteCheck(scheme: isSecure ? "https" : "http"),
            report: ProblemReport(routes: RouteTable(routes))
        )
    }

    /// Returns a router with all routes behind the checks.
    func makeRouter() -> Router<ConsoleContext> {
        let router = Router(context: ConsoleContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: gate)
        for route in routes {
            router.on(RouterPath(route.path), method: route.method, use: route.handler)
        }
        return router
    }

    private static func routes(_ dependencies: ConsoleDependencies) -> [ConsoleRoute] {
        let alerts = AlertEndpoints(
            store: dependencies.alerts,
            gateway: dependencies.gateway,
            speech: dependencies.speech
        )
        let chat = ChatEndpoints(
            people: dependencies.people,
            transcripts: dependencies.transcripts,
            gateway: dependencies.gateway,
            clock: dependencies.wallClock
        )
        return alerts.routes
            + EvidenceEndpoint(source: dependencies.evidence).routes
            + CameraEndpoints(desk: dependencies.cameras).routes
            + RuleEndpoints(desk: dependencies.rules).routes
            + AlarmEndpoints(desk: dependencies.alarms).routes
            + TableEndpoints(desk: dependencies.ruleData).routes
            + QueueEndpoints(desk: dependencies.ruleData).routes
            + DestinationEndpoints(desk: dependencies.ruleData).routes
            + VisitEndpoints(store: dependencies.visits).routes
            + chat.routes
            + StatusEndpoints(source: dependencies.status, feed: dependencies.feed).routes
            + FeedEndpoint(feed: dependencies.feed, clock: dependencies.clock).routes
            + PageAssets.routes
    }
}
