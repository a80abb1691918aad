import MonitoringModel

/// The fall rule for one person.
struct TrackFall: Sendable {
    private enum Stage: Sendable {
        case watching
        case falling(FallCandidate)
        case fallen(Fallen)
    }

    private struct Fallen: Sendable {
        var since: Instant
        var torso: Double
        var uprightShoulders: Double
        var lowestShoulders: Double
        var uprightSince: Instant?
        var isOnFloor = false
    }

    private let track: Int
    private let smallestTorso: Double
    private var history = BodyHistory()
    private var stage = Stage.watching
    private var quietUntil: Instant?
    /// When the person was last seen.
    private(set) var seenAt = Instant(millisecondsSinceEpoch: 0)

    /// Starts to watch a person.
    init(track: Int, pictureHeight: Int) {
        self.track = track
        smallestTorso = 0.04 * Double(pictureHeight)
    }

    /// Takes a sighting.
    mutating func see(_ pose: Pose, at now: Instant) -> [FallSignal] {
        if now < seenAt || now - seenAt > .seconds(3) { history.reset() }
        seenAt = now
        guard let height = history.add(pose, at: now) else { return miss(at: now) }
        switch stage {
        case .watching:
            if let quietUntil, now < quietUntil { return [] }
            guard let descent = Descent(history, smallestTorso: smallestTorso), descent.isFall(to: height) else {
                return []
            }
            return follow(FallCandidate(descent, to: height), height)
        case .falling(let candidate): return follow(candidate, height)
        case .fallen(let fallen): return lie(fallen, height)
        }
    }

    /// Takes note that the person was not seen in a picture.
    mutating func miss(at now: Instant) -> [FallSignal] {
        switch stage {
        case .watching: return []
        case .falling(let candidate):
            if candidate.isConfirmed(lostAt: now) {
                return confirm(candidate, at: now, "and was lost from sight while low")
            }
            if now - candidate.since > .seconds(3) { stage = .watching }
            return []
        case .fallen(var fallen):
            let signals = floor(&fallen, now)
            stage = .fallen(fallen)
            return signals
        }
    }

    private mutating func follow(_ old: FallCandidate, _ height: BodyHeight) -> [FallSignal] {
        var candidate = old
        let verdict = candidate.follow(height, Descent(history, smallestTorso: smallestTorso))
        stage = .falling(candidate)
        switch verdict {
        case .open: return []
        case .suspected: return [signal(.suspected, candidate, "and is low")]
        case .confirmed: return confirm(candidate, at: height.at, "and stayed low")
        case .dismissed:
            stage = .watching
            quietUntil = height.at + .seconds(2)
            return []
        }
    }

    private mutating func confirm(_ candidate: FallCandidate, at now: Instant, _ how: String) -> [FallSignal] {
        stage = .fallen(
            Fallen(
                since: now,
                torso: candidate.torso,
                uprightShoulders: candidate.uprightShoulders,
                lowestShoulders: candidate.lowestShoulders
            )
        )
        let suspicion = candidate.isSuspected ? [] : [signal(.suspected, candidate, how)]
        return suspicion + [signal(.confirmed, candidate, how)]
    }

    /// A fallen person is up again when the torso is upright and the shoulders have regained most of
    /// the drop for a second.
    private mutating func lie(_ old: Fallen, _ height: BodyHeight) -> [FallSignal] {
        var fallen = old
        fallen.lowestShoulders = max(fallen.lowestShoulders, height.shoulders)
        let regained = fallen.lowestShoulders - height.shoulders
        let isUp =
            height.hips - height.shoulders >= 0.75 * fallen.torso
            && regained >= 0.6 * (fallen.lowestShoulders - fallen.uprightShoulders)
        guard isUp else {
            fallen.uprightSince = nil
            let signals = floor(&fallen, height.at)
            stage = .fallen(fallen)
            return signals
        }
        let uprightSince = fallen.uprightSince ?? height.at
        fallen.uprightSince = uprightSince
        guard height.at - uprightSince >= .seconds(1) else {
            stage = .fallen(fallen)
            return []
        }
        stage = .watching
        quietUntil = height.at + .seconds(2)
        let after = uprightSince - fallen.since
        return [
            FallSignal(
                kind: .recovered(after: after),
                track: track,
                confidence: 0.8,
                why: "got up after \(DurationPhrase.text(after))"
            )
        ]
    }

    private func floor(_ fallen: inout Fallen, _ now: Instant) -> [FallSignal] {
        guard !fallen.isOnFloor, now - fallen.since >= .seconds(10) else { return [] }
        fallen.isOnFloor = true
        return [FallSignal(kind: .onFloor, track: track, confidence: 0.8, why: "is still low after 10 seconds")]
    }

    private func signal(_ kind: FallSignal.Kind, _ candidate: FallCandidate, _ how: String) -> FallSignal {
        let drop = (10 * candidate.drop).rounded() / 10
        let speed = (10 * candidate.speed).rounded() / 10
        let confidence =
            0.35 + 0.15 * min(candidate.drop, 2) + 0.08 * min(candidate.speed, 2.5)
            + (kind == .confirmed ? 0.14 * candidate.lowShare : 0)
        return FallSignal(
            kind: kind,
            track: track,
            confidence: min(0.99, confidence),
            why: "the shoulders dropped by \(drop) torso lengths, at up to \(speed) a second, \(how)"
        )
    }
}
