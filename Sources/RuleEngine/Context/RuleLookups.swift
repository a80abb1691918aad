public import MonitoringModel

/// Answers the functions of the dialect that ask other parts of the service.
///
/// An answer must be at hand: a rule is evaluated without waiting.
public protocol RuleLookups: Sendable {
    /// Returns what is asked for; `nil` if there is none.
    ///
    /// - Throws: ``RuleLookupError`` if the part that knows is not set up or refuses.
    func answer(_ question: RuleLookup) throws(RuleLookupError) -> JSONValue?
}

/// One question of a rule to another part.
public enum RuleLookup: Hashable, Sendable {
    /// `get_thing_shadow`: a device's shadow; the name is `nil` for the classic one.
    case thingShadow(thing: String, name: String?)
    /// `get_registry_data`: `DescribeThing` or `ListThingGroupsForThing`.
    case registry(operation: String, thing: String)
    /// `get_dynamodb`: one row of a table.
    case table(name: String, key: Key, sortKey: Key?)
    /// `aws_lambda`: the answer of a function to an input.
    case function(name: String, input: JSONValue)
    /// `get_secret`: a secret, or one member of it.
    case secret(id: String, type: String, key: String?)

    /// The name and value of a key column.
    public struct Key: Hashable, Sendable {
        /// The column.
        public var name: String
        /// The value.
        public var value: JSONValue

        /// Creates a key.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The function that asks.
    public var functionName: String {
        switch self {
        case .thingShadow: RuleFunction.getThingShadow.rawValue
        case .registry: RuleFunction.getRegistryData.rawValue
        case .table: RuleFunction.getDynamoDB.rawValue
        case .function: RuleFunction.awsLambda.rawValue
        case .secret: RuleFunction.getSecret.rawValue
        }
    }
}

/// Why a lookup has no answer.
public struct RuleLookupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened and what to do.
    public var reason: String

    /// Creates an error.
    public init(reason: String) {
        self.reason = reason
    }

    /// No part answers questions of this sort.
    public static let notConfigured = RuleLookupError(reason: "not configured")

    /// The reason.
    public var description: String { reason }
}

/// Answers every question with "not configured".
public struct NoLookups: RuleLookups {
    /// Creates it.
    public init() {}

    /// Answers nothing.
    ///
    /// - Throws: ``RuleLookupError/notConfigured``, always.
    public func answer(_ question: RuleLookup) throws(RuleLookupError) -> JSONValue? {
        throw .notConfigured
    }
}
