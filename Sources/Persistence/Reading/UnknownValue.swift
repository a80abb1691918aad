/// A stored value that this version does not know.
struct UnknownValue: Error, CustomStringConvertible {
    /// The table and column.
    let column: String
    /// The value.
    let value: String

    /// What was found where.
    var description: String {
        "'\(value.prefix(40))' in \(column) is not known to this version: start the version that wrote it"
    }
}
