import ArgumentParser
import Foundation
import LanguageUnderstanding
import MonitoringModel

/// `caretaker time`: tries out how times in sentences are understood.
struct TimeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time",
        abstract: "Try out how dates and times are understood.",
        subcommands: [Parse.self]
    )

    /// `caretaker time parse`.
    struct Parse: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a date or time from words.",
            discussion: """
                Example:
                  caretaker time parse "next Friday afternoon" --zone Europe/Berlin
                """
        )

        @Argument(help: "The words.")
        var words: String

        @Option(help: "The IANA time zone.")
        var zone = TimeZone.current.identifier

        @Option(help: "The time that is taken as now (ISO 8601).")
        var now: String?

        func run() throws {
            guard let parser = TimeExpressionParser(timeZone: zone) else {
                throw StartFailure("'\(zone)' is not a time zone: use an IANA name such as Europe/Berlin.")
            }
            let reference = try now.map(Self.instant) ?? SystemWallClock().now
            guard let expression = parser.parse(words, relativeTo: reference) else {
                throw StartFailure("'\(words)' was not understood as a date or time.")
            }
            Announcement.line("from \(expression.start) until \(expression.end), to the \(expression.grain)")
        }

        private static func instant(_ text: String) throws -> Instant {
            guard let instant = Instant(iso8601: text) else {
                throw StartFailure("'\(text)' is not an ISO 8601 time such as 2026-03-02T09:00:00Z.")
            }
            return instant
        }
    }
}
