import HouseholdScenes
import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("The motion gate")
struct MotionGateTests {
    /// Returns the seconds in which something moved, at eight frames a second.
    private func movingSeconds(_ scene: Scene, through last: Int) throws -> Set<Int> {
        let rasterizer = Rasterizer(scene)
        var gate = MotionGate()
        var moving: Set<Int> = []
        for index in 0..<(last * 8) {
            let time = Duration.milliseconds(index * 125)
            let pixels = rasterizer.frame(at: time, index: UInt64(index))
            let picture = try #require(
                Picture.rgb(pixels, width: rasterizer.size.width, height: rasterizer.size.height)
            )
            let grey = try #require(picture.reducedGrey(by: 2))
            let takenAt = Instant(millisecondsSinceEpoch: Int64(index) * 125)
            if gate.look(at: grey, takenAt: takenAt, places: []).isMoving { moving.insert(index / 8) }
        }
        return moving
    }

    @Test("The noise of the sensor is no movement")
    func noiseIsNoMovement() throws {
        #expect(try movingSeconds(Scene.emptyRoom(seed: 4), through: 6).isEmpty)
    }

    @Test("Somebody who walks in is movement")
    func walkingIsMovement() throws {
        #expect(try movingSeconds(Scene.demoFlat(seed: 7), through: 7).count >= 4)
    }

    @Test("Light that is switched is no lasting movement")
    func lightIsNoMovement() throws {
        let scene = Scene.lightsOff(after: .seconds(2), for: .seconds(60), level: 0.4, seed: 1).deserted
        #expect(try movingSeconds(scene, through: 6).subtracting([1, 2]).isEmpty)
    }

    @Test("Movement far from everybody who is known is seen, but is not theirs")
    func movementElsewhereIsSeen() throws {
        var gate = MotionGate()
        let person = PixelRectangle(x: 0, y: 0, width: 40, height: 90)
        _ = gate.look(at: try room(squareAt: 100), takenAt: Instant(millisecondsSinceEpoch: 0), places: [person])
        let finding = gate.look(
            at: try room(squareAt: 120),
            takenAt: Instant(millisecondsSinceEpoch: 125),
            places: [person]
        )
        #expect(finding.movesAnywhere)
        #expect(!finding.isMoving)
        let place = try #require(finding.elsewhere)
        #expect((90...120).contains(place.left) && (120...145).contains(place.right))
        #expect((30...40).contains(place.top) && (55...65).contains(place.bottom))
    }

    @Test("A small change where somebody is known may be movement in its first picture, and is in its second")
    func firstPicture() throws {
        var gate = MotionGate()
        let person = PixelRectangle(x: 80, y: 60, width: 60, height: 90)
        let still = DrawnRoom(seed: 3)
        var raised = still
        raised.paint(left: 100, top: 80, width: 10, height: 10, level: 230)
        var findings: [MotionGate.Finding] = []
        for index in 0..<62 {
            let picture = try (index < 60 ? still : raised).picture(seed: UInt64(index))
            let takenAt = Instant(millisecondsSinceEpoch: Int64(index) * 200)
            findings.append(gate.look(at: picture, takenAt: takenAt, places: [person]))
        }
        #expect(findings[..<60].allSatisfy { !$0.mayMove && !$0.isMoving })
        #expect(findings[60].mayMove && !findings[60].isMoving)
        #expect(findings[61].isMoving)
    }

    @Test("Movement where people are known to be is not elsewhere")
    func movementOfThePeople() throws {
        var gate = MotionGate()
        let person = PixelRectangle(x: 60, y: 0, width: 100, height: 90)
        _ = gate.look(at: try room(squareAt: 100), takenAt: Instant(millisecondsSinceEpoch: 0), places: [person])
        let now = Instant(millisecondsSinceEpoch: 125)
        let finding = gate.look(at: try room(squareAt: 120), takenAt: now, places: [person])
        #expect(finding.isMoving)
        #expect(finding.elsewhere == nil)
    }

    /// Draws a room of 160 x 90 pixels, light on the left, with a dark square.
    private func room(squareAt left: Int) throws -> Picture {
        var pixels: [UInt8] = []
        for y in 0..<90 {
            for x in 0..<160 {
                let isSquare = (left..<left + 15).contains(x) && (40..<55).contains(y)
                let level: UInt8 = isSquare ? 20 : x < 80 ? 180 : 120
                pixels += [level, level, level]
            }
        }
        let picture = try #require(Picture.rgb(pixels, width: 160, height: 90))
        return try #require(picture.reducedGrey(by: 1))
    }
}
