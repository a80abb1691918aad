import MonitoringModel

/// The fall rule for one person.
struct TrackFall: PersonFall {
    /// What a body rests on.
    enum Rest: Hashable, Sendable {
        /// A bed or a sofa.
        case furniture
        /// A mat on the floor.
        case mat
        /// Beds and sofas are marked, and it is none of them.
        case floor
        /// No bed or sofa is marked.
        case unknown

        /// Whether people lie there on purpose.
        var isForLying: Bool { self == .furniture || self == .mat }
    }

    /// How long it may take to fall out of a bed.
    static let bedMemory = Duration.seconds(3)

    /// How long somebody who came down must be on a bed, sofa or mat for the way down to be over.
    static let settlingTime = Duration.seconds(1)

    /// How long it is open whether somebody who came down and was lost from sight has fallen.
    static let longestDoubt = Duration.seconds(3)

    /// How long somebody suspected to have fallen may stay away who was lost from sight while low.
    static let longestAbsence = Duration.seconds(30)
    /// After which time without any picture nothing is concluded from that absence.
    static let longestPause = Duration.seconds(10)

    private enum Stage: Sendable {
        case watching
        case falling(FallCandidate)
        case vanished(VanishedBody)
        case fallen(FallenBody)
    }

    private var track: Int
    private let smallestTorso: Double
    private var history = BodyHistory()
    private var stage = Stage.watching
    private var quietUntil: Instant?
    private var found = FoundLying()
    /// When the person last lay on a bed or sofa.
    private var restedAt: Instant?
    /// Since when the person has been on a bed, sofa or mat; `nil` if not there at the last sighting.
    private var onFurnitureSince: Instant?
    /// Whether the person lay at the last sighting, on a bed or sofa or on what may be one.
    private var mayLieStill = false
    /// What becomes of the last sighting if nothing more is seen of the person.
    private var vanishing: VanishedBody?
    /// The person, if lost from sight and seen as a silhouette on the ground.
    private var sunken: SunkenBody?
    /// When the person was first seen.
    private(set) var firstSeenAt: Instant?
    /// When the person was last seen, or known to lie still.
    private(set) var seenAt = Instant(millisecondsSinceEpoch: 0)
    /// When the person was last seen.
    private var sightedAt = Instant(millisecondsSinceEpoch: 0)
    /// Whether who is seen may be somebody else, so that a fall does not end though somebody is up.
    var mayBeOther = false
    /// When a picture was last looked at, whether the person was in it or not.
    private var lookedAt: Instant?

    /// Starts to watch a person in pictures of a height in pixels.
    init(track: Int, pictureHeight: Int) {
        self.track = track
        smallestTorso = 0.04 * Double(pictureHeight)
    }

    /// Returns the rule for the same person, who is seen again as another track.
    ///
    /// - Parameter track: The new one.
    /// - Returns: The rule, with all that is known of the person but where the joints were lately.
    func goingOn(as track: Int) -> TrackFall {
        var next = self
        next.track = track
        next.history.reset()
        return next
    }

    /// Whether the person has fallen and is not up again.
    var isDown: Bool {
        if case .fallen = stage { return true }
        return false
    }

    /// Whether the next sighting, or its absence, decides about a fall.
    ///
    /// - Parameter now: The time.
    /// - Returns: `true` while it is open.
    func isUndecided(at now: Instant) -> Bool {
        if sunken?.isWaiting(at: now) ?? false { return true }
        return switch stage {
        case .watching: vanishing != nil && now - seenAt <= VanishedBody.longestPause
        case .falling(let candidate): now - candidate.since <= Self.longestDoubt
        case .vanished(let vanished): vanished.isWaiting(at: now)
        case .fallen: false
        }
    }

    /// Whether a fall is suspected.
    private var isSuspected: Bool {
        switch stage {
        case .watching: false
        case .falling(let candidate): candidate.isSuspected
        case .vanished(let vanished): vanished.isSuspected
        case .fallen: true
        }
    }

    /// Takes a sighting.
    ///
    /// - Parameters:
    ///   - pose: The joints.
    ///   - rest: What the body rests on.
    ///   - isInside: Whether the body is well inside the picture.
    ///   - now: When.
    /// - Returns: What was concluded.
    mutating func see(_ pose: Pose, on rest: Rest, isInside: Bool = false, at now: Instant) -> [FallSignal] {
        if now < seenAt || now - seenAt > .seconds(3) { history.reset() }
        seenAt = now
        sightedAt = now
        lookedAt = now
        firstSeenAt = firstSeenAt ?? now
        vanishing = nil
        guard !pose.isContorted, !history.isTurnedOver(pose) else { return [] }
        guard let height = history.add(pose, at: now) else { return miss(at: now) }
        let uprightness = height.uprightness(history.usualTorso(atLeast: smallestTorso))
        let lies = abs(uprightness) <= BodyHeight.posture.lying
        if rest.isForLying, lies { restedAt = now }
        onFurnitureSince = rest.isForLying ? onFurnitureSince ?? now : nil
        mayLieStill = rest != .floor && lies
        let isFound = found.see(height, history.usualTorso(atLeast: smallestTorso), on: rest)
        if isFound, !isDown { return [foundLying(height, rest)] }
        let signals = judge(height, rest, isInside: isInside)
        return goesOn(signals, height, rest)
    }

    private mutating func judge(_ height: BodyHeight, _ rest: Rest, isInside: Bool) -> [FallSignal] {
        let now = height.at
        switch stage {
        case .watching, .vanished:
            if case .vanished(let vanished) = stage, vanished.isWaiting(at: now),
                var candidate = vanished.candidate.resumed(with: height)
            {
                candidate.isSuspected = vanished.isSuspected
                let signals = follow(candidate, height, rest)
                // A single sighting does not end the wait.
                if case .falling = stage, signals.isEmpty { vanishing = vanished }
                return signals
            }
            stage = .watching
            if let quietUntil, now < quietUntil { return [] }
            guard let descent = Descent(history, smallestTorso: smallestTorso) else { return [] }
            let hasLeftBed = rest == .floor && (restedAt.map { now - $0 <= Self.bedMemory } ?? false)
            guard let kind = descent.kind(to: height, hasLeftBed: hasLeftBed) else {
                if !rest.isForLying { vanishing = VanishedBody(descent, history, isInside: isInside) }
                return []
            }
            let candidate = FallCandidate(kind, descent, to: height)
            let signals = follow(candidate, height, rest)
            // Whoever is lost now was not seen low often enough for the candidate.
            if signals.isEmpty, !rest.isForLying {
                vanishing = VanishedBody(descent, history, isInside: isInside)
            }
            return signals
        case .falling(let candidate):
            let signals = follow(candidate, height, rest)
            if case .falling(let next) = stage, !rest.isForLying,
                next.body.count < FallCandidate.leastSightings || next.kind == .slump
            {
                vanishing = Descent(history, smallestTorso: smallestTorso)
                    .flatMap { VanishedBody($0, history, isInside: isInside) }
            }
            return signals
        case .fallen(let fallen): return lie(fallen, height)
        }
    }

    /// Takes note that the person is not seen but must be still there: whoever lies on a bed or sofa, under a blanket or in the
    /// dark, is there until something moves.
    ///
    /// - Parameter now: When the picture was taken.
    mutating func rest(until now: Instant) {
        // Movement may outlast the last sighting: only later it is plain that there was none.
        guard case .watching = stage, mayLieStill, now - sightedAt > PersonTracker.movementLag else { return }
        history.hold(until: now)
        if restedAt == seenAt { restedAt = now }
        seenAt = now
        lookedAt = now
    }

    /// Takes note that the person was not seen in a picture.
    ///
    /// - Parameters:
    ///   - now: When it was taken.
    ///   - isElsewhere: Whether it shows somebody who was not there before and may be the same person.
    ///   - isCovered: Whether it shows somebody else where the person was, so that the two may look like one.
    ///   - hasSunk: Whether what stands out from the scene there has sunk to the ground.
    /// - Returns: What was concluded.
    mutating func miss(
        at now: Instant,
        isElsewhere: Bool = false,
        isCovered: Bool = false,
        hasSunk: Bool = false
    ) -> [FallSignal] {
        let signals = withoutSuspicionToldBefore(lose(at: now, isElsewhere: isElsewhere, isCovered: isCovered))
        guard signals.isEmpty, !isDown, !isElsewhere, !isCovered else {
            sunken = nil
            return signals
        }
        if hasSunk { return sink(at: now) }
        if sunken?.isWaiting(at: now) == false { sunken = nil }
        return []
    }

    private mutating func lose(at now: Instant, isElsewhere: Bool, isCovered: Bool) -> [FallSignal] {
        let hasPaused = lookedAt.map { now - $0 > Self.longestPause } ?? false
        lookedAt = now
        switch stage {
        case .watching:
            guard let vanishing, !isElsewhere, !isCovered, now - seenAt <= VanishedBody.longestPause else { return [] }
            return wait(vanishing, at: now)
        case .vanished(let vanished):
            if isElsewhere {
                stage = .watching
                return []
            }
            return wait(vanished, at: now)
        case .falling(let candidate):
            if let vanishing, !candidate.isSuspected, !isElsewhere, !isCovered,
                now - seenAt <= VanishedBody.longestPause
            {
                return wait(vanishing, at: now)
            }
            if candidate.isConfirmed(lostAt: now) {
                return confirm(candidate, at: now, "and was lost from sight while low")
            }
            if candidate.isSuspected, candidate.wasLow {
                guard !isElsewhere, !hasPaused else {
                    stage = .watching
                    return []
                }
                guard now - seenAt >= Self.longestAbsence else { return [] }
                return confirm(candidate, at: now, "and has not been seen since it was low")
            }
            if now - candidate.since > max(Self.longestDoubt, candidate.kind.patience) { stage = .watching }
            return []
        case .fallen(var fallen):
            let signals = fallen.wait(until: now).map { [FallSignal.onFloor(for: $0, track: track)] } ?? []
            stage = .fallen(fallen)
            return signals
        }
    }

    /// Takes note that the silhouette is on the ground.
    private mutating func sink(at now: Instant) -> [FallSignal] {
        guard var body = sunken else {
            sunken = SunkenBody(history, smallestTorso: smallestTorso, at: now)
            return []
        }
        if isSuspected { body.isSuspected = true }
        let wasSuspected = body.isSuspected
        let verdict = body.stay(at: now)
        sunken = body
        switch verdict {
        case .open: return []
        case .suspected: return [body.signal(.suspected, track)]
        case .confirmed:
            sunken = nil
            stage = .fallen(FallenBody(body, at: now))
            return (wasSuspected ? [] : [body.signal(.suspected, track)]) + [body.signal(.confirmed, track)]
        }
    }

    /// Goes on with somebody who is seen again after the silhouette had sunk.
    private mutating func goesOn(_ signals: [FallSignal], _ height: BodyHeight, _ rest: Rest) -> [FallSignal] {
        guard let body = sunken, body.isWaiting(at: height.at), body.isDown(height), !rest.isForLying, !isDown else {
            sunken = nil
            return signals
        }
        let new = withoutSuspicionToldBefore(signals)
        return new.isEmpty ? sink(at: height.at) : new
    }

    /// Leaves out that a fall is suspected if that has been told of the silhouette.
    private func withoutSuspicionToldBefore(_ signals: [FallSignal]) -> [FallSignal] {
        sunken?.isSuspected ?? false ? signals.filter { $0.kind != .suspected } : signals
    }

    private mutating func wait(_ old: VanishedBody, at now: Instant) -> [FallSignal] {
        var vanished = old
        let verdict = vanished.wait(until: now)
        vanishing = nil
        stage = .vanished(vanished)
        switch verdict {
        case .open: return []
        case .suspected:
            return [.fall(.suspected, vanished.candidate, "and was lost from sight on the way", track: track)]
        case .confirmed:
            var candidate = vanished.candidate
            candidate.isSuspected = vanished.isSuspected
            return confirm(candidate, at: now, "and has not been seen since")
        }
    }

    private mutating func follow(_ old: FallCandidate, _ height: BodyHeight, _ rest: Rest) -> [FallSignal] {
        var candidate = old
        let descent = Descent(history, smallestTorso: smallestTorso)
        if !old.isSuspected, let descent, let kind = descent.kind(to: height, hasLeftBed: false) {
            candidate = old.turned(into: kind, descent, to: height) ?? old
        }
        let verdict = candidate.follow(height, descent)
        stage = .falling(candidate)
        // Before a bed or a sofa, not on it.
        let isBeside = rest == .furniture && candidate.isBelowSeats
        // Where no bed is marked, whoever lies down gently, or puts the feet up, may lie on one.
        let mayRest =
            rest.isForLying && !isBeside || rest == .unknown && (candidate.isGentle || candidate.hasFeetUp)
        // Whoever has lain down there may fall out of it again.
        let hasSettled =
            !isBeside && onFurnitureSince.map { height.at - max($0, candidate.since) >= Self.settlingTime } ?? false
        if verdict == .dismissed || (verdict != .open && mayRest) || hasSettled {
            stage = .watching
            // The same way down is no second fall.
            quietUntil = candidate.lowAt + .seconds(2)
            return []
        }
        switch verdict {
        case .open, .dismissed: return []
        case .suspected: return [.fall(.suspected, candidate, "and is low", track: track)]
        case .confirmed: return confirm(candidate, at: height.at, "and stayed low")
        }
    }

    private mutating func confirm(_ candidate: FallCandidate, at now: Instant, _ how: String) -> [FallSignal] {
        stage = .fallen(FallenBody(candidate, at: now))
        let suspicion = candidate.isSuspected ? [] : [FallSignal.fall(.suspected, candidate, how, track: track)]
        return suspicion + [.fall(.confirmed, candidate, how, track: track)]
    }

    private mutating func lie(_ old: FallenBody, _ height: BodyHeight) -> [FallSignal] {
        var fallen = old
        guard let after = fallen.recovery(height), !mayBeOther else {
            let signals = fallen.wait(until: height.at).map { [FallSignal.onFloor(for: $0, track: track)] } ?? []
            stage = .fallen(fallen)
            return signals
        }
        stage = .watching
        quietUntil = height.at + .seconds(2)
        return [.recovered(after: after, track: track)]
    }

    /// Starts the wait on the floor of somebody whose fall was not seen.
    private mutating func foundLying(_ height: BodyHeight, _ rest: Rest) -> FallSignal {
        stage = .fallen(FallenBody(found, height, torso: history.usualTorso(atLeast: smallestTorso)))
        return .onFloor(found, on: rest, track: track)
    }
}
