import ArgumentParser
import ServiceSettings

/// `caretaker serve`: runs the service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the service until it is told to stop.",
        discussion: """
            Examples:
              caretaker serve                                 a first run, without any settings
              caretaker serve --settings home.yaml            with people, cameras, devices and rules
              caretaker serve --state /var/lib/caretaker      with a state directory of your choice
            """
    )

    @Option(help: "The settings file (YAML).")
    var settings: String?

    @OptionGroup var options: StateOptions

    func run() async throws {
        let document = try settings.map { try Settings(contentsOf: $0) } ?? Settings()
        let host = ServiceHost(
            settings: document,
            state: try StateDirectory(path: options.state),
            modelPath: options.model,
            logger: options.makeLogger(),
            announce: { port in Announcement.ready(host: document.service.http, port: port) }
        )
        try await host.run()
    }
}
