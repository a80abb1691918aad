/// How somebody holds himself; the raw values are the words that observations use.
public enum Posture: String, Hashable, Sendable, CaseIterable, Codable {
    /// On both feet.
    case upright
    /// On a chair, a sofa, the bed's edge or the floor.
    case sitting
    /// On the feet with the upper body low, or crouching.
    case bending
    /// On the knees, or on hands and knees.
    case kneeling
    /// Flat on the bed or the sofa.
    case lyingOnBed = "lying_on_furniture"
    /// Flat on the floor, or in a heap there.
    case lyingOnFloor = "lying_on_floor"
}
