import MonitoringModel

/// What a rule does.
public enum RuleAction: Hashable, Sendable {
    /// Report a condition while the rule matches.
    case alert(AlertAction)
    /// Publish the result of the `SELECT` to another topic.
    case republish(RepublishAction)
    /// A row of a table: the result as one JSON column beside its keys.
    case table(TableAction)
    /// A row of a table with a column for each member of the result.
    case columns(ColumnsAction)
    /// A value of a metric.
    case metric(MetricAction)
    /// The state of a metric alarm, until its next evaluation.
    case alarmState(AlarmStateAction)
    /// A message to a person or to all who follow a topic.
    case message(MessageAction)
    /// A request to a web service whose address has been confirmed.
    case http(HTTPAction)
    /// A line to a device that listens for commands, such as an infrared bridge.
    case tcpLine(TCPLineAction)
    /// A file with the result.
    case file(FileAction)
    /// An entry of a queue.
    case queue(QueueAction)
    /// A line of the log.
    case log(LogAction)
    /// A picture of a camera, kept as evidence.
    case snapshot(SnapshotAction)
    /// An announcement.
    case speak(SpeakAction)
}

extension RuleAction: Codable {
    private enum Field: String, CaseIterable, CodingKey {
        case alert, republish, table, columns, metric, alarmState, message, http, tcpLine, file, queue, log, snapshot,
            speak
    }

    /// Decodes an action: an object with the action's name as its only field.
    ///
    /// - Throws: `DecodingError` if the action is unknown or its fields are wrong.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        guard let field = try fields.only() else {
            let names = Field.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "an action is one of \(names); write several as a list"
                )
            )
        }
        switch field {
        case .alert: self = .alert(try fields.required(field))
        case .republish: self = .republish(try fields.required(field))
        case .table: self = .table(try fields.required(field))
        case .columns: self = .columns(try fields.required(field))
        case .metric: self = .metric(try fields.required(field))
        case .alarmState: self = .alarmState(try fields.required(field))
        case .message: self = .message(try fields.required(field))
        case .http: self = .http(try fields.required(field))
        case .tcpLine: self = .tcpLine(try fields.required(field))
        case .file: self = .file(try fields.required(field))
        case .queue: self = .queue(try fields.required(field))
        case .log: self = .log(try fields.required(field))
        case .snapshot: self = .snapshot(try fields.required(field))
        case .speak: self = .speak(try fields.required(field))
        }
    }

    /// Encodes the action under its name.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Field.self)
        switch self {
        case .alert(let action): try container.encode(action, forKey: .alert)
        case .republish(let action): try container.encode(action, forKey: .republish)
        case .table(let action): try container.encode(action, forKey: .table)
        case .columns(let action): try container.encode(action, forKey: .columns)
        case .metric(let action): try container.encode(action, forKey: .metric)
        case .alarmState(let action): try container.encode(action, forKey: .alarmState)
        case .message(let action): try container.encode(action, forKey: .message)
        case .http(let action): try container.encode(action, forKey: .http)
        case .tcpLine(let action): try container.encode(action, forKey: .tcpLine)
        case .file(let action): try container.encode(action, forKey: .file)
        case .queue(let action): try container.encode(action, forKey: .queue)
        case .log(let action): try container.encode(action, forKey: .log)
        case .snapshot(let action): try container.encode(action, forKey: .snapshot)
        case .speak(let action): try container.encode(action, forKey: .speak)
        }
    }

    /// The action's name in documents.
    public var name: String {
        switch self {
        case .alert: "alert"
        case .republish: "republish"
        case .table: "table"
        case .columns: "columns"
        case .metric: "metric"
        case .alarmState: "alarmState"
        case .message: "message"
        case .http: "http"
        case .tcpLine: "tcpLine"
        case .file: "file"
        case .queue: "queue"
        case .log: "log"
        case .snapshot: "snapshot"
        case .speak: "speak"
        }
    }

    /// The action as one that other parts carry out; `nil` for those that rules carry out themselves.
    var requested: (any RequestedAction)? {
        switch self {
        case .alert, .republish: nil
        case .table(let action): action
        case .columns(let action): action
        case .metric(let action): action
        case .alarmState(let action): action
        case .message(let action): action
        case .http(let action): action
        case .tcpLine(let action): action
        case .file(let action): action
        case .queue(let action): action
        case .log(let action): action
        case .snapshot(let action): action
        case .speak(let action): action
        }
    }

    /// Takes the fields of an action of the same sort.
    mutating func take(_ action: any RequestedAction) {
        switch action {
        case let action as TableAction: self = .table(action)
        case let action as ColumnsAction: self = .columns(action)
        case let action as MetricAction: self = .metric(action)
        case let action as AlarmStateAction: self = .alarmState(action)
        case let action as MessageAction: self = .message(action)
        case let action as HTTPAction: self = .http(action)
        case let action as TCPLineAction: self = .tcpLine(action)
        case let action as FileAction: self = .file(action)
        case let action as QueueAction: self = .queue(action)
        case let action as LogAction: self = .log(action)
        case let action as SnapshotAction: self = .snapshot(action)
        case let action as SpeakAction: self = .speak(action)
        default: return
        }
    }
}
