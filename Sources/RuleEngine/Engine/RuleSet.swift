public import MonitoringModel

/// All rules in force, and the conditions they hold active.
///
/// A rule looks at the messages whose topic matches its filter. Its condition is three-valued: an
/// attribute that is missing makes a comparison Undefined, `FALSE AND x` is false and `TRUE OR x` is true
/// whatever `x` is, and only true matches. An alert follows the level of the condition for each device
/// (for each topic where no device is known) and reports its edges: true begins it, false ends it,
/// Undefined and messages measured before it began leave it as it is. A republication happens for each
/// message that matches.
public struct RuleSet: Sendable {
    private var compiled: [CompiledRule]
    private var index: TopicIndex
    private var active: ActiveKeys
    private var ruleCounters: [RuleCounters]

    /// What the set as a whole has passed by.
    public private(set) var counters = RuleSetCounters()

    /// Prepares rules; those that are not enabled are checked and left out.
    ///
    /// - Throws: ``RuleError`` if a rule has a fault, two have the same name, or there are too many.
    public init(_ rules: [Rule]) throws(RuleError) {
        try self.init(rules, activeKeyLimit: RuleLimits.activeKeys)
    }

    /// Prepares rules with a bound of one's own on the active conditions.
    ///
    /// - Throws: ``RuleError`` like ``init(_:)``.
    init(_ rules: [Rule], activeKeyLimit: Int) throws(RuleError) {
        compiled = try Self.compile(rules)
        index = Self.index(of: compiled)
        active = ActiveKeys(limit: activeKeyLimit)
        ruleCounters = compiled.map { _ in RuleCounters() }
    }

    /// The rules in force.
    public var rules: [CompiledRule] { compiled }

    /// The conditions that hold and their states.
    public var activeStates: [RuleKey: RuleKeyState] { active.all }

    /// Returns what a rule has done since it was loaded, or `nil` if it is not in force.
    public func counters(of rule: RuleID) -> RuleCounters? {
        compiled.firstIndex { $0.rule.id == rule }.map { ruleCounters[$0] }
    }

    /// Lets the rules look at a message.
    public mutating func handle(_ telemetry: Telemetry, at now: Instant) -> RuleOutcome {
        var outcome = RuleOutcome()
        guard telemetry.topic.utf8.count <= RuleLimits.topicBytes else {
            counters.overlongTopics &+= 1
            return outcome
        }
        for number in index.matches(telemetry.topic) {
            ruleCounters[number].evaluated &+= 1
            switch compiled[number].holds(for: telemetry, at: now) {
            case true?:
                ruleCounters[number].matched &+= 1
                perform(number, telemetry, now, &outcome)
            case false?: end(number, telemetry, now, &outcome)
            case nil: ruleCounters[number].undefined &+= 1
            }
        }
        return outcome
    }

    /// Takes up the conditions that held when the program stopped.
    ///
    /// Conditions of rules that are no longer in force, or no longer alert, are cleared.
    public mutating func restore(_ states: [RuleKey: RuleKeyState], at now: Instant) -> RuleOutcome {
        var outcome = RuleOutcome()
        let alerting = Set(compiled.filter { $0.alert != nil }.map(\.rule.id))
        for (key, state) in states.sorted(by: { $0.value.activeSince < $1.value.activeSince }) {
            if alerting.contains(key.rule) {
                begin(key, state, &outcome)
            } else {
                Self.clear(key, state, at: now, &outcome)
            }
        }
        return outcome
    }

    /// Puts other rules in force in place of all present ones; if this throws, nothing has changed.
    ///
    /// The conditions of rules that are gone, do not alert any more or have another statement are cleared.
    ///
    /// - Throws: ``RuleError`` like ``init(_:)``.
    public mutating func replaceRules(_ rules: [Rule], at now: Instant) throws(RuleError) -> RuleOutcome {
        let replacement = try Self.compile(rules)
        let statements = Dictionary(
            replacement.filter { $0.alert != nil }.map { ($0.rule.id, $0.statement) },
            uniquingKeysWith: { first, _ in first }
        )
        let previous = Dictionary(
            zip(compiled, ruleCounters).map { ($0.rule.id, ($0.statement, $1)) },
            uniquingKeysWith: { first, _ in first }
        )
        var outcome = RuleOutcome()
        for (key, state) in active.all.sorted(by: { $0.key.storageKey < $1.key.storageKey })
        where statements[key.rule] == nil || statements[key.rule] != previous[key.rule]?.0 {
            _ = active.remove(key)
            Self.clear(key, state, at: now, &outcome)
        }
        compiled = replacement
        index = Self.index(of: replacement)
        ruleCounters = replacement.map { previous[$0.rule.id]?.1 ?? RuleCounters() }
        return outcome
    }

    private static func compile(_ rules: [Rule]) throws(RuleError) -> [CompiledRule] {
        guard rules.count <= RuleLimits.rules else {
            throw RuleError(part: "rules", found: "\(rules.count)", expected: "at most \(RuleLimits.rules) rules")
        }
        var names: Set<RuleID> = []
        var compiled: [CompiledRule] = []
        for rule in rules {
            guard names.insert(rule.id).inserted else {
                throw RuleError(rule: rule.id, part: "id", found: "the name twice", expected: "a name for each rule")
            }
            let prepared = try CompiledRule(rule)
            if rule.enabled { compiled.append(prepared) }
        }
        return compiled
    }

    private static func index(of rules: [CompiledRule]) -> TopicIndex {
        var index = TopicIndex()
        for (number, rule) in rules.enumerated() { index.insert(rule.filter, number) }
        return index
    }
}

extension RuleSet {
    private mutating func perform(_ number: Int, _ message: Telemetry, _ now: Instant, _ outcome: inout RuleOutcome) {
        let rule = compiled[number].rule.id
        for (place, action) in compiled[number].actions.enumerated() {
            switch action {
            case .alert(let alert, let summary):
                let key = Self.key(rule, message)
                guard active[key] == nil else { continue }
                let state = RuleKeyState(
                    activeSince: message.observedAt,
                    kind: alert.kind,
                    severity: alert.severity,
                    subject: Subject(device: message.device, person: alert.person, site: alert.site)
                )
                begin(key, state, &outcome)
                let report = Self.report(key, state, .active, summary, message, now)
                outcome.effects.append(RuleEffect(rule: rule, index: place, effect: .report(report)))
            case .republish(let republish, let topic):
                guard let publication = publication(republish, topic, number, message, now) else { continue }
                outcome.effects.append(RuleEffect(rule: rule, index: place, effect: .publish(publication)))
            }
        }
    }

    private mutating func end(_ number: Int, _ message: Telemetry, _ now: Instant, _ outcome: inout RuleOutcome) {
        guard !active.isEmpty else { return }
        let rule = compiled[number].rule.id
        for (place, action) in compiled[number].actions.enumerated() {
            guard case .alert(_, let summary) = action else { continue }
            let key = Self.key(rule, message)
            guard let state = active[key] else { return }
            guard message.observedAt >= state.activeSince else {
                ruleCounters[number].late &+= 1
                return
            }
            _ = active.remove(key)
            outcome.changes.append(RuleStateChange(key: key, state: nil))
            let report = Self.report(key, state, .cleared, summary, message, now)
            outcome.effects.append(RuleEffect(rule: rule, index: place, effect: .report(report)))
        }
    }

    private mutating func begin(_ key: RuleKey, _ state: RuleKeyState, _ outcome: inout RuleOutcome) {
        outcome.changes.append(RuleStateChange(key: key, state: state))
        guard let forgotten = active.insert(key, state) else { return }
        counters.forgottenKeys &+= 1
        outcome.changes.append(RuleStateChange(key: forgotten, state: nil))
    }

    private mutating func publication(
        _ action: RepublishAction,
        _ template: Template,
        _ number: Int,
        _ message: Telemetry,
        _ now: Instant
    ) -> Publication? {
        guard let topic = template.text(for: message, at: now, bytes: RuleLimits.topicBytes),
            PublicationTopic.isPermitted(topic)
        else {
            ruleCounters[number].failed &+= 1
            return nil
        }
        guard !compiled[number].filter.matches(topic) else {
            ruleCounters[number].loopsPrevented &+= 1
            return nil
        }
        let payload = compiled[number].projection.result(for: message, at: now).serialized
        guard payload.count <= RuleLimits.payloadBytes else {
            ruleCounters[number].failed &+= 1
            return nil
        }
        return Publication(topic: topic, payload: payload, qos: action.qos, retain: action.retain)
    }

    private static func key(_ rule: RuleID, _ message: Telemetry) -> RuleKey {
        RuleKey(rule: rule, key: message.device?.rawValue ?? message.topic)
    }

    private static func report(
        _ key: RuleKey,
        _ state: RuleKeyState,
        _ edge: ConditionReport.State,
        _ summary: Template,
        _ message: Telemetry,
        _ now: Instant
    ) -> ConditionReport {
        let text = summary.text(for: message, at: now) ?? "Rule \(key.rule)"
        return ConditionReport(
            fingerprint: key.fingerprint,
            kind: state.kind,
            state: edge,
            severity: state.severity,
            subject: state.subject,
            summary: Text.prefix(text, bytes: RuleLimits.summaryBytes),
            details: ["rule": key.rule.rawValue, "topic": message.topic],
            observedAt: message.observedAt
        )
    }

    private static func clear(
        _ key: RuleKey,
        _ state: RuleKeyState,
        at now: Instant,
        _ outcome: inout RuleOutcome
    ) {
        outcome.changes.append(RuleStateChange(key: key, state: nil))
        let report = ConditionReport(
            fingerprint: key.fingerprint,
            kind: state.kind,
            state: .cleared,
            severity: state.severity,
            subject: state.subject,
            summary: "Rule \(key.rule) was changed or removed",
            details: ["rule": key.rule.rawValue],
            observedAt: now
        )
        outcome.effects.append(RuleEffect(rule: key.rule, index: 0, effect: .report(report)))
    }
}
