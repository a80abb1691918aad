import MonitoringModel

/// Recognises falls by how the body came down and where it ended.
///
/// Causal, in event time, at 4 to 30 frames a second; the rule is measured in `docs/quality.md`. Within
/// 1.5 s shoulders and hips come down, faster than anybody lies down on purpose, and the body ends low and
/// wide. A plain fall is suspected after 0.2 s low and confirmed after 1 s with 70 % of the sightings low.
/// Somebody who is lost from sight while low counts as low. Who rests on a bed, sofa or mat has not fallen.
/// Cameras that look straight down have a rule of their own, ``FallFromAbove``.
struct FallDetector: Sendable {
    /// How long a person who is not seen is remembered.
    static let memory = Duration.seconds(60)
    /// How long a fallen person who is not seen is remembered.
    static let fallenMemory = Duration.seconds(3_600)
    /// How long somebody upright who is not seen still counts as company.
    static let companyMemory = Duration.seconds(2)
    /// The share of the place where somebody was that another body takes up from which the two may look like one.
    static let coveredShare = 0.5
    /// The score from which somebody upright counts as company.
    static let companyScore = 0.3

    /// How tall people stand at each distance from the camera.
    private(set) var heights = StandingHeights()
    private var falls: [Int: any PersonFall] = [:]
    /// The greatest length of each body beside people who stand there.
    private var shares: [Int: Double] = [:]
    private var uprightAt: [Int: Instant] = [:]
    /// Where each person was last seen, and who of the fallen has come back.
    private var foundAgain = FoundAgain()
    private var followedTwice = FollowedTwice()

    /// Takes the sightings of one picture; returns what was concluded.
    ///
    /// - Parameters:
    ///   - everybody: The people of the picture, and who must still be there though not seen.
    ///   - zones: Where beds and sofas are.
    ///   - now: When it was taken.
    ///   - picture: Its width and height in pixels.
    ///   - sunk: Where the silhouettes have sunk to the ground of those who are not seen.
    /// - Returns: The conclusions.
    mutating func handle(
        _ everybody: [PersonTracker.Sighting],
        in zones: ZoneMap,
        at now: Instant,
        picture: (width: Int, height: Int),
        sunk: [Int: Box] = [:]
    ) -> [FallSignal] {
        for sighting in everybody where sighting.isAssumed { falls[sighting.track]?.rest(until: now) }
        let sightings = everybody.filter { !$0.isAssumed }
        let people = sightings.filter { isPerson($0, zones) }
        // From above nobody's posture is known, so nobody there counts as upright.
        if !zones.isOverhead { noteUpright(people, now) }
        // What such a track seemed to do nobody did.
        for track in followedTwice.take(people, at: now) where falls[track]?.isDown == false { falls[track] = nil }
        let seen = Set(sightings.map(\.track))
        for sighting in people {
            let isInside = Self.isInside(sighting.pose, picture)
            foundAgain.meet(sighting, isInside: isInside, outOf: fallen, besides: seen, at: now)
        }
        for (lost, track) in foundAgain.found(outOf: fallen, seen: seen, at: now) { hand(lost, to: track) }
        // From above whoever stands may point in any direction.
        if !zones.isOverhead {
            for (up, lying) in foundAgain.exchanged(people, outOf: fallen) { hand(up, to: lying) }
        }
        let mayBeOther = !fallen.isEmpty && foundAgain.mayBeOther(than: fallen, seen: seen, at: now)
        var signals: [FallSignal] = []
        for sighting in people {
            var fall = falls[sighting.track] ?? newFall(sighting.track, zones, picture)
            fall.mayBeOther = mayBeOther
            let rest: TrackFall.Rest =
                switch zones.furniture(under: sighting.pose)?.kind {
                case nil: zones.zones.contains(where: \.kind.isFurniture) ? .floor : .unknown
                case .mat: .mat
                default: .furniture
                }
            let isInside = Self.isInside(sighting.pose, picture)
            signals += fall.see(sighting.pose, on: rest, isInside: isInside, at: now)
            falls[sighting.track] = fall
            foundAgain.note(
                sighting,
                isInside: isInside,
                width: picture.width,
                isDown: fall.isDown,
                isAlone: people.count == 1,
                at: now
            )
        }
        shares = shares.filter { track, _ in sightings.contains { $0.track == track } || falls[track] != nil }
        for track in falls.keys.sorted() where !seen.contains(track) {
            guard var fall = falls[track] else { continue }
            let isElsewhere = seen.contains { (falls[$0]?.firstSeenAt).map { $0 > fall.seenAt } ?? false }
            let isCovered =
                foundAgain.box(of: track).map { box in people.contains { Self.covers($0.pose, box) } } ?? false
            let hasSunk = sunk[track].map { zones.furniture(at: $0) == nil } ?? false
            signals += fall.miss(at: now, isElsewhere: isElsewhere, isCovered: isCovered, hasSunk: hasSunk)
            falls[track] = fall
        }
        falls = falls.filter { now - $0.value.seenAt <= ($0.value.isDown ? Self.fallenMemory : Self.memory) }
        foundAgain.keep(at: now) { falls[$0] != nil }
        return signals.map { withOthers($0) }
    }

    /// Learns from a sighting, and returns whether it is, or was, long enough for a person; from above nobody stands tall.
    private mutating func isPerson(_ sighting: PersonTracker.Sighting, _ zones: ZoneMap) -> Bool {
        guard !zones.isOverhead else { return true }
        heights.learn(sighting.pose, pictureHeight: zones.height)
        guard let share = heights.share(of: sighting.pose, pictureHeight: zones.height) else { return true }
        let greatest = max(share, shares[sighting.track] ?? 0)
        shares[sighting.track] = greatest
        // Whoever is down stays somebody, however short the body looks along the line of sight.
        return greatest >= StandingHeights.leastShare || falls[sighting.track]?.isDown ?? false
    }

    /// Those who have fallen and are not up again.
    private var fallen: Set<Int> { Set(falls.filter(\.value.isDown).keys) }

    /// Goes on with somebody's fall as that of another track.
    private mutating func hand(_ track: Int, to next: Int) {
        falls[next] = falls.removeValue(forKey: track)?.goingOn(as: next)
        foundAgain.hand(track, to: next)
    }

    private func newFall(_ track: Int, _ zones: ZoneMap, _ picture: (width: Int, height: Int)) -> any PersonFall {
        zones.isOverhead
            ? FallFromAbove(track: track, picture: picture) : TrackFall(track: track, pictureHeight: picture.height)
    }

    /// Whether the next picture decides about somebody's fall, so that it must be looked at though nothing moves.
    func isUndecided(at now: Instant) -> Bool { falls.values.contains { $0.isUndecided(at: now) } }

    /// Forgets everybody.
    mutating func reset() {
        falls.removeAll()
        shares.removeAll()
        uprightAt.removeAll()
        foundAgain = FoundAgain()
        followedTwice = FollowedTwice()
    }

    /// Forgets how tall people stand: the camera looks elsewhere.
    mutating func forgetView() {
        heights = StandingHeights()
    }

    /// Whether somebody takes up most of a place in the picture.
    private static func covers(_ pose: Pose, _ place: Box) -> Bool {
        guard let box = pose.box else { return false }
        let width = max(0, min(box.right, place.right) - max(box.left, place.left))
        let height = max(0, min(box.bottom, place.bottom) - max(box.top, place.top))
        return width * height >= coveredShare * place.width * place.height
    }

    private static func isInside(_ pose: Pose, _ picture: (width: Int, height: Int)) -> Bool {
        guard let box = pose.box else { return false }
        let margin = VanishedBody.margin * Double(picture.height)
        return box.left >= margin && box.right <= Double(picture.width) - margin
            && box.bottom <= Double(picture.height) - margin
    }

    private mutating func noteUpright(_ sightings: [PersonTracker.Sighting], _ now: Instant) {
        for sighting in sightings {
            let isUpright =
                sighting.pose.score >= Self.companyScore
                && PostureClassifier.posture(of: sighting.pose) == .upright
            uprightAt[sighting.track] = isUpright ? now : nil
        }
        uprightAt = uprightAt.filter { now - $0.value <= Self.companyMemory && now >= $0.value }
    }

    private func withOthers(_ latest: FallSignal) -> FallSignal {
        var signal = latest
        if case .recovered = signal.kind {
            signal.hasOthersDown = falls.contains { $0.key != signal.track && $0.value.isDown }
            if signal.hasOthersDown { signal.why += "; somebody else is still on the floor" }
        }
        guard uprightAt.keys.contains(where: { $0 != signal.track }) else { return signal }
        signal.hasCompany = true
        signal.why += "; somebody upright is there"
        return signal
    }
}
