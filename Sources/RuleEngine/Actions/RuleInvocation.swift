public import MonitoringModel

/// What one rule wants other parts to do about one message, and what has failed already.
///
/// The caller stores it, carries the requests out, and hands the failures to ``RuleSet/conclude(_:failures:at:)``.
public struct RuleInvocation: Hashable, Codable, Sendable {
    /// The rule.
    public var rule: RuleID
    /// The message that caused it.
    public var origin: MessageOrigin
    /// What is to be done, in the rule's order.
    public var requests: [ActionRequest] = []
    /// What has failed before anybody was asked.
    public var failures: [ActionFailure] = []
    /// Whether this is the action for errors itself, whose failures are only logged.
    public var isErrorAction = false

    /// Creates an invocation that asks for nothing yet.
    public init(
        rule: RuleID,
        origin: MessageOrigin,
        requests: [ActionRequest] = [],
        failures: [ActionFailure] = [],
        isErrorAction: Bool = false
    ) {
        self.rule = rule
        self.origin = origin
        self.requests = requests
        self.failures = failures
        self.isErrorAction = isErrorAction
    }
}

/// The message that caused an action.
public struct MessageOrigin: Hashable, Codable, Sendable {
    /// The topic.
    public var topic: String
    /// The MQTT client, if it came from one.
    public var clientID: String?
    /// What identifies the message in logs.
    public var traceID: String?
    /// The payload, in base64; nothing if it was longer than ``RuleLimits/payloadBytes``.
    public var base64Payload: String
    /// When it was measured.
    public var observedAt: Instant

    /// Creates the origin of an action.
    public init(
        topic: String,
        clientID: String? = nil,
        traceID: String? = nil,
        base64Payload: String,
        observedAt: Instant
    ) {
        self.topic = topic
        self.clientID = clientID
        self.traceID = traceID
        self.base64Payload = base64Payload
        self.observedAt = observedAt
    }
}

/// One action with all its texts filled in.
public struct ActionRequest: Hashable, Codable, Sendable {
    /// The index of the action in the rule.
    public var index: Int
    /// What is to be done.
    public var action: RuleAction
    /// What the `SELECT` gave, as a payload.
    public var payload: [UInt8]

    /// Creates a request.
    public init(index: Int, action: RuleAction, payload: [UInt8]) {
        self.index = index
        self.action = action
        self.payload = payload
    }

    /// What the `SELECT` gave as a document, or `nil` if it is none.
    public var document: JSONValue? {
        // proof: a payload that is no JSON is what `nil` says.
        try? JSONParser.parse(payload)
    }
}

/// One action that could not be carried out.
public struct ActionFailure: Error, Hashable, Codable, Sendable {
    /// Why an action could not even be asked for.
    struct Reason: Error {
        /// What happened.
        var text: String
    }

    /// The action's name, such as `http`.
    public var failedAction: String
    /// What it was to be done with: a table, an address, a topic.
    public var failedResource: String
    /// What happened.
    public var errorMessage: String

    /// Creates a failure.
    public init(failedAction: String, failedResource: String, errorMessage: String) {
        self.failedAction = failedAction
        self.failedResource = failedResource
        self.errorMessage = errorMessage
    }

    /// The failure as a member of the list of failures.
    var document: JSONValue {
        JSONValue(
            object: [
                "failedAction": .string(failedAction), "failedResource": .string(failedResource),
                "errorMessage": .string(errorMessage),
            ]
        )
    }
}

extension RuleAction {
    /// What the action is done with, for a failure.
    public var resource: String {
        switch self {
        case .alert(let action): action.kind.rawValue
        case .republish(let action): action.topic
        case .table(let action): action.table
        case .columns(let action): action.table
        case .metric(let action): "\(action.namespace)/\(action.name)"
        case .alarmState(let action): action.alarm
        case .message(let action): action.person ?? action.group ?? action.address ?? ""
        case .http(let action): action.url
        case .tcpLine(let action): "\(action.host):\(action.port)"
        case .file(let action): action.path
        case .queue(let action): action.queue
        case .log(let action): action.level.rawValue
        case .snapshot(let action): action.camera
        case .speak(let action): action.place ?? "everywhere"
        }
    }
}
