public import MonitoringModel

/// Finds times at which a technician can come.
///
/// A window lies within one shift of a technician who has the skill and serves the site, begins on a
/// full or half hour by the technician's clock, and keeps the buffer to every visit already booked.
public struct Scheduler: Sendable {
    /// The rules that every window keeps.
    public struct Rules: Hashable, Codable, Sendable {
        /// The shortest time between asking and the start of a visit, in minutes; an hour by default.
        public var minimumNoticeMinutes: Int
        /// The time kept free before and after each visit, in minutes; a quarter of an hour by default.
        public var bufferMinutes: Int
        /// The minutes of an hour at which visits may begin are multiples of this, 5 to 60; 30 by default.
        public var stepMinutes: Int

        /// Creates rules; numbers out of range are brought to the nearest permitted one.
        public init(minimumNoticeMinutes: Int = 60, bufferMinutes: Int = 15, stepMinutes: Int = 30) {
            self.minimumNoticeMinutes = min(max(minimumNoticeMinutes, 0), 10_080)
            self.bufferMinutes = min(max(bufferMinutes, 0), 240)
            self.stepMinutes = min(max(stepMinutes, 5), 60)
        }

        /// The minimum notice as a duration.
        public var minimumNotice: Duration { .seconds(60 * minimumNoticeMinutes) }
        /// The buffer as a duration.
        public var buffer: Duration { .seconds(60 * bufferMinutes) }
    }

    /// The farthest that is looked ahead from the earliest permitted start, in days.
    public static let horizonDays = 60
    /// The greatest number of windows in one answer.
    public static let maximumWindows = 200

    private let technicians: [(technician: Technician, clock: LocalClock)]
    /// The rules that every window keeps.
    public let rules: Rules

    /// Creates a scheduler for technicians.
    ///
    /// - Throws: `FieldServiceError.invalidTechnician` for the first one whose document is wrong.
    public init(technicians: [Technician], rules: Rules = Rules()) throws(FieldServiceError) {
        var clocks: [(technician: Technician, clock: LocalClock)] = []
        for technician in technicians.sorted(by: { $0.id < $1.id }) {
            try technician.validate()
            guard let clock = LocalClock(timeZone: technician.timeZone) else { continue }
            clocks.append((technician, clock))
        }
        self.technicians = clocks
        self.rules = rules
    }

    /// Returns windows for a visit, earliest first, one for each time of beginning.
    ///
    /// When several technicians could begin at the same time, the one with the fewest booked visits is
    /// chosen, then the one whose name sorts first.
    ///
    /// - Parameters:
    ///   - request: What is needed.
    ///   - range: When the visit must begin; an empty range gives nothing.
    ///   - earliest: The earliest permitted start, usually now and the minimum notice.
    ///   - booked: The visits that block time; those that are not booked are ignored.
    ///   - limit: The greatest number of windows, 1 to 200.
    /// - Returns: The windows; all of one length, in the order of their beginning.
    /// - Throws: `FieldServiceError.invalidRequest` if the request makes no sense.
    public func openings(
        for request: VisitRequest,
        within range: Range<Instant>,
        notBefore earliest: Instant,
        booked: [Visit],
        limit: Int
    ) throws(FieldServiceError) -> [ServiceWindow] {
        try request.validate()
        let bound = min(max(limit, 1), Self.maximumWindows)
        let start = max(range.lowerBound, earliest)
        let horizon = start + .seconds(86_400 * Self.horizonDays)
        let end = min(range.upperBound, horizon)
        guard start < end else { return [] }
        let blocking = booked.filter { $0.state == .booked }
        var loads: [TechnicianID: Int] = [:]
        for visit in blocking { loads[visit.technician, default: 0] += 1 }
        var found: [ServiceWindow] = []
        for (technician, clock) in technicians where technician.canServe(request) {
            let own = blocking.filter { $0.technician == technician.id }
            let search = ShiftSearch(technician: technician, clock: clock, rules: rules, booked: own)
            found += search.windows(minutes: request.minutes, from: start, to: end, limit: bound)
        }
        found.sort { lhs, rhs in
            let left = (lhs.start, loads[lhs.technician] ?? 0, lhs.technician)
            return left < (rhs.start, loads[rhs.technician] ?? 0, rhs.technician)
        }
        return Array(Self.firstOfEachStart(found).prefix(bound))
    }

    /// Returns windows for a visit that is asked for now, with the minimum notice kept.
    ///
    /// - Parameters:
    ///   - request: What is needed.
    ///   - range: When the visit must begin; an empty range gives nothing.
    ///   - now: The time of asking.
    ///   - booked: The visits that block time.
    ///   - limit: The greatest number of windows, 1 to 200.
    /// - Returns: The windows, earliest first.
    /// - Throws: `FieldServiceError.invalidRequest` if the request makes no sense.
    public func openings(
        for request: VisitRequest,
        within range: Range<Instant>,
        now: Instant,
        booked: [Visit],
        limit: Int
    ) throws(FieldServiceError) -> [ServiceWindow] {
        let earliest = now + rules.minimumNotice
        return try openings(for: request, within: range, notBefore: earliest, booked: booked, limit: limit)
    }

    private static func firstOfEachStart(_ windows: [ServiceWindow]) -> [ServiceWindow] {
        var kept: [ServiceWindow] = []
        for window in windows where kept.last?.start != window.start { kept.append(window) }
        return kept
    }
}

extension Technician {
    /// Returns whether the technician has the skill and serves the site of a request.
    ///
    /// A request without a site is only for technicians who serve all sites.
    public func canServe(_ request: VisitRequest) -> Bool {
        guard skills.contains(request.skill) else { return false }
        guard !sites.isEmpty else { return true }
        guard let site = request.site else { return false }
        return sites.contains(site)
    }
}
