/// A condition over the states of other alarms: `ALARM("a") AND NOT OK(b) OR INSUFFICIENT_DATA(c)`.
///
/// `NOT` binds closest, then `AND`, then `OR`; parentheses group; keywords may be in either case; an
/// alarm's name may stand in quotation marks. `TRUE` and `FALSE` are conditions too.
public indirect enum CompositeExpression: Hashable, Sendable {
    /// Always or never.
    case constant(Bool)
    /// Another alarm is in a state.
    case state(AlarmState, of: AlarmID)
    /// A condition does not hold.
    case not(CompositeExpression)
    /// Both hold.
    case and(CompositeExpression, CompositeExpression)
    /// One of them holds, or both.
    case or(CompositeExpression, CompositeExpression)

    /// Whether it holds, given the states of alarms.
    public func holds(_ state: (AlarmID) -> AlarmState?) -> Bool {
        switch self {
        case .constant(let value): value
        case .state(let expected, let alarm): state(alarm) == expected
        case .not(let operand): !operand.holds(state)
        case .and(let first, let second): first.holds(state) && second.holds(state)
        case .or(let first, let second): first.holds(state) || second.holds(state)
        }
    }

    /// The alarms it names, each once, in the order in which they stand.
    public var alarms: [AlarmID] {
        var found: [AlarmID] = []
        var seen: Set<AlarmID> = []
        collect { if seen.insert($0).inserted { found.append($0) } }
        return found
    }

    private func collect(_ body: (AlarmID) -> Void) {
        switch self {
        case .constant: return
        case .state(_, let alarm): body(alarm)
        case .not(let operand): operand.collect(body)
        case .and(let first, let second), .or(let first, let second):
            first.collect(body)
            second.collect(body)
        }
    }
}

extension CompositeExpression: CustomStringConvertible {
    /// The expression as text that reads back as the same one, with no more parentheses than needed.
    public var description: String { text(within: 0) }

    private var binding: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .not: 3
        case .constant, .state: 4
        }
    }

    private func text(within outer: Int) -> String {
        let own: String
        switch self {
        case .constant(let value): own = value ? "TRUE" : "FALSE"
        case .state(let state, let alarm): own = "\(state.rawValue)(\(alarm))"
        case .not(let operand): own = "NOT \(operand.text(within: 3))"
        // The right side of the same operator keeps its parentheses, so that the tree reads back the same.
        case .and(let first, let second): own = "\(first.text(within: 2)) AND \(second.text(within: 3))"
        case .or(let first, let second): own = "\(first.text(within: 1)) OR \(second.text(within: 2))"
        }
        return binding < outer ? "(\(own))" : own
    }
}
