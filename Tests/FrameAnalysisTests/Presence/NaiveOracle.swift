import FrameAnalysis
import MonitoringModel
import MonitoringTestKit

/// What must be told of a simulated week, found without deadlines: by looking at every second.
struct NaiveOracle {
    private let week: SimulatedWeek
    private(set) var log: [String] = []

    init(_ week: SimulatedWeek) {
        self.week = week
        judgeStillness("still-by-day", limit: 1_200, inBed: false, byNight: false)
        judgeStillness("still-by-night", limit: 7_200, inBed: true, byNight: true)
        judgeAbsence("missing", limit: 4 * 3_600, onlyAfterDoor: false)
        judgeAbsence("bathroom", limit: 2_700, onlyAfterDoor: true)
        judgeBed("night-walk", limit: 1_800)
        log.sort()
    }

    private mutating func note(_ second: Int, _ watch: String, _ isActive: Bool) {
        log.append("\(String(second + 1_000_000).dropFirst()) \(watch) \(isActive ? "active" : "cleared")")
    }

    private mutating func judgeStillness(_ name: String, limit: Int, inBed: Bool, byNight: Bool) {
        var since: Int?
        var isActive = false
        var windowStart = 0
        for second in 0..<SimulatedWeek.length {
            let counts = week.isNight[second] == byNight
            if counts, second == 0 || week.isNight[second - 1] != byNight { windowStart = second }
            if week.blind["bedroom"]?[second] == true {
                since = nil
                continue
            }
            let from = since.map { max($0, windowStart) }
            if !isActive, counts, let from, second - from == limit {
                isActive = true
                note(second, name, true)
            }
            for word in week.words(of: "bedroom", at: second) {
                let isThere = word.kind == .person && (!inBed || word.zones["bed"] == 1)
                if isThere { since = since ?? second }
                let leaves = word.kind == .empty || (word.kind == .person && !isThere)
                if leaves { since = nil }
                if word.kind == .motion, since != nil { since = second }
                if isActive, leaves || word.kind == .motion {
                    isActive = false
                    note(second, name, false)
                }
            }
        }
    }

    private mutating func judgeAbsence(_ name: String, limit: Int, onlyAfterDoor: Bool) {
        var since = 0
        var wasAtDoor = false
        var isActive = false
        for second in 0..<SimulatedWeek.length {
            let isBlind = SimulatedWeek.cameras.contains { week.blind[$0]?[second] == true }
            if !isBlind, !isActive, second - since == limit, !onlyAfterDoor || wasAtDoor {
                isActive = true
                note(second, name, true)
            }
            if isBlind { since = second + 1 }
            for camera in SimulatedWeek.cameras {
                for word in week.words(of: camera, at: second) where word.kind == .person {
                    wasAtDoor = word.zones["door"] == 1
                    since = max(since, second)
                    guard isActive else { continue }
                    isActive = false
                    note(second, name, false)
                }
            }
        }
    }

    private mutating func judgeBed(_ name: String, limit: Int) {
        var wasInBed = false
        var leftAt: Int?
        var sightSince = 0
        var isActive = false
        for second in 0..<SimulatedWeek.length {
            let isNight = week.isNight[second]
            let isBlind = week.blind["bedroom"]?[second] == true
            if !isNight, !isActive { leftAt = nil }
            if !isBlind, isNight, !isActive, let leftAt, second - max(leftAt, sightSince) == limit {
                isActive = true
                note(second, name, true)
            }
            if isBlind { sightSince = second + 1 }
            for word in week.words(of: "bedroom", at: second) where word.kind == .person || word.kind == .empty {
                let isInBed = word.zones["bed"] == 1
                if isInBed { leftAt = nil } else if wasInBed { leftAt = isNight ? second : nil }
                wasInBed = isInBed
                if isActive, isInBed || (word.kind == .person && !isNight) {
                    isActive = false
                    leftAt = nil
                    note(second, name, false)
                }
            }
        }
    }
}
