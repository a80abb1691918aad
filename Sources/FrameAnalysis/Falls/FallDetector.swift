import MonitoringModel

/// Recognises falls by how the body came down and where it ended.
///
/// Causal, in event time. The rule is measured in `docs/quality.md`: within 1.5 s the shoulders drop by
/// 0.7 and the hips by 0.3 torso lengths, and the body ends low and wide. After 0.2 s low a fall is
/// suspected, after 1 s with 70 % of the sightings low it is confirmed. Somebody who is lost from sight
/// while low counts as low.
struct FallDetector: Sendable {
    /// How long a fallen person who is not seen is remembered.
    static let memory = Duration.seconds(60)

    private var falls: [Int: TrackFall] = [:]

    /// Takes the sightings of one picture; returns what was concluded.
    ///
    /// - Parameters:
    ///   - sightings: The people of the picture.
    ///   - now: When it was taken.
    ///   - pictureHeight: Its height in pixels.
    /// - Returns: The conclusions.
    mutating func handle(_ sightings: [PersonTracker.Sighting], at now: Instant, pictureHeight: Int) -> [FallSignal] {
        var signals: [FallSignal] = []
        for sighting in sightings {
            var fall = falls[sighting.track] ?? TrackFall(track: sighting.track, pictureHeight: pictureHeight)
            signals += fall.see(sighting.pose, at: now)
            falls[sighting.track] = fall
        }
        let seen = Set(sightings.map(\.track))
        for track in falls.keys.sorted() where !seen.contains(track) {
            signals += falls[track]?.miss(at: now) ?? []
        }
        falls = falls.filter { now - $0.value.seenAt <= Self.memory }
        return signals
    }

    /// Forgets everybody.
    mutating func reset() {
        falls.removeAll()
    }
}
