import MonitoringModel

/// The place of a value within a message, such as `signal.snr_db`.
struct AttributePath: Hashable, Sendable, CustomStringConvertible {
    /// The name at the top.
    let first: String
    /// The names below it.
    let rest: [String]

    /// Creates a path.
    init(_ first: String, _ rest: [String] = []) {
        self.first = first
        self.rest = rest
    }

    /// The lowest name.
    var last: String { rest.last ?? first }

    /// The names, joined by dots.
    var description: String { ([first] + rest).joined(separator: ".") }

    /// Returns the value at this place, or `nil` if the document has none.
    func value(in document: JSONValue) -> JSONValue? {
        guard var value = Self.member(first, of: document) else { return nil }
        for name in rest {
            guard let next = Self.member(name, of: value) else { return nil }
            value = next
        }
        return value
    }

    private static func member(_ name: String, of value: JSONValue) -> JSONValue? {
        guard case .object(let members) = value else { return nil }
        // Comparing lengths first spares most comparisons of text.
        let length = name.utf8.count
        for index in members.indices
        where members[index].name.utf8.count == length && members[index].name == name {
            return members[index].value
        }
        return nil
    }
}
