import CVision

/// Reads the frames of a video file with their times.
final class FootageReader {
    private let path: String
    private let video: OpaquePointer

    /// Opens a file.
    ///
    /// - Throws: ``FrameAnalysisError/unreadableFootage(path:)``.
    init(path: String) throws(FrameAnalysisError) {
        var video: OpaquePointer?
        guard cvision_video_open(path, &video) == CVISION_OK, let video else {
            throw .unreadableFootage(path: path)
        }
        self.path = path
        self.video = video
    }

    deinit {
        cvision_video_destroy(video)
    }

    /// Reads the next frame that is due at a rate; `nil` at the end.
    ///
    /// - Parameter notBefore: Frames earlier than this many milliseconds are skipped.
    /// - Returns: The frame and its time in milliseconds from the start of the file.
    func next(notBefore: Double) -> (picture: Picture, milliseconds: Double)? {
        var image: OpaquePointer?
        var milliseconds = 0.0
        guard cvision_video_next(video, notBefore, &image, &milliseconds) == CVISION_OK, let image else { return nil }
        return (Picture(image), milliseconds)
    }
}
