/// Something that a scene's script makes happen, with its exact time.
public struct SceneEvent: Hashable, Sendable {
    /// What happens.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Somebody falls to the floor; ends on impact.
        case fall
        /// Somebody lies down on the bed.
        case lieDown
        /// Somebody sits down.
        case sitDown
        /// Somebody bends, picks something up and straightens.
        case pickUp
        /// Somebody gets up from a seat, the bed or the floor.
        case getUp
        /// Somebody gets up after a fall; ends when he stands.
        case recovery
    }

    /// What happens.
    public let kind: Kind
    /// To whom: the index in the scene's figures.
    public let figure: Int
    /// When it starts.
    public let start: Duration
    /// When it ends.
    public let end: Duration
}
