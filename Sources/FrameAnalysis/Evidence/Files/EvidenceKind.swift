/// What a file of evidence shows.
public enum EvidenceKind: String, Codable, Sendable, CaseIterable {
    /// The most telling picture of the moment.
    case snapshot
    /// A picture from just before.
    case before
    /// The people of the moment drawn as figures on an empty ground: nobody can be recognised.
    case skeleton
    /// A film from before to after.
    case clip
    /// The joints of everybody in view over the span of the film.
    case trace

    /// The end of the file's name.
    public var suffix: String {
        switch self {
        case .snapshot: ".jpg"
        case .before: ".before.jpg"
        case .skeleton: ".skeleton.jpg"
        case .clip: ".mp4"
        case .trace: ".poses.json"
        }
    }

    /// The media type of the file's bytes.
    public var mediaType: String {
        switch self {
        case .snapshot, .before, .skeleton: "image/jpeg"
        case .clip: "video/mp4"
        case .trace: "application/json"
        }
    }

    /// Whether people can be recognised: who lacks the right to see pictures gets none of these.
    public var showsPeople: Bool {
        switch self {
        case .snapshot, .before, .clip: true
        case .skeleton, .trace: false
        }
    }

    /// Whether the file is finished only some time after the event.
    public var isFinishedLater: Bool { self == .clip || self == .trace }
}
