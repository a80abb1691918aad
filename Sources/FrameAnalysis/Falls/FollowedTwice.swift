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

    /// Takes the sightings of one picture.
    ///
    /// - Parameters:
    ///   - sightings: The people of the picture.
    ///   - now: When it was taken.
    /// - Returns: The tracks that are not seen now and were plainly where another was at its last sighting and plainly is now.
    ///   Of two people who cross there is none, since one of them moves.
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
        let present = Set(seen.map(\.track))
        let doubles = plain.filter { track, places in
            !present.contains(track)
                && staying.contains { one in places.contains { $0.pose.isTwin(of: one.pose) } }
        }
        for sighting in seen {
            let place = Place(at: now, pose: sighting.pose)
            latest[sighting.track] = place
            guard Self.isPlain(sighting.pose) else { continue }
            plain[sighting.track] = (plain[sighting.track] ?? []).suffix(Self.maximumPlaces - 1) + [place]
        }
        for track in doubles.keys { plain[track] = nil }
        return Set(doubles.keys)
    }

    private static func isPlain(_ pose: Pose) -> Bool { pose.score >= PersonTracker.sureScore }
}
