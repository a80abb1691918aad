import MonitoringModel

/// The items of a `SELECT`, prepared for many evaluations.
struct Projection: Sendable {
    private enum Item: Sendable {
        case everything
        case value(Program, name: String)
    }

    private let items: [Item]
    private let isEverything: Bool

    /// Prepares the items.
    init(_ items: [SelectItem]) {
        isEverything = items == [.everything]
        self.items = items.map { item in
            switch item {
            case .everything: .everything
            case .value(let expression, let name): .value(Program(expression), name: name)
            }
        }
    }

    /// Returns what is selected of a message.
    ///
    /// `SELECT *` alone gives the message as it is. Otherwise the result is an object: `*` stands for the
    /// members of the message, Undefined values are left out, a later name replaces an earlier one.
    func result(for message: Telemetry, at now: Instant) -> JSONValue {
        guard !isEverything else { return message.document }
        var members: [JSONValue.Member] = []
        for item in items {
            switch item {
            case .everything:
                guard case .object(let all) = message.document else { continue }
                // A statement has `*` once and few items before it, so this is not quadratic.
                members = members.filter { earlier in !all.contains { $0.name == earlier.name } } + all
            case .value(let program, let name):
                guard let value = program.value(of: message, at: now) else { continue }
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
