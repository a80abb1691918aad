public import MonitoringModel

/// What others are told about a camera itself.
public struct AnnouncedCamera: Hashable, Codable, Sendable {
    /// The longest name that is told, in characters; the rest is cut off.
    static let maximumNameLength = 64

    /// The camera.
    public var id: CameraID
    /// What a person calls it, such as "Bedroom camera".
    public var name: String
    /// The room where it hangs, if known.
    public var room: String?
    /// The zones of its picture that are counted.
    public var zones: [ZoneID]

    /// Creates the description of a camera.
    public init(id: CameraID, name: String, room: String? = nil, zones: [ZoneID] = []) {
        self.id = id
        self.name = name
        self.room = room
        self.zones = zones
    }

    /// The text without control characters, cut to what is told.
    static func told(_ text: String) -> String {
        let visible = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String(String.UnicodeScalarView(visible)).prefix(maximumNameLength))
    }
}
