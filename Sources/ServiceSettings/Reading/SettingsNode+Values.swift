import Foundation
import MonitoringModel

extension SettingsNode {
    /// The name of a thing.
    ///
    /// - Throws: ``SettingsError`` if it is no identifier.
    func identifier<Subject>() throws(SettingsError) -> Identifier<Subject> {
        guard let identifier = Identifier<Subject>(try string()) else {
            throw error("must be 1 to \(Identifier<Subject>.maximumLength) letters, digits and any of -_.:@")
        }
        return identifier
    }

    /// A length of time such as `250ms`, `60s`, `5 min`, `2h` or `30d`.
    ///
    /// - Throws: ``SettingsError`` for anything else, and outside the range.
    func duration(in range: ClosedRange<Duration>) throws(SettingsError) -> Duration {
        let text = try string()
        guard let value = DurationText.parse(text) else {
            throw error("'\(text.prefix(40))' is not a length of time: write 250ms, 60s, 5min, 2h or 30d")
        }
        guard range.contains(value) else {
            let bounds = "\(DurationText.write(range.lowerBound)) to \(DurationText.write(range.upperBound))"
            throw error("must be from \(bounds)")
        }
        return value
    }

    /// One of the values of an enumeration, by its name.
    ///
    /// - Throws: ``SettingsError`` that lists the names.
    func choice<Choice: RawRepresentable & CaseIterable>() throws(SettingsError) -> Choice
    where Choice.RawValue == String {
        let text = try string()
        guard let choice = Choice(rawValue: text) else {
            throw error("must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    /// An IANA time zone.
    ///
    /// - Throws: ``SettingsError`` if this machine does not know it.
    func timeZone() throws(SettingsError) -> String {
        let name = try string()
        guard TimeZone(identifier: name) != nil else {
            throw error("'\(name.prefix(40))' is not a time zone: write an IANA name such as Europe/Berlin")
        }
        return name
    }

    /// The kind of an alert.
    ///
    /// - Throws: ``SettingsError`` if it is no kind's name.
    func alertKind() throws(SettingsError) -> AlertKind {
        guard let kind = AlertKind(try string()) else { throw error("must be 1 to 64 of a-z, 0-9 and _") }
        return kind
    }
}
