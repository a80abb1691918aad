import ArgumentParser
import ServiceSettings
import StreamPipeline

/// `caretaker check`: validates settings files.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check settings files, with line and path of each fault.",
        discussion: """
            Example:
              caretaker check home.yaml
            """
    )

    @Argument(help: "The files.")
    var files: [String]

    func run() throws {
        var faults = 0
        for file in files {
            do throws(SettingsError) {
                let settings = try Settings(contentsOf: file)
                let household = settings.household
                Announcement.line(
                    "\(file): good (\(household.people.count) people, \(household.cameras.count) cameras, "
                        + "\(household.devices.count) devices, \(household.rules.count) rules, "
                        + "\(household.alarms.count) alarms)"
                )
            } catch {
                faults += 1
                Announcement.line("\(error)")
            }
        }
        if faults > 0 { throw ExitCode.failure }
    }
}
