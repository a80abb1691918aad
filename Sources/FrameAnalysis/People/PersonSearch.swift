import MonitoringModel

/// Finds the people of a picture: in the whole, those who were lost or whose joints are unsure in a closer cut, and whoever
/// moves unseen in another.
struct PersonSearch: Sendable {
    /// Who is who.
    private(set) var tracker = PersonTracker()
    private var closer = CloserLook()

    /// The turns in which a picture is looked at for somebody lost a moment ago: who falls is soon on the floor.
    static let turnsAtOnce = 3

    /// Takes note of movement where nobody is known to be, in pixels of the whole picture.
    mutating func note(_ place: Box, at now: Instant) {
        closer.note(place, at: now)
    }

    /// Looks for people in a picture in which the network has looked at the whole.
    ///
    /// - Parameters:
    ///   - poses: The people of the whole picture.
    ///   - zones: Its size, and where people may lie.
    ///   - heights: How tall people stand there.
    ///   - now: When it was taken.
    ///   - movedAt: When something last moved where people are known to be.
    ///   - movedElsewhereAt: When something last moved where nobody is known to be.
    ///   - isBusy: Whether frames of other cameras wait, so that people far away are looked at less often.
    ///   - look: Looks at a cut, turned by quarter turns.
    /// - Returns: Who is where.
    /// - Throws: What `look` throws.
    mutating func find(
        _ poses: [Pose],
        in zones: ZoneMap,
        heights: StandingHeights = StandingHeights(),
        at now: Instant,
        movedAt: Instant?,
        movedElsewhereAt: Instant? = nil,
        isBusy: Bool = false,
        look: (PixelRectangle, Int) throws(FrameAnalysisError) -> [Pose]
    ) throws(FrameAnalysisError) -> [PersonTracker.Sighting] {
        let (width, height) = (Int(zones.width), Int(zones.height))
        var sightings = tracker.update(poses, at: now, movedAt: movedAt, movedElsewhereAt: movedElsewhereAt)
        let lost = try findLost(at: now, isBusy: isBusy, width: width, height: height, look)
        sightings += lost.found.map { [$0] } ?? []
        // One closer look of a kind for each picture.
        if !lost.wasLookedFor, !isBusy, let doubt = tracker.doubt(at: now, width: width, height: height) {
            let people = try look(doubt.region, doubt.quarterTurns)
            if let surer = tracker.correct(people, for: doubt, at: now),
                let index = sightings.firstIndex(where: { $0.track == doubt.track })
            {
                sightings[index] = surer
            }
        }
        let known = sightings.compactMap(\.pose.box)
        let next = closer.next(besides: known, at: now, isBusy: isBusy, width: width, height: height)
        if let (region, turns) = next {
            let people = try look(region, turns)
            let pose = closer.choose(from: people) { pose in
                zones.isPerson(far: pose, heights) || (pose.box.map { tracker.mayBeLost($0, at: now) } ?? false)
            }
            if let pose, let found = tracker.find(pose, quarterTurns: turns, at: now) {
                sightings.append(found)
            }
        }
        return sightings
    }

    /// Looks for the person who was lost last; in every turn if that was just now, unless frames of other cameras wait.
    private mutating func findLost(
        at now: Instant,
        isBusy: Bool,
        width: Int,
        height: Int,
        _ look: (PixelRectangle, Int) throws(FrameAnalysisError) -> [Pose]
    ) throws(FrameAnalysisError) -> (found: PersonTracker.Sighting?, wasLookedFor: Bool) {
        var best: (people: [Pose], retry: PersonTracker.Retry, score: Double)?
        var looks = 0
        while looks < Self.turnsAtOnce,
            let retry = tracker.retry(at: now, isBusy: isBusy, width: width, height: height)
        {
            let people = try look(retry.region, retry.quarterTurns)
            looks += 1
            let score = tracker.chosen(from: people, for: retry, at: now)?.pose.score ?? 0
            if score > best?.score ?? 0 { best = (people, retry, score) }
            guard score < PersonTracker.sureScore, !isBusy, tracker.isJustLost(retry.track, at: now) else { break }
        }
        return (best.flatMap { tracker.accept($0.people, for: $0.retry, at: now) }, looks > 0)
    }

    /// Forgets everybody.
    mutating func reset() {
        self = PersonSearch()
    }
}
