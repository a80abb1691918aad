public import MonitoringModel

/// The rules and alarms that are kept beside the settings, and the names that the settings have taken.
public struct KeptDocuments: Sendable {
    /// The greatest number of documents of one kind.
    public static let maximumCount = 10_000
    /// The largest document, in bytes of JSON.
    public static let maximumSize = 64 * 1_024

    private var bodies: [DocumentKind: [String: JSONValue]] = [:]
    private let taken: [DocumentKind: Set<String>]

    /// Takes over what was stored; a name that the settings have taken since counts there.
    init(_ stored: [KeptDocument], taken: [DocumentKind: Set<String>]) {
        self.taken = taken
        for document in stored where taken[document.kind]?.contains(document.id) != true {
            bodies[document.kind, default: [:]][document.id] = document.body
        }
    }

    /// The documents of a kind, by name.
    public func all(_ kind: DocumentKind) -> [KeptDocument] {
        (bodies[kind] ?? [:]).sorted { $0.key < $1.key }
            .map { KeptDocument(kind: kind, id: $0.key, body: $0.value) }
    }

    /// Takes a document in.
    ///
    /// - Throws: ``DocumentRefusal`` if there is no room, it is too large or the settings have the name.
    mutating func keep(_ document: KeptDocument) throws(DocumentRefusal) {
        try checkIsFree(document.kind, document.id)
        let size = document.body.serialized.count
        guard size <= Self.maximumSize else {
            throw .invalid("It has \(size) bytes: a document has at most \(Self.maximumSize).")
        }
        var others = bodies[document.kind] ?? [:]
        guard others[document.id] != nil || others.count < Self.maximumCount else {
            throw .invalid("There are \(Self.maximumCount) already: remove one first.")
        }
        others[document.id] = document.body
        bodies[document.kind] = others
    }

    /// Takes a document out.
    ///
    /// - Throws: ``DocumentRefusal`` if it is not there.
    mutating func remove(_ kind: DocumentKind, _ id: String) throws(DocumentRefusal) {
        try checkIsFree(kind, id)
        guard bodies[kind]?.removeValue(forKey: id) != nil else { throw .unknown(kind, id) }
    }

    private func checkIsFree(_ kind: DocumentKind, _ id: String) throws(DocumentRefusal) {
        guard taken[kind]?.contains(id) != true else { throw .inSettings(kind, id) }
    }
}

/// Why a document was neither kept nor removed; nothing has changed.
public enum DocumentRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such document.
    case unknown(DocumentKind, String)
    /// The settings file has it, so it is changed there.
    case inSettings(DocumentKind, String)
    /// The document has a fault; the text is a sentence that says which.
    case invalid(String)

    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .unknown(let kind, let id): "The \(kind.rawValue) '\(id)' does not exist."
        case .inSettings(let kind, let id):
            "The \(kind.rawValue) '\(id)' is in the settings file: change it there and start again."
        case .invalid(let reason): reason
        }
    }
}
