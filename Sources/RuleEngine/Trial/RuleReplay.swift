public import MonitoringModel

/// Runs rules over stored messages in virtual time and lists what they would have done.
///
/// Nothing is carried out. Deadlines between two messages are met at their own times, so durations, windows
/// and absences come out exactly as they would have.
public struct RuleReplay: Sendable {
    /// One thing that a rule would have done.
    public struct Entry: Hashable, Sendable, CustomStringConvertible {
        /// When.
        public var at: Instant
        /// Which rule.
        public var rule: RuleID
        /// What, in words.
        public var text: String

        /// Time, rule and deed in one line.
        public var description: String { "\(at) \(rule): \(text)" }
    }

    /// The rules as they stand at the present point of virtual time.
    public private(set) var rules: RuleSet
    /// The present point of virtual time.
    public private(set) var now: Instant

    /// Prepares rules that know nothing yet.
    ///
    /// - Throws: ``RuleError`` if a rule has a fault.
    public init(_ rules: [Rule], from start: Instant) throws(RuleError) {
        self.rules = try RuleSet(rules)
        now = start
        _ = self.rules.advance(to: start)
    }

    /// Takes the next message, in the order of arrival, and returns what happens up to and with it.
    public mutating func play(_ message: Telemetry, context: MessageContext = MessageContext()) -> [Entry] {
        var entries = run(to: message.receivedAt)
        entries += Self.entries(rules.handle(message, context: context, at: now), at: now)
        return entries
    }

    /// Lets time go on and returns what happens; time never goes back.
    public mutating func run(to end: Instant) -> [Entry] {
        var entries: [Entry] = []
        while let due = rules.nextDeadline, due <= end {
            now = max(now, due)
            entries += Self.entries(rules.advance(to: now), at: now)
        }
        now = max(now, end)
        return entries
    }

    private static func entries(_ outcome: RuleOutcome, at now: Instant) -> [Entry] {
        let done = outcome.effects.map { effect in
            Entry(at: now, rule: effect.rule, text: words(effect.effect))
        }
        let asked = outcome.invocations.flatMap { invocation in
            invocation.requests.map { request in
                let payload = String(decoding: request.payload.prefix(256), as: UTF8.self)
                let text = "\(request.action.name): \(request.action.resource) \(payload)"
                return Entry(at: now, rule: invocation.rule, text: text)
            }
        }
        return done + asked
    }

    private static func words(_ effect: Effect) -> String {
        switch effect {
        case .report(let report): "\(report.state.rawValue) \(report.fingerprint): \(report.summary)"
        case .publish(let publication):
            "publish to '\(publication.topic)' " + String(decoding: publication.payload.prefix(256), as: UTF8.self)
        case .schedule(let deadline): "wait until \(deadline.dueAt)"
        case .cancel: "wait no longer"
        }
    }
}
