import MonitoringModel

/// Who is in which zone over time: entering and leaving takes several sightings in a row.
struct ZoneOccupancy: Sendable {
    /// How long somebody who is not seen still counts; longer than the network's pause when nothing moves.
    static let memory = Duration.seconds(3)
    /// The sightings in a row from which somebody counts who comes to others; a single one may be a mistake.
    static let believedSightings = 2

    private struct Stay: Sendable {
        var isInside = false
        /// Sightings in a row that say otherwise than `isInside`.
        var contrary = 0
        /// The first of the sightings in a row inside.
        var since: Instant?
    }

    private struct Guest: Sendable {
        var seenAt: Instant
        var sightings = 0
        var stays: [ZoneID: Stay] = [:]
    }

    private var guests: [Int: Guest] = [:]
    /// How many people are in view.
    private(set) var people = 0
    /// How many people are in each zone that has any.
    private(set) var counts: [ZoneID: Int] = [:]

    /// Takes the people of a picture.
    ///
    /// - Returns: Whether the number of people, in all or in a zone, is another than before.
    mutating func update(_ sightings: [PersonTracker.Sighting], in map: ZoneMap, at now: Instant) -> Bool {
        for sighting in sightings {
            var guest = guests[sighting.track] ?? Guest(seenAt: now)
            guest.seenAt = now
            guest.sightings += 1
            let inside = Set(map.zones(of: sighting.pose).map(\.id))
            for zone in map.zones where zone.kind != .ignore {
                var stay = guest.stays[zone.id] ?? Stay()
                Self.note(inside.contains(zone.id), at: now, inertia: max(1, zone.inertia), &stay)
                guest.stays[zone.id] = stay
            }
            guests[sighting.track] = guest
        }
        guests = guests.filter { now >= $0.value.seenAt && now - $0.value.seenAt <= Self.memory }
        let before = (people, counts)
        count(map, now)
        return before != (people, counts)
    }

    /// Forgets everybody.
    mutating func reset() {
        self = ZoneOccupancy()
    }

    private static func note(_ isInside: Bool, at now: Instant, inertia: Int, _ stay: inout Stay) {
        guard isInside != stay.isInside else {
            stay.contrary = 0
            if !isInside { stay.since = nil }
            return
        }
        stay.contrary += 1
        if isInside, stay.contrary == 1 { stay.since = now }
        guard stay.contrary >= inertia else { return }
        stay.isInside = isInside
        stay.contrary = 0
        if !isInside { stay.since = nil }
    }

    private mutating func count(_ map: ZoneMap, _ now: Instant) {
        let believed = guests.values.filter { $0.sightings >= Self.believedSightings }
        people = believed.isEmpty ? min(guests.count, 1) : believed.count
        counts = [:]
        for zone in map.zones where zone.kind != .ignore {
            let inside = guests.values.filter { guest in
                guard let stay = guest.stays[zone.id], stay.isInside, let since = stay.since else { return false }
                return now - since >= zone.loitering
            }
            if !inside.isEmpty { counts[zone.id] = inside.count }
        }
    }
}
