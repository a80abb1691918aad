import FieldService
import MonitoringModel
import MonitoringTestKit
import Testing

struct SchedulerTests {
    private static let berlin = "Europe/Berlin"

    private static func technician(
        _ id: String,
        shifts: [Technician.Shift],
        skills: Set<String> = ["cable"],
        sites: Set<SiteID> = [],
        zone: String = berlin
    ) throws -> Technician {
        let name = try #require(TechnicianID(id))
        return Technician(id: name, name: id, skills: skills, sites: sites, shifts: shifts, timeZone: zone)
    }

    private static func request(minutes: Int = 60, site: SiteID? = nil, skill: String = "cable") throws -> VisitRequest
    {
        let customer: PersonID = "anna"
        return VisitRequest(
            customer: customer,
            site: site,
            skill: skill,
            reason: "Weak signal",
            minutes: minutes,
            timeZone: berlin
        )
    }

    private static let weekdays = (1...5).map { Technician.Shift(weekday: $0, startMinute: 540, endMinute: 720) }

    private static func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    private static func starts(
        _ technicians: [Technician],
        _ request: VisitRequest,
        from: String,
        to: String,
        booked: [Visit] = [],
        limit: Int = 100
    ) throws -> [ServiceWindow] {
        let (lower, upper) = (try instant(from), try instant(to))
        return try Scheduler(technicians: technicians)
            .openings(for: request, within: lower..<upper, notBefore: lower, booked: booked, limit: limit)
    }

    @Test("Windows lie within a shift and begin on half hours")
    func withinShift() throws {
        let maria = try Self.technician("maria", shifts: Self.weekdays)
        let windows = try Self.starts(
            [maria],
            Self.request(),
            from: "2026-11-23T00:00:00+01:00",
            to: "2026-11-24T00:00:00+01:00"
        )
        let expected = try ["09:00", "09:30", "10:00", "10:30", "11:00"]
            .map { try Self.instant("2026-11-23T\($0):00+01:00") }
        #expect(windows.map(\.start) == expected)
        #expect(windows.allSatisfy { $0.end - $0.start == .seconds(3_600) })
    }

    @Test("A booked visit blocks its time and the buffer on both sides; a cancelled one blocks nothing")
    func buffers() throws {
        let maria = try Self.technician("maria", shifts: Self.weekdays)
        let start = try Self.instant("2026-11-23T10:00:00+01:00")
        let window = ServiceWindow(technician: maria.id, start: start, end: start + .seconds(1_800))
        var visit = try Visit(number: 1, request: Self.request(minutes: 30), window: window, now: start)
        let day = ("2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00")
        let short = try Self.request(minutes: 30)
        let windows = try Self.starts([maria], short, from: day.0, to: day.1, booked: [visit])
        let expected = try ["09:00", "11:00", "11:30"].map { try Self.instant("2026-11-23T\($0):00+01:00") }
        #expect(windows.map(\.start) == expected)
        visit.state = .cancelled
        #expect(try Self.starts([maria], short, from: day.0, to: day.1, booked: [visit]).count == 6)
    }

    @Test("Skill and site decide who may come")
    func eligibility() throws {
        let home = SiteID("home")
        let away = SiteID("away")
        let local = try Self.technician("local", shifts: Self.weekdays, sites: [home])
        let day = ("2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00")
        #expect(try !Self.starts([local], Self.request(site: home), from: day.0, to: day.1).isEmpty)
        #expect(try Self.starts([local], Self.request(site: away), from: day.0, to: day.1).isEmpty)
        #expect(try Self.starts([local], Self.request(), from: day.0, to: day.1).isEmpty)
        #expect(try Self.starts([local], Self.request(site: home, skill: "power"), from: day.0, to: day.1).isEmpty)
    }

    @Test("At equal times the technician with fewer visits comes, then the first by name")
    func balance() throws {
        let ann = try Self.technician("ann", shifts: Self.weekdays)
        let bob = try Self.technician("bob", shifts: Self.weekdays)
        let day = ("2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00")
        let equal = try Self.starts([bob, ann], Self.request(), from: day.0, to: day.1)
        #expect(equal.count == 5 && equal.allSatisfy { $0.technician == ann.id })
        let start = try Self.instant("2026-11-27T10:00:00+01:00")
        let window = ServiceWindow(technician: ann.id, start: start, end: start + .seconds(3_600))
        let visit = try Visit(number: 1, request: Self.request(), window: window, now: start)
        let other = try Self.starts([bob, ann], Self.request(), from: day.0, to: day.1, booked: [visit])
        #expect(other.allSatisfy { $0.technician == bob.id })
    }

    @Test("Shifts keep the technician's clock when clocks change, and skipped minutes are not offered")
    func daylightSaving() throws {
        let night = [Technician.Shift(weekday: 7, startMinute: 60, endMinute: 300)]
        let owl = try Self.technician("owl", shifts: night)
        let spring = try Self.starts(
            [owl],
            Self.request(),
            from: "2027-03-28T00:00:00+01:00",
            to: "2027-03-29T00:00:00+02:00"
        )
        let springTimes = try [
            "01:00:00+01:00", "01:30:00+01:00", "03:00:00+02:00", "03:30:00+02:00", "04:00:00+02:00",
        ]
        .map { try Self.instant("2027-03-28T\($0)") }
        #expect(spring.map(\.start) == springTimes)
        let day = try Self.technician("day", shifts: [Technician.Shift(weekday: 7, startMinute: 600, endMinute: 660)])
        let autumn = try Self.starts(
            [day],
            Self.request(),
            from: "2026-10-24T00:00:00+02:00",
            to: "2026-10-26T00:00:00+01:00"
        )
        #expect(try autumn.map(\.start) == [Self.instant("2026-10-25T10:00:00+01:00")])
    }

    @Test("A technician in another zone works by the clock there")
    func otherZone() throws {
        let nepal = try Self.technician("tara", shifts: Self.weekdays, zone: "Asia/Kathmandu")
        let windows = try Self.starts([nepal], Self.request(), from: "2026-11-23T00:00:00Z", to: "2026-11-24T00:00:00Z")
        #expect(try windows.first?.start == Self.instant("2026-11-23T09:00:00+05:45"))
    }

    @Test("The minimum notice, the limit, the horizon and empty ranges are kept")
    func bounds() throws {
        let maria = try Self.technician("maria", shifts: Self.weekdays)
        let scheduler = try Scheduler(technicians: [maria])
        let now = try Self.instant("2026-11-23T09:10:00+01:00")
        let all = now..<Instant(millisecondsSinceEpoch: .max)
        let windows = try scheduler.openings(for: Self.request(), within: all, now: now, booked: [], limit: 2)
        #expect(
            try windows.map(\.start) == [
                Self.instant("2026-11-23T10:30:00+01:00"), Self.instant("2026-11-23T11:00:00+01:00"),
            ]
        )
        let many = try scheduler.openings(for: Self.request(), within: all, now: now, booked: [], limit: .max)
        #expect(many.count == Scheduler.maximumWindows)
        #expect(many.allSatisfy { $0.start < now + .seconds(86_400 * 61) })
        #expect(try scheduler.openings(for: Self.request(), within: now..<now, now: now, booked: [], limit: 1).isEmpty)
        let never = Instant(millisecondsSinceEpoch: .max)
        _ = try scheduler.openings(for: Self.request(), within: now..<never, now: never, booked: [], limit: 1)
        let first = Instant(millisecondsSinceEpoch: .min)
        _ = try scheduler.openings(for: Self.request(), within: first..<never, now: first, booked: [], limit: 1)
    }

    @Test("A shift until midnight may be used to its end")
    func midnight() throws {
        let late = try Self.technician(
            "late",
            shifts: [Technician.Shift(weekday: 1, startMinute: 1_380, endMinute: 1_440)]
        )
        let windows = try Self.starts(
            [late],
            Self.request(),
            from: "2026-11-23T00:00:00+01:00",
            to: "2026-11-24T00:00:00+01:00"
        )
        #expect(try windows.map(\.end) == [Self.instant("2026-11-24T00:00:00+01:00")])
    }

    @Test("Requests that make no sense are errors", arguments: [0, 14, 481, .max, .min])
    func invalidMinutes(_ minutes: Int) throws {
        let request = try Self.request(minutes: minutes)
        #expect(throws: FieldServiceError.self) { try request.validate() }
    }

    @Test("Technicians whose documents are wrong are errors that name the field")
    func invalidTechnicians() throws {
        let good = Technician.Shift(weekday: 1, startMinute: 540, endMinute: 720)
        let wrong: [(String, Technician)] = [
            ("skills", try Self.technician("a", shifts: [good], skills: [])),
            ("timeZone", try Self.technician("a", shifts: [good], zone: "Mars/Olympus")),
            (
                "shifts",
                try Self.technician(
                    "a",
                    shifts: [good, Technician.Shift(weekday: 1, startMinute: 719, endMinute: 800)]
                )
            ),
            (
                "shifts[0].weekday",
                try Self.technician("a", shifts: [Technician.Shift(weekday: 8, startMinute: 0, endMinute: 1)])
            ),
            (
                "shifts[0].startMinute",
                try Self.technician("a", shifts: [Technician.Shift(weekday: 1, startMinute: -1, endMinute: 1)])
            ),
            (
                "shifts[0].endMinute",
                try Self.technician("a", shifts: [Technician.Shift(weekday: 1, startMinute: 0, endMinute: 1_441)])
            ),
            (
                "shifts[0]",
                try Self.technician("a", shifts: [Technician.Shift(weekday: 1, startMinute: 60, endMinute: 60)])
            ),
        ]
        for (field, technician) in wrong {
            let error = #expect(throws: FieldServiceError.self) { try technician.validate() }
            #expect(error?.description.hasPrefix("technician 'a', \(field): ") == true, "\(field)")
            #expect(throws: FieldServiceError.self) { try Scheduler(technicians: [technician]) }
        }
        try Self.technician("a", shifts: [good, Technician.Shift(weekday: 1, startMinute: 720, endMinute: 800)])
            .validate()
    }

    @Test("The calendar in memory does what every calendar must")
    func conformance() throws {
        let maria = TechnicianID("maria")
        let tom = TechnicianID("tom")
        let anna = PersonID("anna")
        let bert = PersonID("bert")
        let failures = try VisitLedgerConformance.failures(
            of: InMemoryVisitLedger(),
            technicians: (maria, tom),
            customers: (anna, bert)
        )
        #expect(failures.isEmpty)
    }

    @Test("A calendar that permits overlaps does not pass")
    func conformanceCanFail() throws {
        let maria = TechnicianID("maria")
        let tom = TechnicianID("tom")
        let anna = PersonID("anna")
        let bert = PersonID("bert")
        let failures = try VisitLedgerConformance.failures(
            of: CarelessLedger(),
            technicians: (maria, tom),
            customers: (anna, bert)
        )
        #expect(failures.contains("an overlap by 0 minutes is refused"))
    }

    /// A calendar that books whatever is asked.
    private final class CarelessLedger: VisitLedger {
        private var visits: [Visit] = []

        func bookedVisits(from: Instant, to: Instant) throws -> [Visit] { visits }

        func book(_ request: VisitRequest, in window: ServiceWindow, at now: Instant) throws -> Visit? {
            visits.append(Visit(number: Int64(visits.count) + 1, request: request, window: window, now: now))
            return visits.last
        }

        func cancel(_ visit: VisitID, at now: Instant) throws -> Visit? { nil }
    }
}
