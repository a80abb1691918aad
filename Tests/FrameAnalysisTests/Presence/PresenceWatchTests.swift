import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Watches over what cameras see")
struct PresenceWatchTests {
    private static let hour = 3_600.0

    private func watch(
        _ kind: Watch.Kind,
        _ limit: Duration = .zero,
        zones: Set<ZoneID> = [],
        cameras: [CameraID] = ["bedroom"],
        schedule: WatchSchedule? = nil
    ) throws -> Watch {
        var watch = Watch(
            id: "w",
            kind: kind,
            cameras: Dictionary(uniqueKeysWithValues: cameras.map { ($0, zones.isEmpty ? .wholeView : .zones(zones)) }),
            limit: limit,
            schedule: try schedule ?? .berlin(),
            place: "bedroom"
        )
        watch.personName = "Anna"
        return watch
    }

    // MARK: Stillness

    @Test("Stillness is told exactly its limit after the last movement, and movement ends it")
    func stillnessIsExact() throws {
        var timeline = PresenceTimeline([try watch(.stillness, .seconds(60))])
        try timeline.see(.person, at: 0)
        try timeline.see(.motion, from: 1, through: 17, every: 1)
        try timeline.see(.person, from: 20, through: 100, every: 5)
        try timeline.see(.motion, at: 103)
        #expect(timeline.log == ["77 stillness active", "103 stillness cleared"])
        #expect(timeline.lines.map(\.report.summary)[1] == "Anna moved again after 1 min 26 s.")
        #expect(timeline.mostDeadlines == 1)
    }

    @Test("Movement smaller than is set, such as breathing, is no movement")
    func breathingCountsAsSet() throws {
        var settings = try watch(.stillness, .seconds(60))
        settings.smallestMovement = 0.004
        var timeline = PresenceTimeline([settings])
        for second in 0...70 {
            try timeline.see(.motion, at: Double(second)) { $0.changed = 0.003 }
            try timeline.see(.person, at: Double(second))
        }
        try timeline.see(.motion, at: 71) { $0.changed = 0.004 }
        #expect(timeline.log == ["60 stillness active", "71 stillness cleared"])
    }

    @Test("A camera that tells nothing never counts as stillness; counting begins anew when it tells again")
    func silentCameraIsNotStillness() throws {
        var timeline = PresenceTimeline([try watch(.stillness, .seconds(60))])
        try timeline.see(.person, at: 0)
        try timeline.see(.motion, at: 10)
        try timeline.see(.person, at: 15)
        try timeline.advance(to: 300)
        #expect(timeline.log.isEmpty)
        try timeline.see(.person, from: 300, through: 370, every: 5)
        #expect(timeline.log == ["360 stillness active"])
        #expect(timeline.lines[0].report.details["started_anew"]?.contains("10:05") == true)
    }

    @Test(
        "Neither does one that sees nothing",
        arguments: [Observation.Kind.cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved, .cameraOffline]
    )
    func blindCameraIsNotStillness(kind: Observation.Kind) throws {
        var timeline = PresenceTimeline([
            try watch(.stillness, .seconds(60)), try watch(.nobodySeen, .seconds(60)).named("n"),
        ])
        try timeline.see(.person, at: 0)
        try timeline.see(kind, at: 5)
        try timeline.see(.motion, from: 6, through: 200, every: 1)
        try timeline.see(.cameraOnline, at: 200)
        #expect(timeline.log.isEmpty)
        try timeline.see(.person, from: 201, through: 270, every: 5)
        #expect(timeline.log == ["261 stillness active"])
    }

    @Test("An empty room is not stillness, and leaving ends it")
    func emptyRoomIsNotStillness() throws {
        var timeline = PresenceTimeline([try watch(.stillness, .seconds(60))])
        try timeline.see(.person, at: 0)
        try timeline.see(.empty, from: 20, through: 500, every: 10)
        try timeline.see(.person, from: 510, through: 580, every: 5)
        try timeline.see(.empty, at: 590)
        #expect(timeline.log == ["570 stillness active", "590 stillness cleared"])
    }

    @Test("Stillness in a zone counts only who is there")
    func stillnessInAZone() throws {
        var timeline = PresenceTimeline([try watch(.stillness, .seconds(60), zones: ["floor"])])
        try timeline.see(.person, from: 0, through: 100, every: 5, zones: ["bed": 1])
        try timeline.see(.person, from: 105, through: 170, every: 5, zones: ["floor": 1])
        try timeline.see(.person, at: 175, zones: ["bed": 1])
        #expect(timeline.log == ["165 stillness active", "175 stillness cleared"])
    }

    @Test("Stillness that begins before the hours counts from their beginning")
    func stillnessWithinHours() throws {
        // The timeline begins at 10:00 in Berlin.
        let schedule = try WatchSchedule.berlin(11, 12)
        var timeline = PresenceTimeline([try watch(.stillness, .seconds(600), schedule: schedule)])
        try timeline.see(.person, from: 0, through: 2 * Self.hour, every: 5)
        #expect(timeline.log == ["4200 stillness active"])
    }

    // MARK: Nobody seen

    @Test("Nobody seen for the limit is told exactly then, and a sighting by any camera ends it")
    func nobodySeenSpansCameras() throws {
        let settings = try watch(.nobodySeen, .seconds(3 * 3_600), cameras: ["bedroom", "kitchen"])
        var timeline = PresenceTimeline([settings])
        for second in stride(from: 0.0, through: 4 * Self.hour, by: 5) {
            if second <= 600 { try timeline.see(.person, at: second) } else { try timeline.see(.empty, at: second) }
            let inKitchen = second >= 600 && second <= 1_200
            try timeline.see(inKitchen ? .person : .empty, at: second, camera: "kitchen")
        }
        try timeline.see(.person, at: 4 * Self.hour + 1)
        #expect(timeline.log == ["12000 nobody_seen active", "14401 nobody_seen cleared"])
        #expect(timeline.lines[0].report.summary == "Anna has not been seen for 3 hours.")
        #expect(timeline.lines[1].report.summary == "Anna was seen again after 3 h 40 min.")
    }

    @Test("Somebody may be where one camera does not see: nobody is missed until all see again for the limit")
    func oneBlindCameraIsEnough() throws {
        let settings = try watch(.nobodySeen, .seconds(600), cameras: ["bedroom", "kitchen"])
        var timeline = PresenceTimeline([settings])
        try timeline.see(.person, at: 0)
        for second in stride(from: 5.0, through: 2_000, by: 5) {
            try timeline.see(.empty, at: second)
            if second == 100 { try timeline.see(.cameraOffline, at: second, camera: "kitchen") }
            if second == 1_200 { try timeline.see(.cameraOnline, at: second, camera: "kitchen") }
            if second < 100 || second >= 1_200 { try timeline.see(.empty, at: second, camera: "kitchen") }
        }
        #expect(timeline.log == ["1800 nobody_seen active"])
    }

    // MARK: Bed

    @Test("Whoever is in bed at the set time and has not been seen out of it is told then")
    func notLeftBed() throws {
        let schedule = try WatchSchedule.berlin(11, 12)
        var timeline = PresenceTimeline([try watch(.notLeftBed, zones: ["bed"], schedule: schedule)])
        try timeline.see(.person, from: 0, through: 3 * Self.hour, every: 5, zones: ["bed": 1])
        try timeline.see(.empty, at: 3 * Self.hour + 5)
        #expect(timeline.log == ["7200 not_left_bed active", "10805 not_left_bed cleared"])
        #expect(timeline.lines[0].report.summary == "Anna has not left the bed by 12:00.")
    }

    @Test("Whoever was up since the beginning of the hours may lie down again")
    func lyingDownAgain() throws {
        let schedule = try WatchSchedule.berlin(11, 12)
        var timeline = PresenceTimeline([try watch(.notLeftBed, zones: ["bed"], schedule: schedule)])
        try timeline.see(.person, from: 0, through: 4_000, every: 5, zones: ["bed": 1])
        try timeline.see(.person, from: 4_005, through: 4_100, every: 5)
        try timeline.see(.person, from: 4_105, through: 10_000, every: 5, zones: ["bed": 1])
        #expect(timeline.log.isEmpty)
    }

    @Test("A camera that is dark at the set time tells as soon as it sees somebody in bed")
    func darkAtTheSetTime() throws {
        let schedule = try WatchSchedule.berlin(11, 12)
        var timeline = PresenceTimeline([try watch(.notLeftBed, zones: ["bed"], schedule: schedule)])
        try timeline.see(.person, from: 0, through: 7_000, every: 5, zones: ["bed": 1])
        try timeline.see(.cameraDark, at: 7_005)
        try timeline.see(.cameraOnline, at: 8_000)
        try timeline.see(.person, at: 8_001, zones: ["bed": 1])
        #expect(timeline.log == ["8001 not_left_bed active"])
    }

    @Test("A bed that is left at night for longer than the limit is told, and coming back ends it")
    func outOfBed() throws {
        let schedule = try WatchSchedule.berlin(9, 12)
        var timeline = PresenceTimeline([try watch(.outOfBed, .seconds(600), zones: ["bed"], schedule: schedule)])
        try timeline.see(.person, from: 0, through: 100, every: 5, zones: ["bed": 1])
        try timeline.see(.person, at: 103)
        try timeline.see(.empty, from: 108, through: 400, every: 5)
        try timeline.see(.person, from: 405, through: 500, every: 5, zones: ["bed": 1])
        try timeline.see(.empty, from: 505, through: 1_200, every: 5)
        try timeline.see(.person, at: 1_203, zones: ["bed": 1])
        #expect(timeline.log == ["1105 out_of_bed active", "1203 out_of_bed cleared"])
    }

    @Test("Whoever is seen after the night is up, and need not go back to bed")
    func upAfterTheNight() throws {
        let schedule = try WatchSchedule.berlin(9, 11)
        var timeline = PresenceTimeline([try watch(.outOfBed, .seconds(600), zones: ["bed"], schedule: schedule)])
        try timeline.see(.person, from: 0, through: 100, every: 5, zones: ["bed": 1])
        try timeline.see(.empty, from: 105, through: 3_700, every: 5)
        try timeline.see(.person, at: 3_705)
        try timeline.see(.empty, from: 3_710, through: 6_000, every: 5)
        #expect(timeline.log == ["705 out_of_bed active", "3705 out_of_bed cleared"])
    }

    // MARK: The rest

    @Test("Whoever was last seen at the bathroom's door is in there until seen anywhere")
    func bathroom() throws {
        var settings = try watch(.bathroom, .seconds(1_800))
        settings.cameras = ["hall": .zones(["door"]), "kitchen": .zones([])]
        var timeline = PresenceTimeline([settings])
        for second in stride(from: 0.0, through: 6_000, by: 5) {
            let atDoor = second <= 100 || (second > 1_200 && second <= 1_300)
            let inHall = second > 1_100 && second <= 1_200
            try timeline.see(
                atDoor || inHall ? .person : .empty,
                at: second,
                camera: "hall",
                zones: atDoor ? ["door": 1] : [:]
            )
            try timeline.see(second == 5_000 ? .person : .empty, at: second, camera: "kitchen")
        }
        #expect(timeline.log == ["3100 bathroom active", "5000 bathroom cleared"])
        #expect(timeline.lines[1].report.summary == "Anna was seen again after 1 h 1 min in the bathroom.")
    }

    @Test("A day without a movement of a person by the set time is told then")
    func noFirstMovement() throws {
        let schedule = try WatchSchedule.berlin(11, 12)
        var timeline = PresenceTimeline([
            try watch(.noFirstMovement, cameras: ["bedroom", "kitchen"], schedule: schedule)
        ])
        for second in stride(from: 0.0, through: 9_000, by: 5) {
            try timeline.see(.person, at: second)
            try timeline.see(.empty, at: second, camera: "kitchen")
            // A curtain, in a room in which nobody is.
            try timeline.see(.motion, at: second, camera: "kitchen")
        }
        try timeline.see(.motion, at: 9_003)
        #expect(timeline.log == ["7200 no_first_movement active", "9003 no_first_movement cleared"])
    }

    @Test("A movement, or coming into view, in the hours is the first movement of the day")
    func firstMovement() throws {
        let schedule = try WatchSchedule.berlin(11, 12)
        let settings = try watch(.noFirstMovement, schedule: schedule)
        for arrives in [true, false] {
            var timeline = PresenceTimeline([settings])
            try timeline.see(arrives ? .empty : .person, from: 0, through: 5_000, every: 5)
            if !arrives { try timeline.see(.motion, at: 5_001) }
            try timeline.see(.person, from: 5_005, through: 9_000, every: 5)
            #expect(timeline.log.isEmpty)
        }
    }

    @Test("Who stays in a zone for the limit loiters, until leaving it")
    func loitering() throws {
        var timeline = PresenceTimeline([try watch(.loitering, .seconds(120), zones: ["door"])])
        try timeline.see(.person, from: 0, through: 100, every: 5, zones: ["door": 1])
        try timeline.see(.person, from: 105, through: 110, every: 5)
        try timeline.see(.person, from: 115, through: 240, every: 5, zones: ["door": 1])
        try timeline.see(.person, at: 241)
        #expect(timeline.log == ["235 loitering active", "241 loitering cleared"])
    }

    @Test("Somebody where nobody should be is told while the watch is on, and turning it off ends it")
    func intruder() throws {
        var timeline = PresenceTimeline([try watch(.intruder)])
        try timeline.turn("w", on: false, at: 0)
        try timeline.see(.person, from: 1, through: 20, every: 5)
        try timeline.turn("w", on: true, at: 21)
        try timeline.see(.empty, at: 26)
        try timeline.see(.person, at: 40)
        try timeline.turn("w", on: false, at: 45)
        #expect(
            timeline.log == [
                "21 intruder active", "26 intruder cleared", "40 intruder active", "45 intruder cleared",
            ]
        )
        #expect(timeline.lines[0].report.severity == .critical)
    }

    @Test("Movement is told when it begins and when it ends, even where people cannot be seen")
    func motion() throws {
        var timeline = PresenceTimeline([try watch(.motion)])
        try timeline.see(.motion, from: 0, through: 3, every: 1)
        try timeline.see(.noMotion, at: 5)
        #expect(timeline.log == ["0 motion active", "5 motion cleared"])
    }

    // MARK: Times that do not fit

    @Test("What is told late, or twice, changes nothing that is known better")
    func lateAndRepeatedObservations() throws {
        var timeline = PresenceTimeline([
            try watch(.stillness, .seconds(60)), try watch(.nobodySeen, .seconds(60)).named("n"),
        ])
        for second in stride(from: 0.0, through: 59, by: 5) {
            try timeline.see(.person, at: second)
            try timeline.see(.person, at: second)
            try timeline.see(.empty, at: second - 2, arriving: second + 1)
            if second < 45 { try timeline.see(.motion, at: -8, arriving: second + 2) }
        }
        try timeline.see(.person, at: 60)
        #expect(timeline.log == ["60 stillness active"])
    }

    @Test(
        "A camera whose clock is an hour off, or jumps, is dated by ours",
        arguments: [-3_600.0, 3_600, 30]
    )
    func clocksAreNotBelieved(offset: Double) throws {
        var timeline = PresenceTimeline([try watch(.stillness, .seconds(60))])
        try timeline.see(.person, at: 0)
        try timeline.see(.motion, at: 1)
        for second in stride(from: 5.0, through: 59, by: 5) {
            try timeline.see(.person, at: second + offset, arriving: second)
        }
        try timeline.see(.person, at: 60)
        try timeline.advance(to: 62)
        #expect(timeline.log == ["61 stillness active"])
    }
}

extension Watch {
    /// The same watch under another name.
    func named(_ id: WatchID) -> Watch {
        var watch = self
        watch.id = id
        return watch
    }
}
