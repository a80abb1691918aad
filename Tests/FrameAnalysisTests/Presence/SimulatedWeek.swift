import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit

/// A made-up week of Anna's life, second by second, and what three cameras tell of it.
struct SimulatedWeek {
    enum Spot: CaseIterable { case bed, bedroom, door, bathroom, kitchen, out }

    /// What a camera tells in one second.
    struct Word {
        var camera: CameraID
        var kind: Observation.Kind
        var zones: [ZoneID: Int] = [:]
    }

    static let cameras: [CameraID] = ["bedroom", "hall", "kitchen"]
    static let length = 7 * 86_400

    let start: Instant
    private(set) var spots: [Spot]
    private(set) var moves: [Bool]
    private(set) var blind: [CameraID: [Bool]]
    /// Whether the clock on the wall shows an hour from 22 to 7, for every second.
    private(set) var isNight: [Bool] = []
    private var said: [CameraID: [Int: [Word]]] = [:]

    init(from start: String, seed: UInt64) throws {
        struct Invalid: Error {}
        guard let instant = Instant(iso8601: start) else { throw Invalid() }
        self.start = instant
        spots = Array(repeating: .out, count: Self.length)
        moves = Array(repeating: false, count: Self.length)
        blind = Dictionary(uniqueKeysWithValues: Self.cameras.map { ($0, Array(repeating: false, count: Self.length)) })
        var random = SeededGenerator(seed: seed)
        try findNights()
        live(&random)
        for camera in Self.cameras {
            for _ in 0..<8 {
                let from = Int.random(in: 0..<Self.length - 20_000, using: &random)
                let lasts = Int.random(in: 1...(Bool.random(using: &random) ? 60 : 8_000), using: &random)
                for second in from..<(from + lasts) { blind[camera]?[second] = true }
            }
            var said: [Int: [Word]] = [:]
            for second in 0..<Self.length {
                let words = say(camera, second)
                if !words.isEmpty { said[second] = words }
            }
            self.said[camera] = said
        }
    }

    /// By Foundation's calendar, to be independent of what is tested.
    private mutating func findNights() throws {
        struct Invalid: Error {}
        guard let zone = TimeZone(identifier: "Europe/Berlin") else { throw Invalid() }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        for minute in 0..<Self.length / 60 {
            let seconds = Double(start.millisecondsSinceEpoch) / 1_000 + Double(minute) * 60
            let hour = calendar.component(.hour, from: Date(timeIntervalSince1970: seconds))
            isNight += Array(repeating: hour >= 22 || hour < 7, count: 60)
        }
    }

    private mutating func live(_ random: inout SeededGenerator) {
        var second = 0
        while second < Self.length {
            let isAsleep = isNight[second] && Int.random(in: 0..<10, using: &random) < 7
            let spot: Spot = isAsleep ? .bed : Spot.allCases.randomElement(using: &random) ?? .out
            var lasts = Int.random(in: 60...(isAsleep ? 20_000 : 4_000), using: &random)
            if spot == .out, Int.random(in: 0..<2, using: &random) == 0 { lasts += 18_000 }
            if spot == .door || spot == .bathroom {
                stay(.door, Int.random(in: 2...40, using: &random), &second, &random)
                stay(.bathroom, lasts, &second, &random)
                stay(.door, 5, &second, &random)
            } else {
                stay(spot, lasts, &second, &random)
            }
        }
    }

    private mutating func stay(_ spot: Spot, _ lasts: Int, _ second: inout Int, _ random: inout SeededGenerator) {
        var pause = 0
        for _ in 0..<lasts where second < Self.length {
            spots[second] = spot
            moves[second] = pause <= 0
            if pause <= 0, Int.random(in: 0..<4, using: &random) == 0 {
                pause = Int.random(in: 1...(spot == .bed ? 9_000 : 1_500), using: &random)
            }
            pause -= 1
            second += 1
        }
    }

    private static func view(_ camera: CameraID, _ spot: Spot) -> [ZoneID: Int]? {
        switch (camera.rawValue, spot) {
        case ("bedroom", .bed): ["bed": 1]
        case ("bedroom", .bedroom), ("kitchen", .kitchen): [:]
        case ("hall", .door): ["door": 1]
        default: nil
        }
    }

    /// What a camera tells in a second: edges at once, who is there every 10 s, movement every second.
    func words(of camera: CameraID, at second: Int) -> [Word] { said[camera]?[second] ?? [] }

    private func say(_ camera: CameraID, _ second: Int) -> [Word] {
        let isBlind = blind[camera]?[second] ?? false
        let wasBlind = second > 0 && blind[camera]?[second - 1] ?? false
        if isBlind { return wasBlind ? [] : [Word(camera: camera, kind: .cameraDark)] }
        var words = wasBlind || second == 0 ? [Word(camera: camera, kind: .cameraOnline)] : []
        let now = Self.view(camera, spots[second])
        let isEdge = !words.isEmpty || now != Self.view(camera, spots[second - 1])
        if let zones = now {
            if isEdge || second % 10 == 0 { words.append(Word(camera: camera, kind: .person, zones: zones)) }
            if moves[second] { words.append(Word(camera: camera, kind: .motion)) }
        } else if isEdge || second % 10 == 0 {
            words.append(Word(camera: camera, kind: .empty))
        }
        return words
    }
}
