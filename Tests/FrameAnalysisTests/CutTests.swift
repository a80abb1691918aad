import HouseholdScenes
import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Cuts")
struct CutTests {
    /// Shows frames of scenes one after the other, five a second; returns the indices of those that are cuts.
    private func cuts(_ scenes: [(scene: Scene, frames: Range<Int>)]) throws -> [Int] {
        var gate = MotionGate()
        var cuts: [Int] = []
        var shown = 0
        for (scene, frames) in scenes {
            let rasterizer = Rasterizer(scene)
            let size = rasterizer.size
            for index in frames {
                let pixels = rasterizer.frame(at: .milliseconds(index * 200), index: UInt64(index))
                let picture = try #require(Picture.rgb(pixels, width: size.width, height: size.height))
                let grey = try #require(picture.reducedGrey(by: 2))
                let takenAt = Instant(millisecondsSinceEpoch: Int64(shown) * 200)
                if gate.look(at: grey, takenAt: takenAt, places: []).isCut { cuts.append(shown) }
                shown += 1
            }
        }
        return cuts
    }

    @Test(
        "Another room from one frame to the next is a cut, once",
        arguments: [(1, 2), (3, 4), (5, 6), (7, 8), (9, 3)]
    )
    func anotherRoomIsACut(first: UInt64, second: UInt64) throws {
        var gate = MotionGate()
        var cuts: [Int] = []
        for index in 0..<10 {
            let picture = try DrawnRoom(seed: index < 5 ? first : second).picture(seed: UInt64(index))
            let takenAt = Instant(millisecondsSinceEpoch: Int64(index) * 200)
            if gate.look(at: picture, takenAt: takenAt, places: []).isCut { cuts.append(index) }
        }
        #expect(cuts == [5])
    }

    @Test("Life in a room is no cut", arguments: [1, 2, 3] as [UInt64])
    func lifeIsNoCut(seed: UInt64) throws {
        #expect(try cuts([(Scene.ordinaryDay(seed: seed, duration: .seconds(20)), 0..<100)]) == [])
    }

    @Test("Light that is switched is no cut", arguments: [0.12, 0.3, 0.6])
    func lightIsNoCut(level: Double) throws {
        let scene = Scene.lightsOff(after: .seconds(2), for: .seconds(2), level: level, seed: 3)
        #expect(try cuts([(scene, 0..<30)]) == [])
    }

    @Test("A lens that is covered and freed is no cut")
    func coveredLensIsNoCut() throws {
        let scene = Scene.coveredLens(after: .seconds(2), seed: 2)
        #expect(try cuts([(scene, 0..<20), (scene, 0..<5)]) == [])
    }

    @Test("A camera that swings is no cut, and what it shows is movement")
    func swingIsNoCut() throws {
        var gate = MotionGate()
        var wide = DrawnRoom(seed: 5)
        let all = wide.pixels
        var moving = 0
        for index in 0..<20 {
            let shift = (index * 13) % DrawnRoom.width
            wide.map { x, y, _ in all[y * DrawnRoom.width + (x + shift) % DrawnRoom.width] }
            let takenAt = Instant(millisecondsSinceEpoch: Int64(index) * 200)
            let finding = gate.look(at: try wide.picture(seed: UInt64(index)), takenAt: takenAt, places: [])
            #expect(!finding.isCut)
            moving += finding.movesAnywhere ? 1 : 0
        }
        #expect(moving >= 15)
    }
}
