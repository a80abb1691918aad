import MonitoringModel
public import RuleEngine

extension MonitoringCore {
    /// The owner of the deadline at which rules want to be called; its key is empty.
    static let ruleDeadlineOwner = "rules"

    /// Checks that rules want only what can be done here, as far as that can be told beforehand.
    ///
    /// - Throws: ``DocumentRefusal`` that names the rule and the action.
    public static func checkActions(
        of rule: Rule,
        _ permissions: ActionPermissions
    ) throws(DocumentRefusal) {
        for action in rule.actions + [rule.errorAction].compactMap(\.self) {
            guard let refusal = permissions.standingRefusal(of: action) else { continue }
            throw .invalid("Rule '\(rule.id)', action '\(action.name)': \(refusal).")
        }
    }

    /// Lets the rules whose time has come do what they wait for.
    mutating func advanceRules(_ turn: inout Turn) throws {
        try carryOut(rules.advance(to: turn.now), &turn)
    }

    /// Does what rules want, and has them called when they want to be.
    mutating func carryOut(_ outcome: RuleOutcome, _ turn: inout Turn) throws {
        note(outcome)
        for effect in outcome.effects { try apply(effect.effect, &turn) }
        try carryOut(outcome.invocations, &turn)
        let id = Deadline.ID(owner: Self.ruleDeadlineOwner, key: "")
        guard let next = rules.nextDeadline, deadlines.due(id) != next else { return }
        try apply(.schedule(Deadline(id: id, dueAt: next)), &turn)
    }

    /// What rules may know of a message beside its topic and document.
    ///
    /// The seed of `rand()` and `newuuid()` follows from the message and its place in the journal, so that a batch that
    /// is tried again makes the same.
    func context(of telemetry: Telemetry, _ turn: Turn) -> MessageContext {
        var context = MessageContext()
        context.traceID = turn.cause
        let envelope = telemetry.envelope
        context.hops = envelope.hops
        context.payload = envelope.binaryPayload
        context.isBinary = envelope.binaryPayload != nil
        context.properties.isText = envelope.isText
        context.properties.contentType = envelope.contentType
        context.properties.responseTopic = envelope.responseTopic
        context.properties.correlationData = envelope.correlationData
        context.properties.user = envelope.userProperties.map { pair in
            MessageProperties.UserProperty(name: pair.name, value: pair.value)
        }
        let text = "\(turn.cause)/\(telemetry.receivedAt.millisecondsSinceEpoch)/\(telemetry.topic)"
        context.entropy = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return context
    }
}
