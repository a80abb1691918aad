import ArgumentParser
import MonitoringModel
import ServiceSettings

/// `caretaker demo`: plays a household.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a household: a fall, somebody who sits too still, a cable box with a fault.",
        discussion: """
            The people are drawn, but everything behind the pictures is real: frames and telemetry go through a
            broker, the fall is seen in the frames, and what you answer in the chat books a visit.
            Stop it with Ctrl-C; the next start goes on with what happened before.
            """
    )

    @Option(help: "The port of the console; 0 for any.")
    var port = 8_480

    @Option(help: "The port of the private broker; 0 for any.")
    var brokerPort = 1_883

    @OptionGroup var options: StateOptions

    func run() async throws {
        var settings = try Settings(
            String(decoding: PackageResources.household_yaml, as: UTF8.self),
            file: "household.yaml"
        )
        settings.service.http.port = port
        settings.service.broker = .managed(port: brokerPort, websocketPort: nil)
        let state = options.state == StateDirectory.standard ? options.state + "-demo" : options.state
        let http = settings.service.http
        var host = ServiceHost(
            settings: settings,
            state: try StateDirectory(path: state),
            modelPath: options.model,
            logger: options.makeLogger(),
            announce: { port in
                Announcement.ready(host: http, port: port)
                Announcement.line(
                    """
                    Within a minute Anna falls in the living room, sits very still in the bedroom,
                    and her cable box reports a weak signal. Answer in the chat as Anna. Ctrl-C stops.
                    """
                )
            }
        )
        let logger = host.logger
        host.companions = { link in
            [DemoHousehold(client: try link.makeClient("demo", keepsSession: false, logger: logger))]
        }
        try await host.run()
    }
}
