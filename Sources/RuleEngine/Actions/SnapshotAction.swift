import MonitoringModel

/// A picture of a camera, kept as evidence.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct SnapshotAction: Hashable, Codable, Sendable {
    /// The camera.
    public var camera: String
    /// What it is for.
    public var note: String

    /// Creates an action.
    public init(
        camera: String,
        note: String = ""
    ) {
        self.camera = camera
        self.note = note
    }

    private enum Field: String, CaseIterable {
        case camera, note
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        camera = try fields.required(.camera)
        note = try fields.optional(.note) ?? ""
    }
}

extension SnapshotAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("camera", &camera)
        try change("note", &note)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        names(("camera", camera))
    }
}
