import MonitoringModel

/// One message being looked at by one rule.
struct Evaluation {
    /// The message.
    let message: Telemetry
    /// The topic that functions see: without the prefix that names a rule.
    let topic: String
    /// The time of the evaluation.
    let now: Instant
    /// What else is known of the message.
    let context: MessageContext
    /// The version of the rule's dialect.
    let version: SQLVersion
    /// What attributes are taken from: the message's document, or an element within a query.
    var document: JSONValue
    /// Whether an element of a query is looked at.
    var isWithinQuery = false
    /// The values of the variables, in the order of `SET`.
    var variables: [JSONValue?] = []
    /// The values that stream clauses have computed.
    var slots: [JSONValue?] = []
    /// What went wrong, for an explanation.
    private(set) var problems: [String] = []
    private var random: UInt64

    /// Begins an evaluation.
    init(_ message: Telemetry, at now: Instant, context: MessageContext, version: SQLVersion = .v2016) {
        self.message = message
        self.now = now
        self.context = context
        self.version = version
        topic = BasicIngest.innerTopic(of: message.topic)
        document = message.document
        random = context.entropy
    }

    /// The whole message or element; `nil` for a payload that has no attributes.
    var everything: JSONValue? {
        context.isBinary && !isWithinQuery ? nil : document
    }

    /// The payload as bytes: as it came, or as its document reads.
    var payload: [UInt8] { context.payload ?? message.document.serialized }

    /// Notes that something went wrong; the first few are kept.
    mutating func note(_ problem: String) {
        guard problems.count < RuleLimits.problems else { return }
        problems.append(problem)
    }

    /// Returns the next number of the message's own sequence (SplitMix64).
    mutating func nextRandom() -> UInt64 {
        random &+= 0x9E37_79B9_7F4A_7C15
        var mixed = random
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Messages that name their rule: `$aws/rules/<rule>/<topic>`.
enum BasicIngest {
    private static let prefix = "$aws/rules/"

    /// Returns the rule that a topic names, or `nil` if it names none.
    static func ruleName(in topic: String) -> Substring? {
        guard topic.utf8.first == UInt8(ascii: "$"), topic.hasPrefix(prefix) else { return nil }
        return topic.dropFirst(prefix.count).prefix { $0 != "/" }
    }

    /// Returns a topic without the levels that name a rule.
    static func innerTopic(of topic: String) -> String {
        guard let name = ruleName(in: topic) else { return topic }
        return String(topic.dropFirst(prefix.count + name.count + 1))
    }
}
