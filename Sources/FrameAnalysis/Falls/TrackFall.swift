import MonitoringModel

/// The fall rule for one person.
struct TrackFall: Sendable {
    private enum Stage: Sendable {
        case watching
        case falling(Candidate)
        case fallen(Fallen)
    }

    private struct Candidate: Sendable {
        var since: Instant
        var torso: Double
        var uprightShoulders: Double
        var lowestShoulders: Double
        var sightings = 0
        var lowSightings = 0
        var isSuspected = false
        var wasLow = false
        var drop: Double
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
            guard let candidate = candidate(height) else { return [] }
            stage = .falling(candidate)
            return follow(candidate, height)
        case .falling(let candidate): return follow(candidate, height)
        case .fallen(let fallen): return lie(fallen, height)
        }
    }

    /// Takes note that the person was not seen in a picture.
    mutating func miss(at now: Instant) -> [FallSignal] {
        switch stage {
        case .watching: return []
        case .falling(let candidate):
            guard candidate.wasLow, now - candidate.since >= .seconds(1) else {
                if now - candidate.since > .seconds(3) { stage = .watching }
                return []
            }
            return confirm(candidate, at: now, "and was lost from sight while low")
        case .fallen(var fallen):
            let signals = floor(&fallen, now)
            stage = .fallen(fallen)
            return signals
        }
    }

    private func candidate(_ height: BodyHeight) -> Candidate? {
        if let quietUntil, height.at < quietUntil { return nil }
        let torso = history.usualTorso(atLeast: smallestTorso)
        let window = history.heights.filter { height.at - $0.at <= .milliseconds(1_500) }
        guard window.count >= 3, let shoulders = window.map(\.shoulders).min(), let hips = window.map(\.hips).min()
        else { return nil }
        let drop = (height.shoulders - shoulders) / torso
        guard drop >= 0.7, (height.hips - hips) / torso >= 0.3, (height.hips - height.shoulders) / torso <= 0.6,
            height.aspect >= 0.95
        else { return nil }
        return Candidate(
            since: height.at,
            torso: torso,
            uprightShoulders: shoulders,
            lowestShoulders: height.shoulders,
            drop: drop
        )
    }

    private mutating func follow(_ old: Candidate, _ height: BodyHeight) -> [FallSignal] {
        var candidate = old
        candidate.lowestShoulders = max(candidate.lowestShoulders, height.shoulders)
        let range = candidate.lowestShoulders - candidate.uprightShoulders
        let isFlat = (height.hips - height.shoulders) / candidate.torso <= 0.75 || height.aspect >= 1.2
        candidate.wasLow = isFlat && height.shoulders - candidate.uprightShoulders >= 0.5 * range
        candidate.sightings += 1
        candidate.lowSightings += candidate.wasLow ? 1 : 0
        let age = height.at - candidate.since
        var signals: [FallSignal] = []
        if !candidate.isSuspected, candidate.wasLow, age >= .milliseconds(199) {
            candidate.isSuspected = true
            signals.append(signal(.suspected, candidate, "and is low"))
        }
        guard age >= .seconds(1) else {
            stage = .falling(candidate)
            return signals
        }
        if Double(candidate.lowSightings) >= 0.7 * Double(candidate.sightings) {
            return signals + confirm(candidate, at: height.at, "and stayed low")
        }
        stage = age >= .milliseconds(1_500) ? .watching : .falling(candidate)
        if age >= .milliseconds(1_500) { quietUntil = height.at + .seconds(2) }
        return signals
    }

    private mutating func confirm(_ candidate: Candidate, at now: Instant, _ how: String) -> [FallSignal] {
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
        return [FallSignal(kind: .recovered(after: after), track: track, confidence: 0.8, why: "is upright again")]
    }

    private func floor(_ fallen: inout Fallen, _ now: Instant) -> [FallSignal] {
        guard !fallen.isOnFloor, now - fallen.since >= .seconds(10) else { return [] }
        fallen.isOnFloor = true
        return [FallSignal(kind: .onFloor, track: track, confidence: 0.8, why: "is still low after 10 seconds")]
    }

    private func signal(_ kind: FallSignal.Kind, _ candidate: Candidate, _ how: String) -> FallSignal {
        let drop = (10 * candidate.drop).rounded() / 10
        let lowShare = Double(candidate.lowSightings) / Double(max(candidate.sightings, 1))
        let confidence = min(0.99, 0.5 + 0.2 * min(candidate.drop, 1.5) + (kind == .confirmed ? 0.2 * lowShare : 0))
        return FallSignal(
            kind: kind,
            track: track,
            confidence: confidence,
            why: "the shoulders dropped by \(drop) torso lengths within 1.5 s \(how)"
        )
    }
}
