/// The properties of one packet, in the order of the wire.
struct PropertyList: Sendable, Hashable {
    /// The properties.
    var entries: [Property]

    /// Makes a list; an empty one allocates nothing.
    init(_ entries: [Property] = []) {
        self.entries = entries
    }

    /// The first value that `select` finds.
    func first<Value>(_ select: (Property) -> Value?) -> Value? {
        for entry in entries {
            if let value = select(entry) { return value }
        }
        return nil
    }

    /// The peer's explanation, if there is one.
    var reasonString: String? {
        first {
            if case .reasonString(let text) = $0 { text } else { nil }
        }
    }

    /// The name of another server to use, if there is one.
    var serverReference: String? {
        first {
            if case .serverReference(let text) = $0 { text } else { nil }
        }
    }

    /// All name and value pairs.
    var userProperties: [UserProperty] {
        entries.compactMap {
            if case .userProperty(let name, let value) = $0 { UserProperty(name, value) } else { nil }
        }
    }

    /// Removes the properties of a kind.
    mutating func remove(_ identifier: PropertyIdentifier) {
        entries.removeAll { $0.identifier == identifier }
    }
}
