/// A JSON document (RFC 8259) as a value.
///
/// Whole numbers that fit keep all their digits. Objects keep their members' order, have each name
/// once, and are equal whatever the order.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object([Member])

    /// One name and value of an object.
    public struct Member: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSONValue

        /// Creates a member.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Creates an object from names and values; a later value replaces an earlier one of the same name.
    public init(object members: KeyValuePairs<String, JSONValue>) {
        var unique: [Member] = []
        unique.reserveCapacity(members.count)
        for (name, value) in members {
            if let index = unique.firstIndex(where: { $0.name == name }) {
                unique[index].value = value
            } else {
                unique.append(Member(name: name, value: value))
            }
        }
        self = .object(unique)
    }

    /// The value of a member, or `nil` if this is no object or has no such member.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The number as floating point, or `nil` if this is no number.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The string, or `nil` if this is none.
    public var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}

extension JSONValue: Hashable {
    /// Returns whether two documents mean the same: `1` equals `1.0`, members may differ in order.
    public static func == (lhs: JSONValue, rhs: JSONValue) -> Bool {
        switch (lhs, rhs) {
        case (.null, .null): return true
        case (.bool(let first), .bool(let second)): return first == second
        case (.integer(let first), .integer(let second)): return first == second
        case (.integer, .number), (.number, .integer), (.number, .number):
            return lhs.doubleValue == rhs.doubleValue
        case (.string(let first), .string(let second)): return first == second
        case (.array(let first), .array(let second)): return first == second
        case (.object(let first), .object(let second)):
            return first.count == second.count && first.allSatisfy { member in rhs[member.name] == member.value }
        default: return false
        }
    }

    /// Feeds what equality looks at into a hasher.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer, .number: hasher.combine(doubleValue)
        case .string(let text): hasher.combine(text)
        case .array(let elements): hasher.combine(elements)
        case .object(let members): hasher.combine(members.count)
        }
    }
}
