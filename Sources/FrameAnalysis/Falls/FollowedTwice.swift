import MonitoringModel

/// Who has been followed twice, so that one of the two tracks is nobody's.
///
/// Of somebody with an animal in front the network sees the person in one picture and a mixture of both in the next, and two
/// tracks take turns. When the animal leaves, one of them goes with it, and somebody would seem to have come down.
struct FollowedTwice: Sendable {
    /// How long it counts where somebody was.
    static let memory = PersonTracker.sureMemory
    /// The greatest number of places that are kept of each: three seconds at ten a second.
    static let maximumPlaces = 30

    private struct Place: Sendable {
        var at: Instant
        var pose: Pose
    }

    /// Where each was last seen.
    private var latest: [Int: Place] = [:]
    /// Where each was seen plainly.
    private var plain: [Int: [Place]] = [:]
    /// Who has been told and not been seen since.
    private var told: Set<Int> = []
    /// Who began where somebody else had been, instead of that one, and has only been hardly seen there since.
    private var standIns: [Int: (other: Int, pose: Pose)] = [:]

    /// Takes the sightings of one picture.
    ///
    /// - Parameters:
    ///   - sightings: The people of the picture.
    ///   - now: When it was taken.
    /// - Returns: The tracks that were plainly where another was at its last sighting and plainly is now, and are not seen now, or
    ///   elsewhere after the two took turns. Of two people who cross there is none, since one of them moves. Also those that began
    ///   in another's place, were hardly seen there, and gave it back.
    mutating func take(_ sightings: [PersonTracker.Sighting], at now: Instant) -> Set<Int> {
        let seen = sightings.filter { !$0.isAssumed }
        latest = latest.filter { now - $0.value.at <= Self.memory && now >= $0.value.at }
        plain = plain.compactMapValues { places in
            let recent = places.filter { now - $0.at <= Self.memory && now >= $0.at }
            return recent.isEmpty ? nil : recent
        }
        let staying = seen.filter { sighting in
            Self.isPlain(sighting.pose) && latest[sighting.track].map { sighting.pose.isTwin(of: $0.pose) } ?? false
        }
        let present = Dictionary(seen.map { ($0.track, $0.pose) }) { first, _ in first }
        told = told.filter { present[$0] == nil && plain[$0] != nil }
        var doubles = plain.keys.filter { track in
            !told.contains(track) && staying.contains { one in isDouble(track, of: one, now: present[track]) }
        }
        doubles += relieved(by: present)
        noteStandIns(seen, present)
        for sighting in seen {
            let place = Place(at: now, pose: sighting.pose)
            latest[sighting.track] = place
            guard Self.isPlain(sighting.pose) else { continue }
            plain[sighting.track] = (plain[sighting.track] ?? []).suffix(Self.maximumPlaces - 1) + [place]
        }
        told.formUnion(doubles)
        return Set(doubles)
    }

    private func isDouble(_ track: Int, of one: PersonTracker.Sighting, now pose: Pose?) -> Bool {
        guard one.track != track else { return false }
        guard let pose else { return plain[track]?.contains { $0.pose.isTwin(of: one.pose) } ?? false }
        return !pose.isTwin(of: one.pose) && tookTurns(track, with: one)
    }

    /// Whether a track that is seen elsewhere now took turns with one that stays.
    ///
    /// That one alone was seen there between two of its own sightings. Whoever only passed there, or fell in front of somebody who
    /// is seen afterwards, is somebody.
    private func tookTurns(_ track: Int, with one: PersonTracker.Sighting) -> Bool {
        let mine = (plain[track] ?? []).filter { $0.pose.isTwin(of: one.pose) }
        let theirs = (plain[one.track] ?? []) + (latest[one.track].map { [$0] } ?? [])
        guard let first = mine.first, let last = mine.last else { return false }
        return theirs.contains { turn in
            first.at < turn.at && turn.at < last.at && turn.pose.isTwin(of: one.pose)
                && !mine.contains { $0.at == turn.at }
        }
    }

    /// The tracks that only stood in for somebody who is seen there again.
    private func relieved(by present: [Int: Pose]) -> [Int] {
        standIns.filter { track, begun in
            guard let back = present[begun.other], back.isTwin(of: begun.pose) else { return false }
            return present[track].map { !$0.isTwin(of: begun.pose) } ?? true
        }
        .map(\.key)
    }

    private mutating func noteStandIns(_ seen: [PersonTracker.Sighting], _ present: [Int: Pose]) {
        standIns = standIns.filter { latest[$0.key] != nil && present[$0.value.other] == nil }
        for sighting in seen {
            let (track, pose) = (sighting.track, sighting.pose)
            if let begun = standIns[track] {
                // Whoever is seen plainly, or goes, is somebody.
                if Self.isPlain(pose) || !pose.isTwin(of: begun.pose) { standIns[track] = nil }
            } else if latest[track] == nil, !Self.isPlain(pose) {
                let other = latest.filter { present[$0.key] == nil && pose.isTwin(of: $0.value.pose) }.keys.min()
                if let other { standIns[track] = (other, pose) }
            }
        }
    }

    private static func isPlain(_ pose: Pose) -> Bool { pose.score >= PersonTracker.sureScore }
}
