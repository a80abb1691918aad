public import MonitoringModel

/// Somebody the service knows, as the console shows people.
public struct KnownPerson: Hashable, Codable, Sendable {
    /// The person's name in the system.
    public var id: PersonID
    /// The name people use.
    public var name: String
    /// Whether the person is shown pictures of people; others are shown figures.
    public var seesPictures: Bool

    /// Creates a person.
    public init(id: PersonID, name: String, seesPictures: Bool = false) {
        self.id = id
        self.name = name
        self.seesPictures = seesPictures
    }
}

/// Who is known.
public protocol PersonDirectory: Sendable {
    /// Returns everybody the service knows, in the order in which they are to be shown.
    func people() async -> [KnownPerson]
}
