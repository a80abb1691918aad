/// Reads a video file as the JPEG frames that a camera would have sent.
public final class FootagePlayer {
    private let reader: FootageReader
    private let options: FootageOptions
    private var due = 0.0

    /// Opens a file.
    ///
    /// - Throws: ``FrameAnalysisError/unreadableFootage(path:)``.
    public init(path: String, options: FootageOptions = FootageOptions()) throws(FrameAnalysisError) {
        reader = try FootageReader(path: path)
        self.options = options
    }

    /// Returns the next frame and its time from the file's start, or `nil` at the end.
    ///
    /// - Throws: ``FrameAnalysisError/damagedPicture(format:reason:)`` if a frame cannot be encoded.
    public func next() throws(FrameAnalysisError) -> (jpeg: [UInt8], time: Duration)? {
        guard let (frame, milliseconds) = reader.next(notBefore: due) else { return nil }
        due = max(due, milliseconds - 500 / options.framesPerSecond) + 1_000 / options.framesPerSecond - 1
        let picture = try options.cut(frame)
        guard let jpeg = picture.jpeg(quality: 85) else {
            throw .damagedPicture(format: "video", reason: "frame at \(milliseconds) ms cannot be encoded")
        }
        return (jpeg, .milliseconds(Int64(milliseconds)))
    }
}
