import Testing

@testable import HouseholdScenes

@Suite("Drawing a scene")
struct DrawingTests {
    private let size: FrameSize

    init() throws {
        size = try FrameSize(width: 160, height: 120)
    }

    private static func scene(_ name: String) -> Scene {
        switch name {
        case "demo": .demoFlat(seed: 3)
        case "fall": .randomFall(seed: 5)
        case "day": .ordinaryDay(seed: 8, duration: .seconds(40))
        case "sitter": .quietSitter(seed: 2, stillFor: .seconds(10))
        case "two": .twoPeople(seed: 4)
        case "covered": .coveredLens(after: .seconds(4), seed: 6)
        case "lights": .lightsOff(after: .seconds(3), seed: 7)
        default: .emptyRoom(seed: 9)
        }
    }

    private func fingerprint(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    @Test(
        "A frame is the same on every machine",
        arguments: [
            ("demo", 0x398DCF7E9F0FDF92), ("fall", 0x540AB8E3F630A700), ("sitter", 0x736CA554A199E669),
            ("two", 0x0087AEF42D44C237), ("lights", 0x97C80FEE3DDFBAAD), ("empty", 0x0A4DCC2B51868EDC),
        ] as [(String, UInt64)]
    )
    func goldenFrames(name: String, golden: UInt64) {
        let rasterizer = Rasterizer(Self.scene(name), size: size)
        let sum = [3, 6, 9]
            .reduce(into: UInt64(0)) { sum, second in
                sum = sum &* 31 &+ fingerprint(rasterizer.frame(at: .seconds(second), index: UInt64(second * 30)))
            }
        #expect(sum == golden, "\(name) is now 0x\(String(sum, radix: 16, uppercase: true))")
    }

    @Test("Frames do not depend on the order in which they are drawn")
    func anyOrder() {
        let first = Rasterizer(.randomFall(seed: 11), size: size)
        let second = Rasterizer(.randomFall(seed: 11), size: size)
        let times = (0..<8).map { Duration.seconds($0) }
        let forward = times.map { first.frame(at: $0, index: 1) }
        let backward = times.reversed().map { second.frame(at: $0, index: 1) }
        #expect(forward == backward.reversed())
    }

    @Test(
        "Without noise only the people's boxes differ from the deserted room",
        arguments: ["demo", "fall", "day", "sitter", "two"]
    )
    func boxesHoldEveryChange(name: String) {
        let scene = Self.scene(name).with(noiseSigma: 0, hasShadows: false)
        let rasterizer = Rasterizer(scene, size: size)
        let room = Rasterizer(scene.deserted, size: size).frame(at: .zero, index: 0)
        for step in 0..<40 {
            let time = Duration.seconds(Double(step) * 0.53)
            let frame = rasterizer.frame(at: time, index: 0)
            let persons = rasterizer.groundTruth(at: time).persons
            var touched = Array(repeating: (left: false, top: false, right: false, bottom: false), count: persons.count)
            var outside = 0
            for pixel in 0..<(size.width * size.height)
            where frame[pixel * 3..<pixel * 3 + 3] != room[pixel * 3..<pixel * 3 + 3] {
                let (column, row) = (pixel % size.width, pixel / size.width)
                var inside = false
                for (index, person) in persons.enumerated() where person.box.contains(column: column, row: row) {
                    inside = true
                    touched[index].left = touched[index].left || column <= person.box.left + 1
                    touched[index].top = touched[index].top || row <= person.box.top + 1
                    touched[index].right = touched[index].right || column >= person.box.right - 2
                    touched[index].bottom = touched[index].bottom || row >= person.box.bottom - 2
                }
                outside += inside ? 0 : 1
            }
            #expect(outside == 0, "\(outside) pixels outside at \(time)")
            for (person, touch) in zip(persons, touched)
            where person.isWhollyInView && person.hiddenJoints.isEmpty {
                #expect(touch == (true, true, true, true), "a loose box around \(person.posture) at \(time)")
            }
        }
    }

    @Test("Somebody who holds still is drawn the same but for the noise")
    func stillness() {
        let scene = Scene.quietSitter(seed: 2, stillFor: .seconds(600))
        let noisy = Rasterizer(scene, size: size)
        let clean = Rasterizer(scene.with(noiseSigma: 0), size: size)
        let seated = clean.frame(at: .seconds(60), index: 0)
        #expect(clean.groundTruth(at: .seconds(60)).persons.map(\.isMoving) == [false])
        #expect(clean.groundTruth(at: .seconds(60)).persons.map(\.posture) == [.sitting])
        for second in [61, 100, 333, 600] {
            #expect(clean.frame(at: .seconds(second), index: UInt64(second)) == seated)
        }
        #expect(noisy.frame(at: .seconds(60), index: 1) != noisy.frame(at: .seconds(60), index: 2))
        #expect(noisy.frame(at: .seconds(60), index: 1) == noisy.frame(at: .seconds(90), index: 1))
    }

    @Test("The noise has the standard deviation asked for and no bias", arguments: [1.0, 4, 10])
    func noiseStrength(sigma: Double) {
        let scene = Scene.emptyRoom(seed: 5)
        let clean = Rasterizer(scene.with(noiseSigma: 0), size: size).frame(at: .zero, index: 7)
        let noisy = Rasterizer(scene.with(noiseSigma: sigma), size: size).frame(at: .zero, index: 7)
        // Only values far enough from black and white: the others are moved away from them to leave room for noise.
        let differences = zip(noisy, clean).filter { $1 > 32 && $1 < 223 }.map { Double($0) - Double($1) }
        let mean = differences.reduce(0, +) / Double(differences.count)
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count)
        #expect(abs(mean) < 0.1)
        #expect(abs(variance.squareRoot() - sigma) < sigma * 0.08)
    }

    @Test("A covered lens shows nothing but darkness, and nobody is in the truth")
    func coveredLens() {
        let rasterizer = Rasterizer(.coveredLens(after: .seconds(4), seed: 6), size: size)
        #expect(rasterizer.frame(at: .seconds(5), index: 0).allSatisfy { $0 < 40 })
        #expect(rasterizer.groundTruth(at: .seconds(5)).isLensCovered)
        #expect(rasterizer.groundTruth(at: .seconds(5)).persons.isEmpty)
        #expect(!rasterizer.groundTruth(at: .seconds(3.9)).isLensCovered)
        #expect(!rasterizer.groundTruth(at: .seconds(3.9)).persons.isEmpty)
    }

    @Test("Light from the camera falls on the floor as on whoever lies there: the flatter, the darker")
    func grazingLight() throws {
        let scene = Scene.emptyRoom(seed: 9)
        let projection = Viewpoint.Projection(scene.viewpoint, size: size)
        let canvas = RoomPainter.paint(scene.room, from: scene.viewpoint, size: size, levels: 0...255)
        func facing(_ point: Vector3) -> Double {
            let place = projection(point)
            return Double(canvas.facing[Int(place.y) * size.width + Int(place.x)])
        }
        let camera = Vector3(x: scene.viewpoint.side, y: scene.viewpoint.height, z: scene.viewpoint.distance)
        for z in [-0.8, 0.2, 1.0] {
            let (point, away) = (Vector3(x: 0.3, y: 0, z: z), camera - Vector3(x: 0.3, y: 0, z: z))
            let expected = away.y / away.dot(away).squareRoot()
            #expect(abs(facing(point) - expected) < 0.02, "the floor at \(z)")
        }
        let onWall = Vector3(x: 0.2, y: 2, z: Room.backWall)
        let away = camera - onWall
        #expect(abs(facing(onWall) - away.z / away.dot(away).squareRoot()) < 0.02)
        #expect(Lighting.infrared.fromCamera(0.3) < 0.7 * Lighting.infrared.fromCamera(1))
        #expect(Lighting.day.fromCamera(0.3) == 1)
    }

    @Test("Switched off lights leave the share of brightness asked for")
    func lights() {
        let scene = Scene.lightsOff(after: .seconds(3), for: .seconds(5), level: 0.25, seed: 7).with(noiseSigma: 0)
        let rasterizer = Rasterizer(scene.deserted, size: size)
        func brightness(_ seconds: Double) -> Double {
            let frame = rasterizer.frame(at: .seconds(seconds), index: 0)
            return frame.reduce(0) { $0 + Double($1) } / Double(frame.count)
        }
        #expect(abs(brightness(4) / brightness(2) - 0.25) < 0.01)
        #expect(brightness(8) == brightness(2))
        #expect(rasterizer.groundTruth(at: .seconds(7.9)).light == 0.25)
    }

    @Test(
        "Scenes made of nonsense numbers are drawn without a trap",
        arguments: [Double.nan, .infinity, -.infinity, 1e300]
    )
    func nonsense(value: Double) {
        var generator = SeededGenerator(seed: 1)
        var room = Room(using: &generator)
        room.wall = Colour(value, 1, value)
        room.furniture.append(
            Furniture(.chair, at: FloorPoint(x: value, z: value), colour: Colour(value, value, value))
        )
        var looks = FigureAppearance(using: &generator)
        looks.height = value
        looks.shirt = Colour(value, value, value)
        var steps = Choreography(startingAt: FloorPoint(x: 0, z: value))
        steps.add(.turn(to: value), seconds: value)
        steps.walk(to: FloorPoint(x: value, z: 0), speed: value)
        let figures = [steps.script(looks, heading: value)]
        for viewpoint in [Viewpoint(), Viewpoint(distance: value, height: value, tilt: value, focalLength: value)] {
            let scene = Scene(
                room: room,
                viewpoint: viewpoint,
                figures: figures,
                light: [.init(at: .zero, value)],
                noiseSigma: value,
                seed: 1
            )
            let rasterizer = Rasterizer(scene, size: size)
            for time in [Duration.seconds(-5), .seconds(0.05), .seconds(2), .seconds(1e15)] {
                #expect(rasterizer.frame(at: time, index: .max).count == size.byteCount)
                _ = rasterizer.groundTruth(at: time)
            }
        }
    }
}
