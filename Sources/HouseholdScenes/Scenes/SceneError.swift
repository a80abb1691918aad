/// What can be wrong with a request for a picture of a scene.
public enum SceneError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The picture is too small to show a person or too large to be a camera's.
    case frameSize(width: Int, height: Int)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .frameSize(let width, let height):
            "a scene cannot be drawn \(width) x \(height): "
                + "choose a width of \(FrameSize.widths) and a height of \(FrameSize.heights) pixels"
        }
    }
}
