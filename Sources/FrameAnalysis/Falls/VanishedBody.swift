import MonitoringModel

/// Somebody who came down headlong and was lost from sight on the way, inside the picture or falling out of it.
///
/// The network often loses a body that falls: it is blurred, dark or half hidden. Who walks out of the picture is
/// lost at its edge, but upright; who sits down is not that fast.
struct VanishedBody: Sendable {
    /// How long the person must be lost before a fall is suspected: on the ground already, and on the way there.
    static let suspicionTime = (down: Duration.milliseconds(400), onTheWay: Duration.milliseconds(800))
    /// How long the person must be lost before the fall is confirmed: on the ground already, and on the way there.
    static let confirmationTime = (down: Duration.milliseconds(1_500), onTheWay: Duration.seconds(5))
    /// After which time without any picture nothing is concluded.
    static let longestPause = Duration.seconds(1)
    /// The least speed of the shoulders, in torso lengths a second.
    static let leastSpeed = 1.8
    /// The least drop of the shoulders and of the hips, in torso lengths.
    static let leastDrop = (shoulders: 0.6, hips: 0.3)
    /// The least score of shoulders and hips in the last sighting, and the time in which it is the third at least:
    /// what the network only guesses is often elsewhere.
    static let sureness = (score: 0.35, sightings: 3, within: Duration.milliseconds(450))
    /// The least score if there are only two sightings: whoever stood still before is looked at seldom.
    static let plainScore = 0.5
    /// How long the person must have been upright in the last seconds, in seconds.
    static let leastUprightSeconds = 0.3
    /// How upright the torso is at the most of somebody who is not down yet.
    static let greatestUprightness = 0.7
    /// How far from the picture's left, right and lower edge somebody is inside it, as a share of the picture's height.
    static let margin = 0.03

    /// How far shoulders and hips of somebody who falls out of the picture have come down at the least, in torso lengths, and how
    /// upright the torso is at the most: who leaves walks, and who bends there keeps the hips up.
    static let outOfPicture = (shoulders: 1.0, hips: 0.4, uprightness: 0.6)

    /// What is to be told.
    enum Verdict: Hashable, Sendable {
        case open, suspected, confirmed
    }

    /// What the way down had looked like.
    let candidate: FallCandidate
    private let lostAt: Instant
    private let suspicionTime: Duration
    private let confirmationTime: Duration
    private(set) var isSuspected = false

    /// Starts with the last sighting; `nil` if that was no headlong fall.
    init?(_ descent: Descent, _ history: BodyHistory, isInside: Bool) {
        guard let height = history.heights.last, height.score >= Self.sureness.score,
            Self.isSure(history, at: height.at), descent.uprightSeconds >= Self.leastUprightSeconds
        else { return nil }
        // What is smoothed lags behind by a picture, and there is no later one.
        let fallingSpeed = Self.fallingSpeed(history.heights)
        let isFalling = fallingSpeed != nil
        guard max(descent.latestSpeed, (fallingSpeed ?? 0) / descent.torso) >= Self.leastSpeed else { return nil }
        let shoulders = isFalling ? height.latestShoulders : height.shoulders
        let hips = isFalling ? height.latestHips : height.hips
        let drop = (shoulders - descent.uprightShoulders) / descent.torso
        let hipDrop = (hips - descent.uprightHips) / descent.torso
        let uprightness = (hips - shoulders) / descent.torso
        guard drop >= Self.leastDrop.shoulders, hipDrop >= Self.leastDrop.hips,
            uprightness <= Self.greatestUprightness || Self.isDown(descent) && Self.isShort(height, descent)
        else { return nil }
        let falls = Self.outOfPicture
        let fallsOut =
            isFalling && drop >= falls.shoulders && hipDrop >= falls.hips && uprightness <= falls.uprightness
        guard isInside || fallsOut else { return nil }
        candidate = FallCandidate(.flat, descent, to: height)
        lostAt = height.at
        let isDown = Self.isDown(descent)
        suspicionTime = isDown ? Self.suspicionTime.down : Self.suspicionTime.onTheWay
        confirmationTime = isDown ? Self.confirmationTime.down : Self.confirmationTime.onTheWay
    }

    /// Returns the speed of the shoulders over the last three pictures, in pixels a second, if shoulders and hips came down in each,
    /// so that the last one is no mistake of the network.
    private static func fallingSpeed(_ heights: [BodyHeight]) -> Double? {
        let last = heights.suffix(3)
        let comesDown = zip(last, last.dropFirst())
            .allSatisfy { $0.latestShoulders < $1.latestShoulders && $0.latestHips <= $1.latestHips }
        guard comesDown, let first = last.first, let end = last.last, first.at < end.at else { return nil }
        return (end.latestShoulders - first.latestShoulders) / max(end.at - first.at, Descent.speedSpan).inSeconds
    }

    /// Whether the body was lower than that of anybody who crouches.
    private static func isDown(_ descent: Descent) -> Bool {
        descent.drop + descent.hipDrop >= FallCandidate.crouchDepth
    }

    /// Whether the body is shorter than before: whoever is as tall has not come down but nearer.
    private static func isShort(_ height: BodyHeight, _ descent: Descent) -> Bool {
        height.tallness <= Descent.towards.share * descent.tallness
    }

    /// Whether the last sightings are no guess of the network.
    private static func isSure(_ history: BodyHistory, at now: Instant) -> Bool {
        let last = history.heights.filter { now - $0.at <= sureness.within }
        return last.count >= sureness.sightings
            || last.count == sureness.sightings - 1 && last.allSatisfy { $0.score >= plainScore }
    }

    /// Whether it is still to be seen if the person stays away.
    func isWaiting(at now: Instant) -> Bool { now - lostAt <= confirmationTime + Self.longestPause }

    /// Takes note that the person is still not seen.
    mutating func wait(until now: Instant) -> Verdict {
        let time = now - lostAt
        if time >= confirmationTime { return .confirmed }
        guard !isSuspected, time >= suspicionTime else { return .open }
        isSuspected = true
        return .suspected
    }
}
