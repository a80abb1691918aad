import MonitoringModel

/// A file with the result.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct FileAction: Hashable, Codable, Sendable {
    /// The path below the folder for files of rules.
    public var path: String
    /// Whether the result is added as a line; otherwise it replaces the file.
    public var append: Bool

    /// Creates an action.
    public init(
        path: String,
        append: Bool = false
    ) {
        self.path = path
        self.append = append
    }

    private enum Field: String, CaseIterable {
        case path, append
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        path = try fields.required(.path)
        append = try fields.optional(.append) ?? false
    }
}

extension FileAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("path", &path)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if path.utf8.contains(0) || parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
            return ActionFault("path", "a path without '..' and a leading '/'")
        }
        return names(("path", path))
    }
}
