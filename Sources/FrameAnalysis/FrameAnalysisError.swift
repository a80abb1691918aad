/// Why a picture, a video file or the pose model could not be used.
public enum FrameAnalysisError: Error, Hashable, CustomStringConvertible {
    /// The bytes are no JPEG, PNG or WebP picture.
    case notAPicture(prefix: String)
    /// The picture ends early or is damaged.
    case damagedPicture(format: String, reason: String)
    /// The picture is whole but of a kind that is not analysed.
    case unsupportedPicture(format: String, reason: String)
    /// The picture is smaller or larger than is analysed.
    case unsuitableSize(width: Int, height: Int)
    /// The message has more bytes than a picture may have.
    case tooLarge(bytes: Int, limit: Int)
    /// The video file cannot be read.
    case unreadableFootage(path: String)
    /// The part that is to be used lies outside the pictures.
    case cropOutside(width: Int, height: Int)
    /// A film cannot be written.
    case filmFailed(path: String, reason: String)
    /// A camera that is pulled gives no pictures.
    case sourceFailed(source: String, reason: String, remedy: String)
    /// The model cannot be loaded or run.
    case modelUnavailable(path: String, reason: String)
    /// The text cannot begin MQTT topics.
    case unusableTopicPrefix(String)
    /// A command for a camera cannot be followed.
    case commandRefused(topic: String, reason: String)

    /// A short name of the kind of fault, for counters.
    public var code: String {
        switch self {
        case .notAPicture: "not_a_picture"
        case .damagedPicture: "damaged_picture"
        case .unsupportedPicture: "unsupported_picture"
        case .unsuitableSize: "unsuitable_size"
        case .tooLarge: "too_large"
        case .unreadableFootage: "unreadable_footage"
        case .cropOutside: "crop_outside"
        case .filmFailed: "film_failed"
        case .sourceFailed: "source_failed"
        case .modelUnavailable: "model_unavailable"
        case .unusableTopicPrefix: "unusable_topic_prefix"
        case .commandRefused: "command_refused"
        }
    }

    /// What happened, to which input, and what to do.
    public var description: String {
        switch self {
        case .notAPicture(let prefix):
            "The frame is neither JPEG, PNG nor WebP (it begins with \(prefix)): let the camera send one of these."
        case .damagedPicture(let format, let reason):
            "The \(format) frame is damaged: \(reason)."
        case .unsupportedPicture(let format, let reason):
            "The \(format) frame cannot be analysed: \(reason). Let the camera send still JPEG, PNG or WebP pictures."
        case .unsuitableSize(let width, let height):
            "The frame is \(width) x \(height) pixels: send from \(ImageHeader.smallestSide) to "
                + "\(ImageHeader.largestSide) a side."
        case .tooLarge(let bytes, let limit):
            "The frame has \(bytes) bytes, more than \(limit): lower the camera's resolution or quality."
        case .unreadableFootage(let path):
            "The file \(path) cannot be read as video: check the path and that ffmpeg can play it."
        case .cropOutside(let width, let height):
            "The crop lies outside the pictures, which have \(width) x \(height) pixels: choose one inside."
        case .filmFailed(let path, let reason):
            "The film \(path) cannot be written (\(reason)): check that ffmpeg is installed and the disk has space."
        case .sourceFailed(let source, let reason, let remedy):
            "No pictures come from \(source): \(reason). \(remedy)"
        case .modelUnavailable(let path, let reason):
            "The pose model \(path) cannot be used (\(reason)): run scripts/bootstrap."
        case .unusableTopicPrefix(let prefix):
            "'\(prefix)' cannot begin MQTT topics: use 1 to \(AnnouncementSettings.maximumPrefixLength) letters, digits "
                + "and -_.:@, up to three levels separated by '/', and another text for discovery than for the cameras."
        case .commandRefused(let topic, let reason):
            "The message on '\(topic.prefix(128))' was not followed: \(reason)"
        }
    }
}
