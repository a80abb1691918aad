public import MonitoringModel

/// Why a message could not be taken in, or which part of it was left aside.
public struct IngestProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Error, Hashable, Sendable {
        /// The payload is not JSON.
        case notJSON(JSONParseError)
        /// The payload has more bytes than permitted.
        case tooLarge(count: Int, limit: Int)
        /// Arrays and objects are nested deeper than permitted.
        case tooDeep(limit: Int)
        /// The payload is JSON, but its outermost value is no object.
        case notAnObject
        /// The topic is empty, has a wildcard or a zero character, or is none of those that are taken in.
        case wrongTopic
        /// The level of the topic that names the device or the camera is not a permitted name.
        case badName(String)
        /// The payload's time lies before the year 2000 or more than a day in the future.
        case timeOutOfRange(member: String)
        /// The payload's time is neither ISO 8601 nor a number.
        case timeUnreadable(member: String)

        /// The reason in one word, for counters and status.
        public var code: String {
            switch self {
            case .notJSON: "notJSON"
            case .tooLarge: "tooLarge"
            case .tooDeep: "tooDeep"
            case .notAnObject: "notAnObject"
            case .wrongTopic: "wrongTopic"
            case .badName: "badName"
            case .timeOutOfRange: "timeOutOfRange"
            case .timeUnreadable: "timeUnreadable"
            }
        }
    }

    /// What is wrong.
    public var reason: Reason
    /// The topic of the message.
    public var topic: String

    /// Creates a problem.
    public init(_ reason: Reason, topic: String) {
        self.reason = reason
        self.topic = topic
    }

    /// What happened, in which message, and what to do, in one sentence that is safe to log.
    public var description: String {
        let message = "message on '\(topic.shortened)'"
        return switch reason {
        case .notJSON(let error):
            "\(message) was not taken in: \(error); send one JSON object"
        case .tooLarge(let count, let limit):
            "\(message) was not taken in: it has \(count) bytes and \(limit) are permitted; send less at once"
        case .tooDeep(let limit):
            "\(message) was not taken in: it is nested deeper than \(limit) levels; send a flatter object"
        case .notAnObject:
            "\(message) was not taken in: it is JSON, but not an object; send {\"name\": value}"
        case .wrongTopic:
            "\(message) was not taken in: it is not a topic that is read; see the topic mappings"
        case .badName(let name):
            "\(message) was not taken in: '\(name.shortened)' is not a name; use 1 to 128 letters, digits and -_.:@"
        case .timeOutOfRange(let member):
            "\(message): its '\(member)' is before 2000 or more than a day ahead, so the time of arrival counts; "
                + "set the device's clock"
        case .timeUnreadable(let member):
            "\(message): its '\(member)' is not a time, so the time of arrival counts; send ISO 8601 or epoch seconds"
        }
    }
}

extension String {
    /// At most 80 characters of the text, control characters replaced, so that a hostile topic can neither
    /// fill a log nor forge a line of it.
    fileprivate var shortened: String {
        let scalars = unicodeScalars.prefix(81)
            .map { scalar in
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .lineSeparator
                    || scalar.properties.generalCategory == .format ? Unicode.Scalar(0xFFFD) ?? " " : scalar
            }
        var text = String(String.UnicodeScalarView(scalars.prefix(80)))
        if scalars.count > 80 { text += "…" }
        return text
    }
}
