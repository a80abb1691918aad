/// The names and values of one mapping of a settings file.
struct SettingsMapping {
    /// The mapping itself, for errors about it as a whole.
    let owner: SettingsNode
    /// The values by name.
    let values: [String: SettingsNode]

    /// The value of a name, if it is there.
    subscript(name: String) -> SettingsNode? { values[name] }

    /// The value of a name that must be there.
    ///
    /// - Throws: ``SettingsError`` if it is missing.
    func required(_ name: String) throws(SettingsError) -> SettingsNode {
        guard let value = values[name] else { throw owner.error("'\(name)' is missing") }
        return value
    }

    /// What a value reads as, or a default if it is not there.
    ///
    /// - Throws: The reading's error.
    func value<Value>(
        _ name: String,
        default fallback: Value,
        _ read: (SettingsNode) throws(SettingsError) -> Value
    ) throws(SettingsError) -> Value {
        guard let node = values[name] else { return fallback }
        return try read(node)
    }

    /// What a value reads as, or `nil` if it is not there.
    ///
    /// - Throws: The reading's error.
    func optional<Value>(
        _ name: String,
        _ read: (SettingsNode) throws(SettingsError) -> Value
    ) throws(SettingsError) -> Value? {
        guard let node = values[name] else { return nil }
        return try read(node)
    }

    /// What the elements of a list read as; none if it is not there.
    ///
    /// - Throws: The first reading's error.
    func list<Value>(
        _ name: String,
        _ read: (SettingsNode) throws(SettingsError) -> Value
    ) throws(SettingsError) -> [Value] {
        guard let node = values[name] else { return [] }
        var elements: [Value] = []
        for element in try node.sequence() { elements.append(try read(element)) }
        return elements
    }
}
