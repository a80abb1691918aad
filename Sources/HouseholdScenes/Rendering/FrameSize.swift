/// The width and height of a picture, in pixels.
public struct FrameSize: Hashable, Sendable {
    /// The widths that can be drawn.
    public static let widths = 64...3840
    /// The heights that can be drawn.
    public static let heights = 48...2160
    /// 480 x 360, what a small indoor camera sends.
    public static let standard = FrameSize(trustedWidth: 480, height: 360)
    /// 640 x 360, the same height with a wider view.
    public static let wide = FrameSize(trustedWidth: 640, height: 360)

    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int

    /// A picture size.
    ///
    /// - Throws: `SceneError.frameSize` outside `widths` and `heights`.
    public init(width: Int, height: Int) throws(SceneError) {
        guard Self.widths.contains(width), Self.heights.contains(height) else {
            throw .frameSize(width: width, height: height)
        }
        self.init(trustedWidth: width, height: height)
    }

    private init(trustedWidth width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Bytes of one RGB picture.
    public var byteCount: Int { width * height * 3 }
}
