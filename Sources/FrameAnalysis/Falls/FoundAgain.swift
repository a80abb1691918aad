import MonitoringModel

/// Who is down, has been lost from sight, and comes into view again as somebody new.
///
/// The tracker gives up whoever is unseen for three seconds while something moves, as when a helper bends over the one who lies.
/// Whoever is then seen for the first time in the middle of the picture, where the fallen person was lost, has not come in
/// from elsewhere, so the fall goes on with that track, and ends when it is up. Where somebody else who was lost in the picture
/// may be the one, nothing is concluded: word of a fall that has ended too soon is worse than none.
struct FoundAgain: Sendable {
    /// How far from the last place, in lengths of the longer of both boxes: whoever lies is as far from where the middle is
    /// when standing as half of the body across and half of it up.
    static let farthest = 1.0
    /// How much of a body is seen at the least, by the length of its trunk beside the fallen person's: cats are smaller.
    static let leastTrunk = 0.5
    /// From how many sightings on somebody else counts who was lost in the picture; fewer may be a mistake of the network.
    static let leastSightings = 3
    /// After which time that one counts no more.
    static let memory = Duration.seconds(120)
    /// How near a side of the picture somebody is at the most who is about to leave, in lengths of the body.
    static let leavingWay = 0.3
    /// The greatest number of places that are kept of people who are not down.
    static let maximumPlaces = 32
    /// How upright the trunk is at the most of somebody who may lie, and at the least of somebody who is up.
    static let uprightness = (lying: 0.5, up: 0.75)
    /// How far from where the fallen person lay somebody lies who is that person, in lengths of the longer of both boxes.
    static let samePlace = 0.6

    /// For how long it is open whether somebody new is the one who was lost.
    static let patience = Duration.seconds(10)

    private struct Place: Sendable {
        var box: Box
        /// Where the body lay, of somebody who is down.
        var lying: Box?
        var trunk: Double
        /// Whether the person may be still there, if unseen: was not about to leave at a side of the picture.
        var mayStay: Bool
        var sightings = 1
        /// The pictures in which somebody else was seen too.
        var accompanied = 0
        var firstAt: Instant
        /// Since when the person is down.
        var downAt: Instant?
        var at: Instant
    }

    private var places: [Int: Place] = [:]
    /// Who may be one who is down, and since when.
    private var candidates: [Int: (lost: Int, since: Instant)] = [:]

    /// Who may be one who is not down and was lost in the picture.
    private var successors: [Int: Int] = [:]

    /// Where each was last seen.
    func box(of track: Int) -> Box? { places[track]?.box }

    /// Takes a sighting.
    ///
    /// - Parameters:
    ///   - sighting: Who is where.
    ///   - isInside: Whether the body is well inside the picture.
    ///   - width: The picture's width in pixels.
    ///   - isDown: Whether the person has fallen.
    ///   - isAlone: Whether nobody else is seen in the same picture.
    ///   - now: When.
    mutating func note(
        _ sighting: PersonTracker.Sighting,
        isInside: Bool,
        width: Int,
        isDown: Bool,
        isAlone: Bool,
        at now: Instant
    ) {
        guard let box = sighting.pose.box else { return }
        let before = places[sighting.track]
        let lies = uprightness(of: sighting) <= Self.uprightness.lying
        places[sighting.track] = Place(
            box: box,
            lying: isDown ? (lies ? box : before?.lying) : nil,
            trunk: max(sighting.pose.trunk ?? 0, 0.95 * (before?.trunk ?? 0)),
            mayStay: isInside && min(box.left, Double(width) - box.right) >= Self.leavingWay * box.longSide,
            sightings: (before?.sightings ?? 0) + 1,
            accompanied: (before?.accompanied ?? 0) + (isAlone ? 0 : 1),
            firstAt: before?.firstAt ?? now,
            downAt: isDown ? before?.downAt ?? now : nil,
            at: now
        )
        let others = places.filter { $0.value.downAt == nil }
        guard others.count > Self.maximumPlaces,
            let oldest = others.min(by: { ($0.value.at, $0.key) < ($1.value.at, $1.key) })
        else { return }
        places[oldest.key] = nil
    }

    /// Where one lay who is another track now.
    mutating func hand(_ track: Int, to next: Int) {
        candidates[next] = nil
        guard let place = places.removeValue(forKey: track) else { return }
        if places[next] == nil { places[next] = place }
        places[next]?.lying = place.lying
        places[next]?.downAt = place.downAt
    }

    /// Forgets those who are no longer remembered by the fall rule and do not count here any more.
    mutating func keep(at now: Instant, _ isKnown: (Int) -> Bool) {
        places = places.filter { isKnown($0.key) || now - $0.value.at <= Self.memory }
        successors = successors.filter { places[$0.key] != nil && places[$0.value] != nil }
    }

    /// Whether whoever is up may be somebody else than who is down: another person was lost in the middle of the picture
    /// who came since the fall, or was seen beside somebody, so that it is not a person whom the tracker took up anew.
    ///
    /// - Parameters:
    ///   - fallen: The tracks of those who are down.
    ///   - seen: The tracks that are seen in the picture.
    ///   - now: When it was taken.
    /// - Returns: `true` if there is such a person.
    func mayBeOther(than fallen: Set<Int>, seen: Set<Int>, at now: Instant) -> Bool {
        let since = places.filter { fallen.contains($0.key) }.compactMap(\.value.downAt).min()
        let accounted = Set(seen.filter { candidates[$0] == nil }.compactMap { successors[$0] })
        return places.contains { track, place in
            !seen.contains(track) && !fallen.contains(track) && candidates[track] == nil && place.mayStay
                && !accounted.contains(track) && place.sightings >= Self.leastSightings && now - place.at <= Self.memory
                && (place.accompanied >= Self.leastSightings || since.map { place.firstAt >= $0 } ?? true)
        }
    }

    /// Takes somebody who is seen for the first time, and may be one who is down.
    ///
    /// - Parameters:
    ///   - sighting: The first sighting.
    ///   - isInside: Whether the body is well inside the picture.
    ///   - fallen: The tracks of those who are down.
    ///   - seen: The tracks that are seen in the same picture.
    ///   - now: When it was taken.
    mutating func meet(
        _ sighting: PersonTracker.Sighting,
        isInside: Bool,
        outOf fallen: Set<Int>,
        besides seen: Set<Int>,
        at now: Instant
    ) {
        // Who is seen beside somebody is not that one.
        if successors[sighting.track].map(seen.contains) ?? false { successors[sighting.track] = nil }
        guard isInside, places[sighting.track] == nil, let box = sighting.pose.box, let trunk = sighting.pose.trunk
        else { return }
        let lost = places.filter { track, place in
            guard fallen.contains(track), trunk >= Self.leastTrunk * place.trunk else { return false }
            // Until then the tracker itself looks for that one, but may have taken something else for it.
            let isLost = !seen.contains(track) && now - place.at > PersonTracker.memory
            return isLost
                ? place.box.distance(to: box) <= Self.farthest
                : (place.lying ?? place.box).distance(to: box) <= Self.samePlace
        }
        candidates[sighting.track] = Self.nearest(lost, to: box).map { ($0, now) }
        let others = places.filter { track, place in
            !fallen.contains(track) && !seen.contains(track) && place.box.distance(to: box) <= Self.farthest
                && now - place.at <= Self.memory
        }
        successors[sighting.track] = Self.nearest(others, to: box)
    }

    private static func nearest(_ places: [Int: Place], to box: Box) -> Int? {
        places.min { ($0.value.box.distance(to: box), $0.key) < ($1.value.box.distance(to: box), $1.key) }?.key
    }

    /// Returns those who can only be somebody who is down: everybody else who was in the picture lately is seen beside them.
    ///
    /// - Parameters:
    ///   - fallen: The tracks of those who are down.
    ///   - seen: The tracks that are seen in the picture.
    ///   - now: When it was taken.
    /// - Returns: The tracks that were lost, each with the one that goes on.
    mutating func found(outOf fallen: Set<Int>, seen: Set<Int>, at now: Instant) -> [(lost: Int, track: Int)] {
        candidates = candidates.filter { _, candidate in
            fallen.contains(candidate.lost) && now - candidate.since <= Self.patience
        }
        guard !candidates.isEmpty else { return [] }
        guard !mayBeOther(than: fallen, seen: seen, at: now) else { return [] }
        var taken: Set<Int> = []
        return candidates.sorted { $0.key < $1.key }
            .compactMap { track, candidate in
                let isLost = places[candidate.lost].map { now - $0.at > PersonTracker.memory } ?? true
                return seen.contains(track) && !seen.contains(candidate.lost) && isLost
                    && taken.insert(candidate.lost).inserted ? (candidate.lost, track) : nil
            }
    }

    /// Returns who has fallen instead of somebody who is down: one who lies there while that one is up.
    ///
    /// Where somebody bends over the one who lies the network mixes them, and their tracks may be exchanged.
    ///
    /// - Parameters:
    ///   - people: The sightings of one picture.
    ///   - fallen: The tracks of those who are down.
    /// - Returns: The tracks that are up, each with the one that lies instead.
    func exchanged(_ people: [PersonTracker.Sighting], outOf fallen: Set<Int>) -> [(up: Int, lying: Int)] {
        var free = people.filter { !fallen.contains($0.track) && uprightness(of: $0) <= Self.uprightness.lying }
        return people.filter { fallen.contains($0.track) && uprightness(of: $0) >= Self.uprightness.up }
            .compactMap { risen in
                guard let place = places[risen.track]?.lying,
                    let index = free.firstIndex(where: {
                        $0.pose.box.map { $0.distance(to: place) <= Self.samePlace } ?? false
                    })
                else { return nil }
                return (risen.track, free.remove(at: index).track)
            }
    }

    /// How upright a trunk is, in lengths of what is known of it; not known counts as in between.
    private func uprightness(of sighting: PersonTracker.Sighting) -> Double {
        guard let shoulders = sighting.pose.shoulders, let hips = sighting.pose.hips, let trunk = sighting.pose.trunk
        else { return (Self.uprightness.lying + Self.uprightness.up) / 2 }
        return (hips.y - shoulders.y) / max(trunk, places[sighting.track]?.trunk ?? 0, 1)
    }
}
