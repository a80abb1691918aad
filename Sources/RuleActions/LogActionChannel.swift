public import Alerting
public import Logging
public import NotificationChannels
import RuleEngine
import StreamPipeline

/// Writes what rules say into the service's log.
public struct LogActionChannel: NotificationChannel {
    /// The longest text, in characters; the rest is cut off.
    public static let maximumLength = 1_000

    /// The channel's name: `rule-log`.
    public let name = "rule-log"

    private let logger: Logger

    /// Creates a channel that writes to a logger.
    public init(logger: Logger) {
        self.logger = logger
    }

    /// Writes a line.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        do {
            let order = try ActionOrder(entry)
            guard case .log(let action) = order.action else {
                return .abandoned(reason: "'\(order.action.name)' is no line of the log")
            }
            let text = String(action.text.prefix(Self.maximumLength).map { $0.isNewline ? " " : $0 })
            logger.log(
                level: Self.level(action.level),
                "\(text)",
                metadata: ["rule": "\(order.rule)", "topic": "\(order.topic)"]
            )
            return .delivered(receipt: "logged")
        } catch {
            return .abandoned(reason: "the order cannot be read: \(error)")
        }
    }

    private static func level(_ level: LogAction.Level) -> Logger.Level {
        switch level {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
