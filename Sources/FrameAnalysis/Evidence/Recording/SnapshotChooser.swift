import CVision
import MonitoringModel

/// Chooses the most telling frame of a moment: sharp, with a surely seen person, late rather than early.
enum SnapshotChooser {
    /// The most frames that are decoded to compare them.
    static let maximumCandidates = 8

    /// Returns the best of some frames; `nil` if none can be decoded.
    ///
    /// The rating is half sharpness, compared with the sharpest, 0.3 how surely a person is seen and 0.2 how
    /// late the frame is: the later, the nearer to where the body came to rest.
    ///
    /// - Parameters:
    ///   - frames: The frames, oldest first.
    ///   - track: The person it concerns; anybody if `nil` or not in view.
    /// - Returns: The frame.
    static func best(of frames: [StoredFrame], track: Int?) -> StoredFrame? {
        let candidates = thinned(frames)
        let rated = candidates.enumerated()
            .compactMap { index, frame in
                sharpness(of: frame, track: track)
                    .map { sharpness in
                        let lateness = candidates.count > 1 ? Double(index) / Double(candidates.count - 1) : 1
                        let score = person(track, in: frame)?.pose.score ?? 0
                        return (frame: frame, sharpness: sharpness, rest: 0.3 * min(score, 1) + 0.2 * lateness)
                    }
            }
        let sharpest = max(rated.map(\.sharpness).max() ?? 0, 1)
        return rated.max { $0.rest + 0.5 * $0.sharpness / sharpest < $1.rest + 0.5 * $1.sharpness / sharpest }?.frame
    }

    /// Returns the frame from just before: the one with somebody in view nearest to a time, else the nearest.
    static func earlier(_ frames: [StoredFrame], near time: Instant) -> StoredFrame? {
        func distance(_ frame: StoredFrame) -> Duration { max(frame.takenAt - time, time - frame.takenAt) }
        let peopled = frames.filter { !($0.people ?? []).isEmpty }
        return (peopled.isEmpty ? frames : peopled).min { distance($0) < distance($1) }
    }

    /// Returns the person of a track, or the one seen best.
    static func person(_ track: Int?, in frame: StoredFrame) -> StoredFrame.Person? {
        frame.people?.first { $0.track == track } ?? frame.people?.max { $0.pose.score < $1.pose.score }
    }

    private static func thinned(_ frames: [StoredFrame]) -> [StoredFrame] {
        guard frames.count > maximumCandidates else { return frames }
        return (0..<maximumCandidates).map { frames[$0 * (frames.count - 1) / (maximumCandidates - 1)] }
    }

    /// The sharpness around the person, or of the whole picture if nobody is seen.
    private static func sharpness(of frame: StoredFrame, track: Int?) -> Double? {
        guard let grey = Picture.grey(frame.jpeg, reduction: 1) else { return nil }
        let scale = Double(grey.width) / Double(max(frame.width, 1))
        var part = PixelRectangle(x: 0, y: 0, width: grey.width, height: grey.height)
        if let box = person(track, in: frame)?.pose.box(scaledBy: scale) {
            part = box.padded(by: 0.1, width: grey.width, height: grey.height)
        }
        let rectangle = cvision_rectangle(
            x: Int32(part.x),
            y: Int32(part.y),
            width: Int32(part.width),
            height: Int32(part.height)
        )
        var sharpness = 0.0
        guard cvision_sharpness(grey.pointer, rectangle, &sharpness) == CVISION_OK else { return 0 }
        return sharpness
    }
}
