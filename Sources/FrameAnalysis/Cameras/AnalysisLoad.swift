import MonitoringModel

/// How far the analysis is behind the cameras.
enum AnalysisLoad: Hashable, Sendable {
    /// Frames are looked at as they come.
    case light
    /// Frames wait, but not so long that one gives way to the next.
    case moderate
    /// Frames will give way unless less is looked at.
    case heavy
    /// Frames are giving way, or will do so with the next that is looked at.
    case excessive

    /// The share of the time between two frames from which a frame's wait is a moderate load.
    static let moderateShare = 0.35
    /// The share from which it is a heavy one.
    static let heavyShare = 0.6
    /// The share from which it is an excessive one.
    static let excessiveShare = 0.75

    /// Judges by how long a frame waited.
    ///
    /// - Parameters:
    ///   - waited: How long it waited, by our clock.
    ///   - framesPerSecond: The greatest rate at which the camera's frames are looked at.
    init(waited: Duration, framesPerSecond: Double) {
        let share = waited.inSeconds * framesPerSecond
        self =
            switch share {
            case Self.excessiveShare...: .excessive
            case Self.heavyShare...: .heavy
            case Self.moderateShare...: .moderate
            default: .light
            }
    }
}
