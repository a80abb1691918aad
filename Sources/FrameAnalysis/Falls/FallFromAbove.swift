import MonitoringModel

/// The fall rule for one person seen from straight above.
///
/// Nothing comes down in such a picture. A fall is a body that was short, or pointed outwards as all who stand do, and
/// within moments lies stretched out across that direction, longer than it was, and stays where it is. Whoever falls
/// exactly outwards or inwards is told if the body is much longer than before and on both sides of the picture's middle, as
/// nobody is who stands; elsewhere it looks like somebody who stands, and is told by nothing here.
struct FallFromAbove: PersonFall {
    /// How long the body must lie until a fall is suspected, across and along the direction outwards, and confirmed.
    static let suspicionTime = (across: Duration.milliseconds(800), along: Duration.milliseconds(1_400))
    static let confirmationTime = Duration.seconds(2)
    /// How long ago somebody who lies along the direction outwards was short.
    static let moments = Duration.seconds(2)
    /// How long it is open whether somebody fell.
    static let patience = Duration.seconds(8)
    /// How long somebody must lie on the floor who was not seen to fall.
    static let foundTime = Duration.seconds(60)
    /// How long somebody must be up to be up again.
    static let recoveryTime = Duration.seconds(2)
    /// The share of the lying length up to which somebody is up, and the way after which, in lengths.
    static let up = (length: 0.7, way: 0.6)
    /// How long it may take to fall out of a bed.
    static let bedMemory = Duration.seconds(3)
    /// How far back the usual length is taken from, without the last moments.
    static let usualSpan = (first: Duration.seconds(5), last: Duration.milliseconds(600))
    /// By how much a lying body is longer than it usually looked: across, and along the direction outwards; what is longer
    /// still there is a mistake of the network.
    static let growth = (across: 1.1, along: 1.5, most: 2.7)
    /// How long a body beside its bed is at the least, as a share of its length on it; a bed is nearer to the camera.
    static let lengthBesideBed = 0.7
    /// How far a body beside its bed may point outwards: 20 degrees.
    static let mostOutwardsBesideBed = 0.94
    /// The least distance from hips to ankles, in lengths of the torso, the median of the sightings.
    static let leastLegShare = 0.95
    /// How far the middle of a body moves that falls out of bed, in its lengths.
    static let wayOutOfBed = 0.25
    /// The share of the sightings in which the body must lie, and below which it does not.
    static let share = (lying: 0.65, up: 0.45)
    /// How far the middle of a body that lies still moves, in its lengths.
    static let stillness = 0.15
    /// The longest pause between two sightings of somebody who lies still.
    static let longestPause = Duration.seconds(10)

    private struct Candidate: Sendable {
        var since: Instant
        /// How long the body usually was, or lately on the bed.
        var usual: Double
        var leftBed = false
        var sightings = 0
        var lying = 0
        /// In how many of these it lay along the direction outwards.
        var along = 0
        var legShares: [Double] = []
        var isSuspected = false
        /// Whoever kneels or bends shows less of the legs than of the back, and two people in one body hardly any.
        var hasLegs: Bool { legShares.sorted()[legShares.count / 2] >= FallFromAbove.leastLegShare }
        /// How long it must lie before a fall is suspected.
        var suspicionTime: Duration {
            2 * along > lying && !leftBed ? FallFromAbove.suspicionTime.along : FallFromAbove.suspicionTime.across
        }
        var share: Double { Double(lying) / Double(max(sightings, 1)) }
    }

    private enum Stage: Sendable {
        case watching
        case falling(Candidate)
        case fallen(since: Instant, place: BodyFromAbove, told: Int)
    }

    private var track: Int
    private let width: Double
    private let height: Double
    private var bodies: [BodyFromAbove] = []
    private var stage = Stage.watching
    /// How the body last lay on a bed, sofa or mat.
    private var rested: BodyFromAbove?
    private var quietUntil: Instant?
    /// Where and since when the body has been lying still.
    private var lyingPlace: BodyFromAbove?
    private var upSince: Instant?
    /// Whether who is seen may be somebody else, so that a fall does not end though somebody is up.
    var mayBeOther = false
    /// When the person was first seen.
    private(set) var firstSeenAt: Instant?
    /// When the person was last seen.
    private(set) var seenAt = Instant(millisecondsSinceEpoch: 0)

    /// Starts to watch a person in pictures of a size in pixels.
    init(track: Int, picture: (width: Int, height: Int)) {
        self.track = track
        width = Double(picture.width)
        height = Double(picture.height)
    }

    /// Returns the rule for the same person, who is seen again as another track.
    func goingOn(as track: Int) -> FallFromAbove {
        var next = self
        next.track = track
        return next
    }

    /// Whether the person has fallen and is not up again.
    var isDown: Bool {
        if case .fallen = stage { return true }
        return false
    }

    /// Whether the next sighting decides about a fall.
    func isUndecided(at now: Instant) -> Bool {
        guard case .falling(let candidate) = stage else { return false }
        return now - candidate.since <= TrackFall.longestDoubt
    }

    /// Takes a sighting.
    mutating func see(_ pose: Pose, on rest: TrackFall.Rest, isInside: Bool, at now: Instant) -> [FallSignal] {
        if now < seenAt || now - seenAt > Self.longestPause { forget() }
        seenAt = now
        firstSeenAt = firstSeenAt ?? now
        guard let body = BodyFromAbove(pose, at: now, width: width, height: height) else { return miss(at: now) }
        bodies.removeAll { now - $0.at > Self.usualSpan.first }
        if bodies.count >= BodyHistory.maximumCount { bodies.removeFirst() }
        bodies.append(body)
        if case .fallen(let since, let place, let told) = stage { return lie(body, since, place, told) }
        guard !rest.isForLying else {
            if body.isStraight { rested = body }
            lyingPlace = nil
            stage = .watching
            return []
        }
        if let found = find(body, rest) { return [found] }
        if case .falling(let candidate) = stage { return follow(candidate, body) }
        if let quietUntil, now < quietUntil { return [] }
        guard let candidate = candidate(body, rest) else { return [] }
        return follow(candidate, body)
    }

    /// Takes note that the person was not seen in a picture.
    mutating func miss(
        at now: Instant,
        isElsewhere: Bool = false,
        isCovered: Bool = false,
        hasSunk: Bool = false
    ) -> [FallSignal] {
        switch stage {
        case .watching: return []
        case .falling(let candidate):
            if now - candidate.since > Self.patience { stage = .watching }
            return []
        case .fallen(let since, let place, let told):
            guard told < FallenBody.told.count, now - since >= FallenBody.told[told] else { return [] }
            stage = .fallen(since: since, place: place, told: told + 1)
            return [onFloor(FallenBody.told[told])]
        }
    }

    private mutating func forget() {
        bodies.removeAll()
        lyingPlace = nil
        upSince = nil
        if case .falling = stage { stage = .watching }
    }

    private func candidate(_ body: BodyFromAbove, _ rest: TrackFall.Rest) -> Candidate? {
        guard body.isStraight else { return nil }
        if rest == .floor, let rested, body.at - rested.at <= Self.bedMemory {
            let hasLeft = body.distance(to: rested) >= Self.wayOutOfBed * body.length
            // Whoever gets up shrinks on the way, so the longest of the last seconds counts.
            let onBed = bodies.map(\.length).max() ?? rested.length
            let candidate = Candidate(since: body.at, usual: onBed, leftBed: true)
            return hasLeft && Self.lies(body, candidate) ? candidate : nil
        }
        let before = bodies.filter { body.at - $0.at >= Self.usualSpan.last }
        guard before.count >= 4 else { return nil }
        let candidate = Candidate(since: body.at, usual: BodyHistory.median(before.map(\.length)))
        let wasShort = bodies.contains {
            body.at - $0.at <= Self.moments && $0.length <= Self.growth.across * candidate.usual
        }
        return Self.lies(body, candidate) && (body.isStretchedAcross || wasShort) ? candidate : nil
    }

    /// Whether a body lies as the one whose fall is open may.
    private static func lies(_ body: BodyFromAbove, _ candidate: Candidate) -> Bool {
        guard body.isStraight else { return false }
        if candidate.leftBed {
            return body.outwardness <= mostOutwardsBesideBed && body.length >= lengthBesideBed * candidate.usual
        }
        if body.isStretchedAcross, body.length >= growth.across * candidate.usual { return true }
        guard (growth.along...growth.most).contains(body.length / max(candidate.usual, 1)) else { return false }
        return body.spansMiddle
    }

    private mutating func follow(_ old: Candidate, _ body: BodyFromAbove) -> [FallSignal] {
        var candidate = old
        let liesNow = Self.lies(body, candidate)
        candidate.sightings += 1
        candidate.lying += liesNow ? 1 : 0
        candidate.along += liesNow && !body.isStretchedAcross ? 1 : 0
        candidate.legShares.append(body.legShare)
        stage = .falling(candidate)
        let age = body.at - candidate.since
        if age >= Self.patience || (age >= .seconds(1) && candidate.share < Self.share.up) {
            stage = .watching
            quietUntil = body.at + .seconds(1)
            return []
        }
        guard candidate.share >= Self.share.lying, candidate.sightings >= FallCandidate.leastSightings,
            candidate.hasLegs
        else { return [] }
        if age >= Self.confirmationTime, isStill(for: .milliseconds(1_500)) {
            stage = .fallen(since: body.at, place: body, told: 0)
            return [signal(.confirmed, candidate, body)]
        }
        guard !candidate.isSuspected, liesNow, age >= candidate.suspicionTime, isStill(for: .milliseconds(700)) else {
            return []
        }
        candidate.isSuspected = true
        stage = .falling(candidate)
        return [signal(.suspected, candidate, body)]
    }

    /// Whether the body has not moved for a time, but for one sighting in five that may be misplaced.
    private func isStill(for time: Duration) -> Bool {
        guard let last = bodies.last else { return false }
        let recent = bodies.filter { last.at - $0.at <= time }
        let middle = recent[recent.count / 2]
        let ways = recent.map { $0.distance(to: middle) }.sorted()
        return ways[Int(0.8 * Double(ways.count - 1))] <= Self.stillness * last.length
    }

    /// Returns what is to be told of somebody who lies on the floor though no fall was seen.
    ///
    /// That is told only where beds and sofas are marked: everywhere else it may be one of them.
    private mutating func find(_ body: BodyFromAbove, _ rest: TrackFall.Rest) -> FallSignal? {
        guard let place = lyingPlace, body.isStraight, body.distance(to: place) <= 2 * Self.stillness * place.length
        else {
            lyingPlace = body.isStretchedAcross ? body : nil
            return nil
        }
        guard rest == .floor, body.isStretchedAcross, body.at - place.at >= Self.foundTime else { return nil }
        stage = .fallen(since: place.at, place: body, told: FallenBody.told.prefix { $0 <= Self.foundTime }.count)
        let time = DurationPhrase.text(Self.foundTime)
        return FallSignal(
            kind: .onFloor,
            track: track,
            confidence: 0.6,
            why: "has been lying on the floor for \(time), seen from above; how that came about was not seen"
        )
    }

    /// Whoever fell is up again when the body is elsewhere, or much shorter, and no longer stretched out across.
    private mutating func lie(
        _ body: BodyFromAbove,
        _ since: Instant,
        _ place: BodyFromAbove,
        _ told: Int
    ) -> [FallSignal] {
        let hasLeft = body.distance(to: place) > Self.up.way * place.length
        let isUp = !body.isStretchedAcross && (hasLeft || body.length <= Self.up.length * place.length)
        upSince = isUp ? upSince ?? body.at : nil
        if let upSince, body.at - upSince >= Self.recoveryTime, !mayBeOther {
            stage = .watching
            self.upSince = nil
            quietUntil = body.at + .seconds(2)
            return [
                FallSignal(
                    kind: .recovered(after: upSince - since),
                    track: track,
                    confidence: 0.6,
                    why: "is up again or elsewhere, seen from above"
                )
            ]
        }
        return miss(at: body.at)
    }

    private func onFloor(_ time: Duration) -> FallSignal {
        FallSignal(
            kind: .onFloor,
            track: track,
            confidence: 0.7,
            why: "has been on the floor for \(DurationPhrase.text(time))"
        )
    }

    private func signal(_ kind: FallSignal.Kind, _ candidate: Candidate, _ body: BodyFromAbove) -> FallSignal {
        let growth = (10 * body.length / max(candidate.usual, 1)).rounded() / 10
        return FallSignal(
            kind: kind,
            track: track,
            confidence: kind == .confirmed ? 0.7 : 0.55,
            why: candidate.leftBed
                ? "lies stretched out beside the bed or sofa, seen from above"
                : "lies stretched out, \(growth) times as long as before, seen from above"
        )
    }
}
