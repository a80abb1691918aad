/// How a video file is read.
public struct FootageOptions: Sendable {
    /// The rate at which frames are looked at, 1 to 60 a second; the file's own if that is lower.
    public var framesPerSecond: Double
    /// The part of the picture that is used; all of it if `nil`.
    public var crop: PixelRectangle?

    /// Creates options.
    public init(framesPerSecond: Double = 10, crop: PixelRectangle? = nil) {
        self.framesPerSecond = framesPerSecond
        self.crop = crop
    }
}
