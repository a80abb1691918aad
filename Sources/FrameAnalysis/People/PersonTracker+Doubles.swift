import MonitoringModel

/// People who are followed twice.
///
/// Of somebody with an animal in front the network sees the person in one picture and a mixture of both in the next, so that two
/// tracks take turns. When the animal leaves, one of them would go with it, and somebody would seem to have come down.
extension PersonTracker {
    /// Forgets whoever is not seen now and was, lately and plainly, where somebody else has been before and is plainly seen now.
    ///
    /// - Parameter now: When the picture was taken, in which they have been seen.
    mutating func forgetDoubles(at now: Instant) {
        let staying = tracks.filter { track in
            track.seenAt == now && track.pose.score >= Self.sureScore
                && track.earlier.contains { now - $0.seenAt <= Self.sureMemory && track.pose.isTwin(of: $0.pose) }
        }
        guard !staying.isEmpty else { return }
        tracks.removeAll { track in
            guard track.seenAt < now else { return false }
            // The last plain sighting may be that of the animal already.
            let plain = ([track] + track.earlier).compactMap(\.sure).filter { now - $0.at <= Self.sureMemory }
            return staying.contains { other in
                other.id != track.id && plain.contains { $0.pose.isTwin(of: other.pose) }
            }
        }
    }
}
