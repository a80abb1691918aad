import MonitoringModel

extension PresenceWatch {
    /// From when is counted and when the alert is due, as far as is known now; `nil` if nothing counts.
    mutating func count(_ now: Instant) -> (from: Instant, due: Instant)? {
        guard let onSince = state.onSince else { return nil }
        // Movement is seen without knowing people.
        if settings.kind == .motion { return span(from: state.movingSince.map { max($0, onSince) }) }
        guard let seesSince else { return nil }
        switch settings.kind {
        case .notLeftBed: return countToBedtimeEnd(now, onSince)
        case .noFirstMovement: return countToFirstMovement(now, onSince, seesSince)
        case .outOfBed:
            guard let leftAt = state.leftAt, let window = calendar.window(containing: leftAt) else { return nil }
            return span(from: max(leftAt, seesSince, onSince), in: window)
        case .stillness:
            return span(from: state.inPlaceSince.map { max($0, state.movedAt ?? $0, seesSince, onSince) })
        case .nobodySeen: return span(from: max(state.lastSeenAt ?? seesSince, seesSince, onSince))
        case .bathroom:
            guard state.wasSeenInPlace, let seenAt = state.lastSeenAt else { return nil }
            return span(from: max(seenAt, seesSince, onSince))
        case .loitering, .intruder: return span(from: state.inPlaceSince.map { max($0, onSince) })
        case .motion: return nil
        }
    }

    /// Since when all cameras have seen without a break; `nil` if one does not.
    private var seesSince: Instant? {
        var latest: Instant?
        for camera in settings.cameras.keys {
            guard let since = state.sights[camera]?.seesSince else { return nil }
            latest = max(latest ?? since, since)
        }
        return latest
    }

    /// Counts the limit within the schedule: what began before a window counts from the window's beginning.
    private mutating func span(from start: Instant?) -> (from: Instant, due: Instant)? {
        guard let start else { return nil }
        if settings.schedule.isAlways { return (start, start + settings.limit) }
        if let window = calendar.window(containing: start), let counted = span(from: start, in: window) {
            return counted
        }
        guard let next = calendar.window(from: start) else { return nil }
        return span(from: next.lowerBound, in: next)
    }

    private func span(from start: Instant, in window: Range<Instant>) -> (from: Instant, due: Instant)? {
        let due = start + settings.limit
        return due < window.upperBound ? (start, due) : nil
    }

    /// At the end of the hours somebody is in bed who has not been seen out of it since their beginning.
    private mutating func countToBedtimeEnd(_ now: Instant, _ onSince: Instant) -> (from: Instant, due: Instant)? {
        guard let inBedSince = state.inPlaceSince else { return nil }
        if let past = calendar.window(endedBy: now), onSince <= past.upperBound, now < nextStart(after: past) {
            let hasLeft = state.emptyAt.map { $0 >= past.lowerBound } ?? false
            // A camera that was blind at the time tells as soon as it sees again.
            if !hasLeft { return (past.lowerBound, max(past.upperBound, inBedSince)) }
        }
        let current = calendar.window(containing: now) ?? calendar.window(from: now)
        return current.map { ($0.lowerBound, $0.upperBound) }
    }

    /// No movement since the beginning of the hours, and watched for long enough to know.
    private mutating func countToFirstMovement(
        _ now: Instant,
        _ onSince: Instant,
        _ seesSince: Instant
    ) -> (from: Instant, due: Instant)? {
        let watchedSince = max(onSince, seesSince)
        let past = calendar.window(endedBy: now)
            .flatMap { past in
                onSince <= past.upperBound && now < nextStart(after: past) ? past : nil
            }
        for window in [past, calendar.window(containing: now), calendar.window(from: now)] {
            guard let window, state.movedAt.map({ $0 < window.lowerBound }) ?? true else { continue }
            let length = min(Self.renewedSight, window.upperBound - window.lowerBound)
            let isWhole = watchedSince <= window.lowerBound
            let due = isWhole ? window.upperBound : max(window.upperBound, watchedSince + length)
            return (max(window.lowerBound, watchedSince), due)
        }
        return nil
    }

    private mutating func nextStart(after window: Range<Instant>) -> Instant {
        calendar.window(from: window.upperBound)?.lowerBound ?? Instant(millisecondsSinceEpoch: .max)
    }
}

// MARK: - Ends

extension PresenceWatch {
    /// Whether what was seen ends the alert that is raised.
    mutating func isOver(_ observation: Observation, _ from: Instant, _ raisedAt: Instant) -> Bool {
        switch settings.kind {
        case .stillness: isPlaceEmpty || state.movedAt.map { $0 > from } ?? false
        case .nobodySeen, .bathroom: state.lastSeenAt.map { $0 > from } ?? false
        case .notLeftBed, .loitering, .intruder: isPlaceEmpty
        case .outOfBed: state.inPlaceSince != nil || isNightOver(observation, raisedAt)
        case .noFirstMovement: state.movedAt.map { $0 >= from } ?? false
        case .motion: state.movingSince == nil
        }
    }

    /// Whoever is seen anywhere after the hours is up, and need not go back to bed.
    private mutating func isNightOver(_ observation: Observation, _ raisedAt: Instant) -> Bool {
        guard observation.kind.isSighting, let night = calendar.window(containing: raisedAt) else { return false }
        guard let seenAt = state.lastSeenAt, seenAt >= night.upperBound else { return false }
        state.leftAt = nil
        return true
    }
}
