/// How a video file is read.
public struct FootageOptions: Sendable {
    /// The rate at which frames are looked at, 1 to 60 a second; the file's own if that is lower.
    public var framesPerSecond: Double
    /// The part of the picture that is used; all of it if `nil`.
    public var crop: PixelRectangle?
    /// The parts of the picture, after cutting, that mean something.
    public var zones: [Zone] = []
    /// Where movement does not count, after cutting.
    public var motionMasks: [Polygon] = []
    /// Whether the camera looked straight down.
    public var isOverhead = false
    /// What is made black before anything else is done, after cutting.
    public var privacyMasks: [Polygon] = []

    /// Cuts a frame; the whole frame if no part is chosen.
    ///
    /// - Throws: ``FrameAnalysisError/cropOutside(width:height:)``.
    func cut(_ frame: Picture) throws(FrameAnalysisError) -> Picture {
        guard let crop else { return frame }
        guard let picture = frame.crop(crop) else {
            throw .cropOutside(width: frame.width, height: frame.height)
        }
        return picture
    }

    /// Creates options.
    public init(framesPerSecond: Double = 10, crop: PixelRectangle? = nil) {
        self.framesPerSecond = framesPerSecond
        self.crop = crop
    }
}
