/// What can be wrong with the camera for a while.
public enum CameraFault: String, Hashable, Sendable, CaseIterable {
    /// The same picture again and again.
    case frozen
    /// Knocked: it looks elsewhere in the room.
    case moved
    /// Stripes of garbage over the picture.
    case noiseBurst
    /// The pictures of a camera in another room.
    case otherCamera
}
