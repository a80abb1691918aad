/// What a frame consists of when it arrives.
enum FrameContent: Sendable {
    /// A JPEG, PNG or WebP picture as the camera sent it.
    case encoded([UInt8])
    /// A picture that another process has decoded.
    case picture(Picture)
}
