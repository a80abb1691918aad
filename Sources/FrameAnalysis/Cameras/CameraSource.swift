/// Where a camera's frames come from.
public enum CameraSource: Hashable, Sendable {
    /// The camera, or something for it, publishes JPEG, PNG or WebP pictures to `cameras/<id>/frame`.
    case mqtt
    /// A stream that is pulled over RTSP (RFC 7826, RFC 2326), by TCP: H.264 or H.265.
    case rtsp(StreamAddress)
    /// Pictures one after the other in one answer (`multipart/x-mixed-replace`), over HTTP.
    case mjpeg(StreamAddress)
    /// One picture for each request over HTTP, at the camera's frame rate.
    case snapshots(StreamAddress)
    /// A camera of this machine (V4L2), such as `/dev/video0`.
    case device(path: String)
    /// A video file, played at its own speed, once or again and again.
    case file(path: String, repeats: Bool)
    /// A folder of pictures, in the order of their names, at the camera's frame rate.
    case folder(path: String)
}

/// The address of a stream, with a user name and password kept apart so that neither shows in a log.
public struct StreamAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address without user name and password.
    public let url: String
    /// The user name, if the camera asks for one.
    public var user: String?
    /// The file that holds the password, if the camera asks for one.
    public var passwordFile: String?

    /// Creates an address from a URL without user information.
    public init(url: String, user: String? = nil, passwordFile: String? = nil) {
        self.url = url
        self.user = user
        self.passwordFile = passwordFile
    }

    /// The address without user name and password.
    public var description: String { url }
}
