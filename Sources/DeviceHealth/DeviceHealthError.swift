/// Why a device's profile cannot be used.
public struct DeviceHealthError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The field of the profile.
    public var field: String
    /// What stands there.
    public var found: String
    /// What is permitted.
    public var expected: String

    /// Creates an error.
    public init(field: String, found: String, expected: String) {
        self.field = field
        self.found = found
        self.expected = expected
    }

    /// The whole error in one line, for a person.
    public var description: String { "\(field): found \(found), expected \(expected)" }
}
