/// What a document that is kept beside the settings describes.
public enum DocumentKind: String, Hashable, Codable, Sendable, CaseIterable {
    /// A rule.
    case rule
    /// A metric alarm or a composite alarm.
    case alarm
}

/// A document that is kept beside the settings, such as a rule that was put there over the API.
public struct KeptDocument: Hashable, Codable, Sendable {
    /// What it describes.
    public var kind: DocumentKind
    /// The name of what it describes, which is the name in the document too.
    public var id: String
    /// The document as JSON.
    public var body: JSONValue

    /// Creates a document.
    public init(kind: DocumentKind, id: String, body: JSONValue) {
        self.kind = kind
        self.id = id
        self.body = body
    }
}
