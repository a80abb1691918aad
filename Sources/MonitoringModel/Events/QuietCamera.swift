/// A camera of which nobody wants to be notified for a while.
public struct QuietCamera: Hashable, Codable, Sendable {
    /// The camera.
    public var camera: CameraID
    /// Until when; `nil` until somebody says otherwise.
    public var until: Instant?

    /// Creates the wish for quiet.
    public init(camera: CameraID, until: Instant? = nil) {
        self.camera = camera
        self.until = until
    }
}
