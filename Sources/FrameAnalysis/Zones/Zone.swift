public import MonitoringModel

/// A part of a camera's picture that means something, such as the bed.
///
/// Somebody is in a zone with the feet, in a bed, on a sofa or a mat with the hips; see ``ZoneMap``.
public struct Zone: Hashable, Codable, Sendable {
    /// What a zone means.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Lying here is rest.
        case bed
        /// Lying or sitting here is rest.
        case sofa
        /// Lying down here, even briskly, is exercise or care: a fall onto it is not told.
        case mat
        /// Whoever was last seen here and is out of view is in the bathroom.
        case bathroomDoor = "bathroom_door"
        /// Whoever was last seen here and is out of view has left.
        case exit
        /// People here are not looked at, such as those on a television screen.
        case ignore
        /// A place that only counts who is in it.
        case other
    }

    /// The name.
    public var id: ZoneID
    /// What it means.
    public var kind: Kind
    /// Where it is.
    public var shape: Polygon
    /// How many sightings in a row make somebody enter or leave, 1 to 30; three unless set.
    public var inertia = 3
    /// How long somebody must stay before being counted as in it; at once unless set.
    public var loitering = Duration.zero

    /// Creates a zone.
    public init(id: ZoneID, kind: Kind, shape: Polygon) {
        self.id = id
        self.kind = kind
        self.shape = shape
    }
}
