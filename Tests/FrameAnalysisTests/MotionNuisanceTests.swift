import HouseholdScenes
import MonitoringModel
import Testing

@testable import FrameAnalysis

/// Shows drawn rooms to a gate, five a second unless said otherwise; returns the indices of the pictures with movement.
func movingPictures(
    _ count: Int,
    settings: MotionSettings = MotionSettings(),
    every interval: Duration = .milliseconds(200),
    noise: Float = 2,
    _ draw: (_ index: Int, _ seconds: Double) -> DrawnRoom
) throws -> [Int] {
    var gate = MotionGate(settings: settings)
    var moving: [Int] = []
    for index in 0..<count {
        let time = interval * index
        let picture = try draw(index, time.inSeconds).picture(noise: noise, seed: UInt64(index))
        let takenAt = Instant(millisecondsSinceEpoch: 1_772_442_000_000) + time
        if gate.look(at: picture, takenAt: takenAt, places: []).isMoving { moving.append(index) }
    }
    return moving
}

@Suite("What is no movement")
struct MotionNuisanceTests {
    private let room = DrawnRoom(seed: 3)

    @Test("Noise of the sensor", arguments: [0, 1, 3, 6, 12] as [Float])
    func noise(sigma: Float) throws {
        #expect(try movingPictures(100, noise: sigma) { _, _ in room } == [])
    }

    @Test("Light that is switched", arguments: [0.35, 0.6, 1.3, 1.6] as [Float])
    func lightStep(gain: Float) throws {
        var lit = room
        lit.map { _, _, level in min(level * gain, 255) }
        #expect(try movingPictures(40) { index, _ in index < 20 ? room : lit } == [])
    }

    @Test("A lamp that lights a third of the room")
    func lamp() throws {
        var lit = room
        lit.map { x, _, level in x < 110 ? min(level * 1.6 + 10, 255) : level }
        #expect(try movingPictures(40) { index, _ in index < 20 ? room : lit } == [])
    }

    @Test("Exposure that drifts up and down by a third in ten seconds")
    func exposure() throws {
        let moving = try movingPictures(200) { _, seconds in
            var drifted = room
            let gain = Float(1 + 0.33 * Double.sine(seconds / 10))
            drifted.map { _, _, level in level * gain }
            return drifted
        }
        #expect(moving == [])
    }

    @Test("The switch to infrared: other contrasts and another brightness")
    func infrared() throws {
        var night = room
        night.map { x, _, level in 20 + 190 * (level / 255) * (level / 255) + (x / 40 % 3 == 0 ? 25 : 0) }
        #expect(try movingPictures(60) { index, _ in index < 20 || index >= 40 ? room : night } == [])
    }

    @Test("Rain before the lens", arguments: [20, 60])
    func rain(drops: Int) throws {
        let moving = try movingPictures(150) { index, _ in
            var wet = room
            var generator = SeededGenerator(seed: UInt64(index) &+ 5)
            for _ in 0..<drops {
                let x = generator.evenly(in: 0...310)
                let y = generator.evenly(in: 0...165)
                wet.paint(left: x, top: y, width: 1, height: 8, level: 220)
            }
            return wet
        }
        #expect(moving == [])
    }

    @Test("Snow before the lens", arguments: [20, 60])
    func snow(flakes: Int) throws {
        let moving = try movingPictures(150) { index, _ in
            var white = room
            var generator = SeededGenerator(seed: UInt64(index) &+ 5)
            for _ in 0..<flakes {
                let x = generator.evenly(in: 0...310)
                let y = generator.evenly(in: 0...170)
                white.paint(left: x, top: y, width: 3, height: 3, level: 240)
            }
            return white
        }
        #expect(moving == [])
    }

    @Test("Compression that shifts every block a little at each key picture, once it was seen for ten seconds")
    func compression() throws {
        let moving = try movingPictures(150) { index, _ in
            var coarse = room
            let key = UInt64(index / 5)
            coarse.map { x, y, level in
                var generator = SeededGenerator(seed: key &* 7_919 &+ UInt64(y / 8 * 64 + x / 8))
                return level + Float(generator.next() % 7) - 3
            }
            return coarse
        }
        #expect(moving.filter { $0 > 50 } == [])
    }

    @Test("A curtain behind a mask; without the mask it is movement")
    func mask() throws {
        let waving = { (index: Int, _: Double) -> DrawnRoom in
            var room = room
            room.paint(left: Double(20 + index % 5 * 6), top: 20, width: 30, height: 90, level: 230)
            return room
        }
        let corners = [(0.0, 0.0), (0.35, 0.0), (0.35, 0.75), (0.0, 0.75)].map { Polygon.Point(x: $0.0, y: $0.1) }
        let mask = try #require(Polygon(corners))
        #expect(try movingPictures(40, settings: MotionSettings(masks: [mask]), waving) == [])
        #expect(try movingPictures(40, waving).count > 20)
    }

    /// A room with the digits of a clock in a corner, as bars that differ from digit to digit.
    private func clock(_ room: DrawnRoom, at seconds: Double) -> DrawnRoom {
        var room = room
        let second = Int(seconds + 0.37)
        for (place, digit) in [second / 60 % 10, second / 10 % 6, second % 10].enumerated() {
            let left = Double(200 + 14 * place + (place > 0 ? 6 : 0))
            room.paint(left: left, top: 8, width: 10, height: 14, level: 0)
            for bar in 0..<7 where (digit * 37 + 11) >> bar & 1 == 1 || bar == digit % 7 {
                room.paint(left: left, top: Double(8 + 2 * bar), width: 10, height: 2, level: 255)
            }
        }
        return room
    }

    @Test("A clock in the picture, once it was seen for a quarter of a minute", arguments: [125, 200, 250])
    func clock(milliseconds: Int) throws {
        let count = 90_000 / milliseconds
        let moving = try movingPictures(count, every: .milliseconds(milliseconds)) { _, seconds in
            clock(room, at: seconds)
        }
        #expect(!moving.isEmpty)
        #expect(moving.filter { $0 * milliseconds > 20_000 } == [])
    }

    @Test("Whoever walks past the clock is movement all the same")
    func walkingPastTheClock() throws {
        let moving = try movingPictures(175) { index, seconds in
            var room = clock(room, at: seconds)
            if index >= 125 {
                room.paint(left: Double((index - 125) * 6), top: 4, width: 24, height: 110, level: 20)
            }
            return room
        }
        #expect(moving.count { $0 >= 125 } >= 45)
    }
}

extension Double {
    /// The sine of a number of turns.
    static func sine(_ turns: Double) -> Double {
        // A parabola for each half turn is near enough for a drift.
        let turn = turns - turns.rounded(.down)
        let half = turn < 0.5 ? turn * 2 : turn * 2 - 1
        return (turn < 0.5 ? 1 : -1) * 4 * half * (1 - half)
    }
}
