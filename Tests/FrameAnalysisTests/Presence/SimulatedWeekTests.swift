import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("A simulated week")
struct SimulatedWeekTests {
    private func watches() throws -> [Watch] {
        let all: [CameraID: Watch.Place] = ["bedroom": .wholeView, "hall": .wholeView, "kitchen": .wholeView]
        let door: [CameraID: Watch.Place] = ["bedroom": .zones([]), "hall": .zones(["door"]), "kitchen": .zones([])]
        let bed: [CameraID: Watch.Place] = ["bedroom": .zones(["bed"])]
        func watch(
            _ id: WatchID,
            _ kind: Watch.Kind,
            _ cameras: [CameraID: Watch.Place],
            _ seconds: Int,
            _ schedule: WatchSchedule
        ) -> Watch {
            Watch(id: id, kind: kind, cameras: cameras, limit: .seconds(seconds), schedule: schedule, place: "flat")
        }
        return [
            watch("still-by-day", .stillness, ["bedroom": .wholeView], 1_200, try .berlin(7, 22)),
            watch("still-by-night", .stillness, bed, 7_200, try .berlin(22, 7)),
            watch("missing", .nobodySeen, all, 4 * 3_600, try .berlin()),
            watch("bathroom", .bathroom, door, 2_700, try .berlin()),
            watch("night-walk", .outOfBed, bed, 1_800, try .berlin(22, 7)),
        ]
    }

    @Test(
        "Every alert and every end comes in the very second, whenever it is restarted, also when clocks change",
        arguments: [
            ("2026-03-01T23:00:00Z", 1), ("2026-06-07T22:00:00Z", 2),
            // Clocks go forward on 29 March and back on 25 October.
            ("2026-03-22T23:00:00Z", 3), ("2026-10-18T22:00:00Z", 4),
        ] as [(String, UInt64)]
    )
    func weekIsExact(start: String, seed: UInt64) throws {
        let week = try SimulatedWeek(from: start, seed: seed)
        var timeline = PresenceTimeline(try watches(), from: week.start)
        timeline.storesEachStep = false
        var random = SeededGenerator(seed: seed &+ 100)
        var nextRestart = 0
        for second in 0..<SimulatedWeek.length {
            for camera in SimulatedWeek.cameras {
                for word in week.words(of: camera, at: second) {
                    try timeline.see(word.kind, at: Double(second), camera: camera, zones: word.zones)
                }
            }
            if second >= nextRestart {
                try timeline.restart()
                nextRestart = second + Int.random(in: 1...2_000, using: &random)
            }
        }
        let log = timeline.lines
            .map { line in
                let name = line.report.fingerprint.split(separator: "/")[1]
                return "\(String(Int(line.second) + 1_000_000).dropFirst()) \(name) \(line.report.state.rawValue)"
            }
            .sorted()
        let oracle = NaiveOracle(week)
        #expect(log == oracle.log)
        for name in ["still-by-day", "still-by-night", "missing", "bathroom", "night-walk"] {
            let count = log.count { $0.contains(" \(name) active") }
            #expect(count > 0, "the week has nothing to tell of \(name)")
        }
        #expect(timeline.lines.allSatisfy { timeline.instant($0.second) == $0.report.observedAt })
        #expect(timeline.mostDeadlines <= 5)
    }
}
