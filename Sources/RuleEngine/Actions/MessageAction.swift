import MonitoringModel

/// A message to a person or to all who follow a topic.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct MessageAction: Hashable, Codable, Sendable {
    /// The person.
    public var person: String?
    /// The topic that people follow.
    public var group: String?
    /// A phone number or an address, without a person.
    public var address: String?
    /// The subject.
    public var subject: String?
    /// The text.
    public var text: String

    /// Creates an action.
    public init(
        person: String? = nil,
        group: String? = nil,
        address: String? = nil,
        subject: String? = nil,
        text: String
    ) {
        self.person = person
        self.group = group
        self.address = address
        self.subject = subject
        self.text = text
    }

    private enum Field: String, CaseIterable {
        case person, group, address, subject, text
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        person = try fields.optional(.person)
        group = try fields.optional(.group)
        address = try fields.optional(.address)
        subject = try fields.optional(.subject)
        text = try fields.required(.text)
    }
}

extension MessageAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try Self.rewrite("person", &person, change)
        try Self.rewrite("group", &group, change)
        try Self.rewrite("address", &address, change)
        try Self.rewrite("subject", &subject, change)
        try change("text", &text)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        let receivers = [person, group, address].compactMap(\.self)
        if receivers.count != 1 { return ActionFault("person", "one of person, group and address") }
        return names(("person", receivers[0]), ("text", text))
    }
}
