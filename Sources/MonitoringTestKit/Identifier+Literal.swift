public import MonitoringModel

extension Identifier: ExpressibleByUnicodeScalarLiteral {}
extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {}
extension Identifier: ExpressibleByStringLiteral {
    /// Creates an identifier from a literal in a test; a literal that is none stops the test.
    public init(stringLiteral text: String) {
        guard let identifier = Identifier(text) else {
            // proof: the literal stands in a test's source, and a wrong one must stop the test.
            preconditionFailure("'\(text)' is not an identifier")
        }
        self = identifier
    }
}
