public import MonitoringModel

/// The topics that carry camera pictures: `cameras/{camera}/frame`.
public enum FrameTopic {
    /// The topic filter to subscribe to.
    public static let filter = "cameras/+/frame"

    /// Returns the topic of a camera's pictures.
    public static func topic(of camera: CameraID) -> String { "cameras/\(camera)/frame" }

    /// Returns the camera whose pictures a topic carries, or `nil` if it carries none.
    ///
    /// - Throws: ``IngestProblem`` if the camera's level is not a permitted name.
    public static func camera(of topic: String) throws(IngestProblem) -> CameraID? {
        let prefix = "cameras/"
        let suffix = "/frame"
        let name = topic.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
        guard topic.utf8.count >= prefix.utf8.count + suffix.utf8.count,
            topic.utf8.starts(with: prefix.utf8), topic.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8),
            !name.contains(UInt8(ascii: "/"))
        else { return nil }
        let text = String(Substring(name))
        guard let camera = CameraID(text) else { throw IngestProblem(.badName(text), topic: topic) }
        return camera
    }
}
