import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Any stream of observations")
struct PresencePropertyTests {
    private static let cameras: [CameraID] = ["bedroom", "hall"]
    private static let kinds: [Observation.Kind] = [
        .person, .person, .person, .empty, .empty, .motion, .noMotion, .fallSuspected, .fall, .onFloor, .recovered,
        .still, .cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved, .cameraOffline, .cameraOnline, .cameraOnline,
        .cameraOnline,
    ]

    /// What the test itself knows of a camera.
    private struct Known {
        var isBlind = false
        var heardAt: Double?
    }

    private func watches() throws -> [Watch] {
        let both: [CameraID: Watch.Place] = ["bedroom": .wholeView, "hall": .wholeView]
        let bed: [CameraID: Watch.Place] = ["bedroom": .zones(["bed"])]
        let places: [Watch.Kind: [CameraID: Watch.Place]] = [
            .stillness: ["bedroom": .wholeView], .nobodySeen: both, .notLeftBed: bed, .outOfBed: bed,
            .bathroom: ["bedroom": .zones([]), "hall": .zones(["door"])], .noFirstMovement: both,
            .loitering: ["hall": .zones(["door"])], .intruder: ["hall": .wholeView], .motion: ["hall": .wholeView],
        ]
        return try Watch.Kind.allCases.map { kind in
            let isNarrow = kind.isJudgedAtEnd || kind == .outOfBed
            return Watch(
                id: try #require(WatchID(kind.rawValue)),
                kind: kind,
                cameras: try #require(places[kind]),
                limit: kind == .intruder || kind == .motion || kind.isJudgedAtEnd ? .zero : .seconds(60),
                schedule: isNarrow ? try .berlin(9, 11) : try .berlin(),
                place: "flat"
            )
        }
    }

    @Test("No alert while blind, none twice, each ends once, one deadline for each", arguments: 0..<40 as Range<UInt64>)
    func anyStream(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var settings: [CameraID: CameraWatchSettings] = [:]
        for camera in Self.cameras { settings[camera] = CameraWatchSettings(room: camera.rawValue) }
        let watches = try watches()
        var timeline = PresenceTimeline(watches, cameras: settings)
        timeline.storesEachStep = seed % 4 == 0
        var known: [CameraID: Known] = [:]
        var second = 0.0
        var checked = 0
        // Some streams are dense, some have holes.
        let pace = seed % 2 == 0 ? 4.0 : 14.0
        for _ in 0..<600 {
            second += Double.random(in: 0...pace, using: &random)
            let camera = try #require(Self.cameras.randomElement(using: &random))
            let isQuiet = Int.random(in: 0..<4, using: &random) > 0
            let kind =
                try isQuiet ? (camera == "hall" ? .empty : .person) : #require(Self.kinds.randomElement(using: &random))
            let lag = Int.random(in: 0..<5, using: &random) == 0 ? Double.random(in: -30...90, using: &random) : 0
            let zone: ZoneID? = [nil, "bed", "door"].randomElement(using: &random) ?? nil
            try timeline.advance(to: second)
            try check(timeline, from: &checked, known, watches)
            note(kind, second, &known[camera, default: Known()])
            let zones = zone.map { [$0: 1] } ?? [:]
            try timeline.see(kind, at: second - lag, arriving: second, camera: camera, zones: zones)
            checked = timeline.lines.count
            if Int.random(in: 0..<20, using: &random) == 0 { try timeline.restart() }
        }
        try end(&timeline, at: second + 1)
        try checkEdges(timeline)
        #expect(timeline.mostDeadlines <= watches.count + Self.cameras.count)
    }

    private func note(_ kind: Observation.Kind, _ second: Double, _ camera: inout Known) {
        switch kind {
        case .cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved, .cameraOffline: camera.isBlind = true
        case .cameraOnline: camera.isBlind = false
        default: break
        }
        camera.heardAt = second
    }

    /// What came by a deadline came while every camera of the watch saw.
    private func check(
        _ timeline: PresenceTimeline,
        from checked: inout Int,
        _ known: [CameraID: Known],
        _ watches: [Watch]
    ) throws {
        for line in timeline.lines[checked...] where line.report.state == .active {
            guard let watch = watches.first(where: { $0.fingerprint == line.report.fingerprint }) else { continue }
            for camera in watch.cameras.keys {
                let camera = try #require(known[camera])
                #expect(!camera.isBlind)
                #expect(line.second - (try #require(camera.heardAt)) <= 15.001)
            }
        }
        checked = timeline.lines.count
    }

    /// What ends every condition there is.
    private func end(_ timeline: inout PresenceTimeline, at second: Double) throws {
        for kind in [Observation.Kind.cameraOnline, .recovered, .person, .motion, .noMotion] {
            for camera in Self.cameras {
                try timeline.see(kind, at: second + 40, camera: camera, zones: ["bed": 1])
            }
        }
        for camera in Self.cameras { try timeline.see(.empty, at: second + 41, camera: camera) }
    }

    private func checkEdges(_ timeline: PresenceTimeline) throws {
        for (name, lines) in Dictionary(grouping: timeline.lines, by: \.report.fingerprint) {
            var active: ConditionReport?
            for report in lines.map(\.report) {
                #expect(report != active, "\(name) was told twice")
                if report.state == .cleared {
                    let begun = try #require(active, "\(name) ended without having begun")
                    #expect(report.observedAt >= begun.observedAt)
                    active = nil
                } else {
                    let mayRepeat = report.kind == .fall || report.kind == .cameraTrouble
                    #expect(active == nil || mayRepeat, "\(name) began twice")
                    active = report
                }
            }
            #expect(active == nil, "\(name) never ended")
        }
    }
}
