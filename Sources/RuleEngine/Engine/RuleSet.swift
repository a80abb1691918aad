public import MonitoringModel

/// All rules in force, the conditions they hold active and the streams they remember.
///
/// A rule looks at the messages whose topic matches its filter. Its condition is three-valued: an
/// attribute that is missing makes a comparison Undefined, `FALSE AND x` is false and `TRUE OR x` is true
/// whatever `x` is, and only true matches. An alert follows the level of the condition for each device
/// (for each topic where no device is known) and reports its edges: true begins it, false ends it,
/// Undefined and messages measured before it began leave it as it is. Every other action happens for each
/// message that matches. Windows, durations, absence and edges, our addition, change both; see
/// ``handle(_:context:at:)`` and ``advance(to:)``.
public struct RuleSet: Sendable {
    private(set) var compiled: [CompiledRule]
    private var index: TopicIndex
    private var numbers: [RuleID: Int]
    var active: ActiveKeys
    var ruleCounters: [RuleCounters]
    var memories: [RuleKey: RuleMemory] = [:]
    var deadlines = DeadlineQueue()
    var hasBegun = false

    /// What the set as a whole has passed by.
    public internal(set) var counters = RuleSetCounters()

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
        numbers = Self.numbers(of: compiled)
        active = ActiveKeys(limit: activeKeyLimit)
        ruleCounters = compiled.map { _ in RuleCounters() }
    }

    /// The rules in force.
    public var rules: [CompiledRule] { compiled }

    /// The conditions that hold and the streams that are remembered, with their states.
    public var activeStates: [RuleKey: RuleKeyState] {
        var states = active.all
        for key in memories.keys { states[key] = stored(key) }
        return states
    }

    /// When rules want to be called by ``advance(to:)`` at the latest; `nil` for not at all.
    ///
    /// It may lie a little earlier than needed.
    public var nextDeadline: Instant? { deadlines.first?.at }

    /// Returns what a rule has done since it was loaded, or `nil` if it is not in force.
    public func counters(of rule: RuleID) -> RuleCounters? {
        numbers[rule].map { ruleCounters[$0] }
    }

    /// Returns the number of a rule in force.
    func number(of rule: RuleID) -> Int? { numbers[rule] }

    /// Whether a rule has an action for errors, which must learn how its other actions end.
    public func hasErrorAction(_ rule: RuleID) -> Bool {
        number(of: rule).map { compiled[$0].errorAction != nil } ?? false
    }

    /// Lets the rules look at a message.
    ///
    /// What was due before it happens first. A topic `$aws/rules/<rule>/…` is looked at by that rule alone.
    public mutating func handle(
        _ telemetry: Telemetry,
        context: MessageContext = MessageContext(),
        at now: Instant
    ) -> RuleOutcome {
        var outcome = advance(to: now)
        guard telemetry.topic.utf8.count <= RuleLimits.topicBytes else {
            counters.overlongTopics &+= 1
            return outcome
        }
        let numbers = matches(telemetry.topic)
        if numbers.count > 8 { outcome.effects.reserveCapacity(numbers.count) }
        for number in numbers {
            ruleCounters[number].evaluated &+= 1
            if compiled[number].stream != nil {
                handleStream(number, telemetry, context, now, &outcome)
            } else {
                handleMessage(number, telemetry, context, now, &outcome)
            }
        }
        return outcome
    }

    /// Returns the numbers of the rules that look at a topic.
    mutating func matches(_ topic: String) -> [Int] {
        guard let name = BasicIngest.ruleName(in: topic) else { return index.matches(topic) }
        guard let rule = RuleID(name), let number = numbers[rule] else {
            counters.unknownRules &+= 1
            return []
        }
        return [number]
    }

    private mutating func handleMessage(
        _ number: Int,
        _ telemetry: Telemetry,
        _ context: MessageContext,
        _ now: Instant,
        _ outcome: inout RuleOutcome
    ) {
        var evaluation = compiled[number].evaluation(telemetry, at: now, context)
        let key = Self.key(compiled[number].rule.id, telemetry)
        switch compiled[number].holds(&evaluation) {
        case true?:
            ruleCounters[number].matched &+= 1
            perform(Firing(number: number, key: key, edge: .active, acts: true), &evaluation, nil, &outcome)
        case false?:
            guard !active.isEmpty, compiled[number].alert != nil else { return }
            perform(Firing(number: number, key: key, edge: .cleared, acts: false), &evaluation, nil, &outcome)
        case nil: ruleCounters[number].undefined &+= 1
        }
    }

    /// Puts other rules in force in place of all present ones; if this throws, nothing has changed.
    ///
    /// The conditions and streams of rules that are gone, do not alert any more or have another statement
    /// are cleared.
    ///
    /// - Throws: ``RuleError`` like ``init(_:)``.
    public mutating func replaceRules(_ rules: [Rule], at now: Instant) throws(RuleError) -> RuleOutcome {
        let replacement = try Self.compile(rules)
        let names = Self.numbers(of: replacement)
        var outcome = RuleOutcome()
        for (key, state) in activeStates.sorted(by: { $0.key.storageKey < $1.key.storageKey }) {
            let before = numbers[key.rule].map { compiled[$0] }
            let after = names[key.rule].map { replacement[$0] }
            let isSame = before?.statement == after?.statement && before?.rule.version == after?.rule.version
            guard let after, isSame, after.alert != nil || !state.isActive else {
                forget(key, state, at: now, &outcome)
                continue
            }
        }
        let previous = ruleCounters
        ruleCounters = replacement.map { rule in numbers[rule.rule.id].map { previous[$0] } ?? RuleCounters() }
        compiled = replacement
        numbers = names
        index = Self.index(of: replacement)
        hasBegun = false
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

    private static func numbers(of rules: [CompiledRule]) -> [RuleID: Int] {
        Dictionary(rules.enumerated().map { ($1.rule.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func index(of rules: [CompiledRule]) -> TopicIndex {
        var index = TopicIndex()
        for (number, rule) in rules.enumerated() { index.insert(rule.filter, number) }
        return index
    }
}
