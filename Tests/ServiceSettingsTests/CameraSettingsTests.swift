import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import ServiceSettings
import StreamPipeline
import Testing

@Suite("Settings of cameras, watches and profiles")
struct CameraSettingsTests {
    private static func example() throws -> Household {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Settings(contentsOf: root.appending(path: "Examples/flat/household.yaml").path).household
    }

    private func watch(_ name: String) throws -> Watch {
        try #require(try Self.example().allWatches.first { $0.id.rawValue == name })
    }

    @Test("The example of a flat is read: its cameras")
    func camerasOfTheExample() throws {
        let household = try Self.example()
        #expect(household.people.map(\.seesPictures) == [false, true])
        let cameras = household.cameras.map(\.camera)
        #expect(cameras.map(\.camera.rawValue) == ["bedroom", "hall", "kitchen"])
        #expect(cameras[0].source == .mqtt)
        #expect(cameras[0].zones.map(\.kind) == [.bed, .other])
        #expect(cameras[0].zones[1].inertia == 5)
        #expect(cameras[0].motionMasks.count == 1)
        #expect(cameras[0].privacyMasks.count == 1)
        let address = StreamAddress(
            url: "rtsp://192.168.1.20/stream2",
            user: "caretaker",
            passwordFile: "/etc/caretaker/hall.password"
        )
        #expect(cameras[1].source == .rtsp(address))
        #expect(cameras[2].source == .snapshots(StreamAddress(url: "http://192.168.1.21/snapshot.jpg")))
        #expect(cameras[2].framesPerSecond == 1)
        #expect(cameras.map(\.isOverhead) == [false, false, true])
        #expect(cameras.map(\.offlineAfter) == [.seconds(30), .seconds(30), .seconds(30)])
    }

    @Test(
        "How long a picture may stay the same is read, and can be let be",
        arguments: [("", Duration.seconds(120)), (", frozen_after: 10s", .seconds(10)), (", frozen_after: never", nil)]
            as [(String, Duration?)]
    )
    func frozenPictures(text: String, limit: Duration?) throws {
        let settings = try Settings("cameras: [{id: hall\(text), micro_motion: true}]", file: "home.yaml")
        let camera = try #require(settings.household.cameras.first).camera
        #expect(camera.frozenAfter == limit)
        #expect(camera.countsMicroMotion)
    }

    @Test("The example of a flat is read: its watches")
    func watchesOfTheExample() throws {
        #expect(
            try Self.example().allWatches.map(\.id.rawValue) == [
                "kitchen", "still-on-floor", "still-in-bed", "late-riser", "night-walk", "long-in-bathroom",
                "at-the-door", "stranger", "missing", "no-breakfast",
            ] as [String]
        )
        #expect(try watch("kitchen").fingerprint == "stillness/kitchen")
        let bed = try watch("still-in-bed")
        #expect(bed.cameras == ["bedroom": .zones(["bed"])])
        #expect(bed.smallestMovement == 0.004)
        #expect(bed.schedule == WatchSchedule(startMinute: 1_200, endMinute: 600, timeZone: "Europe/Berlin"))
        #expect(try watch("late-riser").schedule.startMinute == 450)
        #expect(try watch("late-riser").cameras == ["bedroom": .zones(["bed"])])
        let bathroom = try watch("long-in-bathroom")
        #expect(bathroom.cameras == ["hall": .zones(["bathroom"]), "bedroom": .zones([]), "kitchen": .zones([])])
        let missing = try watch("missing")
        #expect(missing.cameras == ["hall": .wholeView, "bedroom": .wholeView, "kitchen": .wholeView])
        #expect(missing.personName == "Anna")
        #expect(missing.limit == .seconds(43_200))
        #expect(try watch("stranger").severity == .critical)
    }

    @Test("The example of a flat is read: its profiles")
    func profilesOfTheExample() throws {
        let profiles = try Self.example().profiles
        #expect(profiles.map(\.id.rawValue) == ["home", "away", "night"])
        #expect(profiles.map { $0.includes("stranger") } == [false, true, false])
        #expect(profiles.map { $0.includes("missing") } == [true, false, true])
        #expect(profiles.map { $0.schedule != nil } == [false, false, true])
        #expect(profiles[2].switches == ["bedroom": [.snapshots: false]])
    }

    @Test(
        "Faults are told with line, path and advice",
        arguments: [
            ("source: ftp", "cameras[0].source: must be mqtt, or a mapping of one of rtsp, mjpeg"),
            ("source: {rtsp: \"http://camera\"}", "cameras[0].source.rtsp: must be an address such as rtsp://"),
            ("source: {rtsp: \"rtsp://a:b@camera/\"}", "cameras[0].source.rtsp: has a user name or password in it"),
            ("source: {mjpeg: \"http://a:b/c@camera/\"}", "write 'user' and 'password_file'"),
            ("source: {device: /dev/video0, user: me}", "cameras[0].source.user: belongs to rtsp, mjpeg or snapshots"),
            ("source: {folder: a, repeats: true}", "cameras[0].source.repeats: belongs to a file"),
            ("source: {file: a, folder: b}", "cameras[0].source: must name exactly one of"),
            ("source: {rtps: x}", "cameras[0].source.rtps: is not known; known are: rtsp,"),
            ("source: {rtsp: \"rtsp://c\", password_file: x}", "password_file: needs a 'user' beside it"),
            ("frames_per_second: 100", "cameras[0].frames_per_second: must be a number from 0.2 to 30.0"),
            ("overhead: maybe", "cameras[0].overhead: must be true or false"),
            ("zones: [{id: a, kind: bad, points: []}]", "cameras[0].zones[0].kind: must be one of bed"),
            ("zones: [{id: a, kind: bed, points: [[0, 0], [1, 1]]}]", "zones[0].points: must have 3 to 64 corners"),
            ("motion_masks: [[[0, 0], [2, 0], [1, 1]]]", "motion_masks[0][1][0]: must be a number from 0.0 to 1.0"),
            ("watches: [{kind: stillness}]", "cameras[0].watches[0]: 'after' is missing"),
            ("watches: [{kind: stillnes, after: 5min}]", "watches[0].kind: must be one of stillness"),
            ("watches: [{kind: stillness, after: 5min, zones: [bed]}]", "'bed' is no zone of the camera"),
            ("watches: [{kind: out_of_bed, after: 5min}]", "watches[0]: needs a zone of the kind bed"),
            ("watches: [{kind: not_left_bed, hours: \"1-2\"}]", "hours: does not belong to not_left_bed: write 'by'"),
            ("watches: [{kind: stillness, after: 9h, hours: \"07:00-12:00\"}]", "after: must be shorter than"),
            ("watches: [{kind: stillness, after: 1h, hours: \"7-12\"}]", "'7-12' is no range of hours"),
            ("watches: [{kind: stillness, after: 1h, days: [noday]}]", "days[0]: must be one of monday"),
            ("watches: [{kind: no_first_movement, by: \"25:00\"}]", "'25:00' is no time of day"),
            ("watches: [{kind: stillness, after: 1h, person: anna}]", "watches[0].person: is not known"),
            (
                "watches: [{kind: intruder}, {kind: intruder}]",
                "cameras: the watch 'hall:intruder' is there already: give another 'id'"
            ),
        ]
    )
    func faultsOfCameras(line: String, expected: String) {
        let error = #expect(throws: SettingsError.self) {
            try Settings("cameras:\n  - id: hall\n    \(line)", file: "home.yaml")
        }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
        #expect(error?.line != nil)
    }

    @Test(
        "What does not fit together is refused",
        arguments: [
            ("watches: [{id: w, kind: nobody_seen, after: 1h}]", "must name a 'person', a 'site' or 'cameras'"),
            ("watches: [{id: w, kind: nobody_seen, after: 1h, person: x}]", "is not one of the people"),
            ("watches: [{id: w, kind: nobody_seen, after: 1h, cameras: [x]}]", "'x' is not one of the cameras"),
            ("watches: [{id: w, kind: nobody_seen, after: 1h, site: x}]", "has no camera"),
            ("watches: [{kind: nobody_seen, after: 1h, cameras: [hall]}]", "'id' is missing"),
            ("profiles: [{id: a, off: [w]}]", "profiles[0].off: 'w' is not one of the watches"),
            ("profiles: [{id: a, watches: [], off: []}]", "cannot stand beside 'watches'"),
            ("profiles: [{id: a}, {id: a}]", "'a' is there already"),
            ("profiles: [{id: a, cameras: {x: {detect: true}}}]", "'x' is not one of the cameras"),
            ("profiles: [{id: a, cameras: {hall: {detekt: true}}}]", "did you mean 'detect'?"),
        ]
    )
    func contradictions(text: String, expected: String) {
        let error = #expect(throws: SettingsError.self) {
            try Settings("cameras: [{id: hall}]\n\(text)", file: "home.yaml")
        }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
        #expect(error?.line == 2)
    }
}
