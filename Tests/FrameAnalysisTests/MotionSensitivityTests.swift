import HouseholdScenes
import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("What is movement")
struct MotionSensitivityTests {
    private let room = DrawnRoom(seed: 3)
    private let plain: DrawnRoom = {
        var plain = DrawnRoom(seed: 3)
        plain.map { x, y, _ in 90 + Float(x) * 0.1 + (y > 120 ? 20 : 0) }
        return plain
    }()

    @Test("Something of 20 x 20 pixels of 640 x 360 that crosses the room", arguments: [40, 170] as [Float])
    func smallThing(level: Float) throws {
        let moving = try movingPictures(60) { index, _ in
            var room = plain
            if index >= 20 {
                room.paint(left: Double(20 + (index - 20) * 2), top: 60, width: 10, height: 10, level: level)
            }
            return room
        }
        #expect(moving.count >= 10)
        #expect(moving.allSatisfy { $0 >= 20 })
    }

    @Test("Somebody who creeps, 2 pixels of 640 a second", arguments: [1.0, 0.5])
    func creeping(pixelsPerSecond: Double) throws {
        let moving = try movingPictures(300) { _, seconds in
            var room = room
            room.paint(left: 60 + max(seconds - 10, 0) * pixelsPerSecond, top: 40, width: 30, height: 90, level: 30)
            return room
        }
        #expect(moving.count >= 5)
        #expect(moving.allSatisfy { $0 >= 50 })
    }

    @Test("Somebody who sits up within half a minute, hardly lighter than the bed, in a noisy dark picture")
    func sittingUpInTheDark() throws {
        var dark = room
        dark.map { _, _, level in 18 + level * 0.12 }
        let moving = try movingPictures(250, noise: 5) { _, seconds in
            var room = dark
            let rise = min(max(seconds - 10, 0), 30) * 1.5
            room.paint(left: 100, top: 110 - rise, width: 36, height: 20 + Int(rise), level: 52)
            return room
        }
        #expect(moving.count >= 3)
        #expect(moving.allSatisfy { $0 >= 50 })
    }

    @Test("The end of a movement is known to within half a second", arguments: [100, 200, 250])
    func endIsExact(milliseconds: Int) throws {
        let stop = 12.0
        let moving = try movingPictures(20_000 / milliseconds, every: .milliseconds(milliseconds)) { _, seconds in
            var room = room
            room.paint(left: 30 + min(seconds, stop) * 12, top: 40, width: 26, height: 100, level: 25)
            return room
        }
        let last = Double(try #require(moving.last)) * Double(milliseconds) / 1_000
        #expect(abs(last - stop) <= 0.5)
    }

    @Test("Breathing is no movement unless it is to count", arguments: [false, true])
    func breathing(counts: Bool) throws {
        let settings = MotionSettings(countsMicroMotion: counts)
        let moving = try movingPictures(200, settings: settings) { _, seconds in
            var room = room
            // The upper edge of a blanket goes up and down by 1.2 pixels of 640 x 360 every four seconds.
            let lift = 0.3 * Double.sine(seconds / 4)
            room.paint(left: 80, top: 100 - lift, width: 70, height: 30, level: 200)
            return room
        }
        #expect(moving.isEmpty != counts)
    }
}
