import MonitoringModel

/// The items of a `SELECT`, prepared for many evaluations.
struct Projection: Sendable {
    private enum Item: Sendable {
        case everything
        case value(Program, name: String)
    }

    private let items: [Item]
    private let isEverything: Bool
    private let isValue: Bool
    /// The text that `SELECT VALUE decode(text, 'base64')` makes bytes of.
    private let bytes: Program?

    /// Prepares a selection in which variables may stand.
    init(_ selection: Selection, variables: [String] = []) {
        isEverything = selection.items == [.everything] || selection.items == [.value(.everything, name: "")]
        isValue = selection.isValue
        items = selection.items.map { item in
            switch item {
            case .everything: .everything
            case .value(let expression, let name): .value(Program(expression, variables: variables), name: name)
            }
        }
        if selection.isValue, case .value(.call(.decode, let arguments), _)? = selection.items.first,
            let text = arguments.first
        {
            bytes = Program(text, variables: variables)
        } else {
            bytes = nil
        }
    }

    /// Returns what is selected of a message.
    ///
    /// `SELECT *` alone gives the payload as it is. With `VALUE` the result is the value, or nothing if it
    /// is Undefined; `VALUE decode(…, 'base64')` gives bytes. Otherwise the result is an object: `*` stands
    /// for the members of the message, Undefined values are left out, a later name replaces an earlier one.
    func result(_ evaluation: inout Evaluation) -> RuleResult {
        if isEverything, evaluation.context.isBinary { return .bytes(evaluation.payload) }
        if let bytes {
            let decoded = bytes.value(&evaluation)?.stringValue.flatMap { Base64.decode($0) }
            return .bytes(decoded ?? [])
        }
        return value(&evaluation).map(RuleResult.document) ?? .bytes([])
    }

    /// Returns what is selected of a message or element as a value; `nil` is Undefined.
    func value(_ evaluation: inout Evaluation) -> JSONValue? {
        if isEverything { return evaluation.everything }
        if isValue, case .value(let program, _)? = items.first { return program.value(&evaluation) }
        var members: [JSONValue.Member] = []
        members.reserveCapacity(items.count)
        for item in items {
            switch item {
            case .everything:
                guard case .object(let all)? = evaluation.everything else { continue }
                // A statement has `*` once and few items before it, so this is not quadratic.
                members = members.filter { earlier in !all.contains { $0.name == earlier.name } } + all
            case .value(let program, let name):
                guard let value = program.value(&evaluation) else { continue }
                Self.set(JSONValue.Member(name: name, value: value), in: &members)
            }
        }
        return .object(members)
    }

    private static func set(_ member: JSONValue.Member, in members: inout [JSONValue.Member]) {
        if let index = members.firstIndex(where: { $0.name == member.name }) {
            members[index].value = member.value
        } else {
            members.append(member)
        }
    }
}
