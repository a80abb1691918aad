import Foundation
import MonitoringModel

/// The functions that write and read times.
enum TimeFunctions {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    static func evaluate(_ function: RuleFunction, _ arguments: [JSONValue?]) -> JSONValue? {
        function == .parseTime ? written(arguments) : read(arguments)
    }

    /// `parse_time(pattern, milliseconds, zone)`: the instant as text; the zone is UTC by default.
    private static func written(_ arguments: [JSONValue?]) -> JSONValue? {
        guard let pattern = arguments[0]?.stringValue.flatMap({ TimePattern($0) }),
            let instant = arguments[1].flatMap(Numeric.init)?.flooredInteger
        else { return nil }
        var zone = TimeZones.zone("UTC")
        if arguments.count > 2 {
            guard let name = arguments[2]?.stringValue else { return nil }
            zone = TimeZones.zone(name)
        }
        return zone.flatMap { pattern.text(instant, $0) }.map(JSONValue.string)
    }

    /// `time_to_epoch(text, pattern)`: the milliseconds since 1970.
    private static func read(_ arguments: [JSONValue?]) -> JSONValue? {
        guard let text = arguments[0]?.stringValue, let pattern = arguments[1]?.stringValue.flatMap({ TimePattern($0) })
        else { return nil }
        return pattern.milliseconds(text).map(JSONValue.integer)
    }
}
