/// How somebody holds himself.
public enum Posture: String, Hashable, Sendable, CaseIterable, Codable {
    /// On both feet.
    case upright
    /// On a chair, a sofa, the bed's edge or the floor.
    case sitting
    /// On the feet with the upper body low.
    case bending
    /// Flat on the bed.
    case lyingOnBed
    /// Flat on the floor.
    case lyingOnFloor
}
