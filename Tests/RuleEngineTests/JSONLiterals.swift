public import MonitoringModel

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// An object as tests write it.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(name: $0, value: $1) })
    }

    /// A number as tests write it.
    public init(integerLiteral value: Int64) { self = .integer(value) }

    /// A text as tests write it.
    public init(stringLiteral value: String) { self = .string(value) }
}
