import Testing

@testable import HouseholdScenes

@Suite("How figures move")
struct MotionTests {
    private static let scenes: [(String, Scene)] = [
        ("demo 1", .demoFlat(seed: 1)), ("demo 2", .demoFlat(seed: 2)), ("demo 3", .demoFlat(seed: 3)),
        ("fall 1", .randomFall(seed: 1)), ("fall 2", .randomFall(seed: 2)), ("fall 4", .randomFall(seed: 4)),
        ("day 1", .ordinaryDay(seed: 1, duration: .seconds(180))),
        ("day 2", .ordinaryDay(seed: 2, duration: .seconds(180))),
        ("day 3", .ordinaryDay(seed: 3, duration: .seconds(180))),
        ("sitter", .quietSitter(stillFor: .seconds(20))), ("two", .twoPeople(seed: 1)),
    ]

    /// The joints at each thirtieth of a second while the figure is there, with whether it is falling.
    private func samples(of scene: Scene) -> [(joints: [Vector3], isFalling: Bool)?] {
        (0..<Int(scene.duration.inSeconds * 30))
            .map { step in
                let time = Duration.seconds(Double(step) / 30)
                guard let pose = scene.pose(at: time) else { return nil }
                let joints = Skeleton(pose: pose, height: 1.7).joints(height: 1.7)
                let falling = scene.events.contains {
                    $0.kind == .fall && $0.start <= time && time < $0.end + .seconds(0.1)
                }
                return (joints, falling)
            }
    }

    @Test("No joint jumps: at most 0.16 m a thirtieth of a second, 0.4 m in a fall", arguments: scenes.map(\.0))
    func continuity(name: String) throws {
        let scene = try #require(Self.scenes.first { $0.0 == name }).1
        let samples = samples(of: scene)
        var (farthest, farthestInFall) = (0.0, 0.0)
        for (before, after) in zip(samples, samples.dropFirst()) {
            guard let before, let after else { continue }
            for (from, to) in zip(before.joints, after.joints) {
                let way = to - from
                let distance = (way.x * way.x + way.y * way.y + way.z * way.z).squareRoot()
                if after.isFalling {
                    farthestInFall = max(farthestInFall, distance)
                } else {
                    farthest = max(farthest, distance)
                }
            }
        }
        #expect(farthest < 0.16)
        #expect(farthestInFall < 0.4)
        #expect(farthest > 0.01)
    }

    @Test("Bones keep their length and nothing sinks into the floor", arguments: scenes.map(\.0))
    func anatomy(name: String) throws {
        let scene = try #require(Self.scenes.first { $0.0 == name }).1
        for sample in samples(of: scene) {
            guard let joints = sample?.joints else { continue }
            func length(_ from: BodyJoint, _ to: BodyJoint) -> Double {
                let bone = joints[from.rawValue] - joints[to.rawValue]
                return (bone.x * bone.x + bone.y * bone.y + bone.z * bone.z).squareRoot()
            }
            #expect(abs(length(.leftHip, .leftKnee) - Skeleton.Measure.thigh) < 1e-9)
            #expect(abs(length(.rightElbow, .rightWrist) - Skeleton.Measure.forearm) < 1e-9)
            #expect(joints.allSatisfy { $0.y > 0 })
        }
    }

    @Test("The demonstration's fall starts after 8 s, takes under a second and is followed by 15 s without a movement")
    func demoTimeline() throws {
        for seed in UInt64(0)..<12 {
            let scene = Scene.demoFlat(seed: seed)
            let fall = try #require(scene.events.first { $0.kind == .fall })
            let getUp = try #require(scene.events.first { $0.kind == .getUp })
            #expect(abs(fall.start.inSeconds - 8) < 0.2)
            #expect((0.6...1.0).contains((fall.end - fall.start).inSeconds))
            #expect(abs((getUp.start - fall.end).inSeconds - 15) < 1e-6)
            func truth(_ time: Duration) -> GroundTruth { scene.groundTruth(at: time, size: .standard) }
            #expect(truth(fall.start - .milliseconds(1)).persons.map(\.posture) == [.upright])
            #expect(truth(fall.start - .milliseconds(1)).events.isEmpty)
            #expect(truth(fall.start).events == [fall])
            #expect(truth(fall.end - .milliseconds(1)).persons.map(\.isMoving) == [true])
            #expect(truth(fall.end).events.isEmpty)
            #expect(truth(fall.end + .milliseconds(1)).persons.map(\.posture) == [.lyingOnFloor])
            #expect(truth(fall.end + .milliseconds(1)).persons.map(\.isMoving) == [false])
            #expect(truth(fall.end + .seconds(7)).persons.map(\.isWhollyInView) == [true])
            #expect(abs(scene.duration.inSeconds - 40) < 1)
            #expect(truth(scene.duration - .milliseconds(1)).persons.isEmpty)
        }
    }

    @Test("A looping scene starts again, another keeps its last state")
    func afterTheEnd() {
        let demo = Scene.demoFlat(seed: 4)
        #expect(demo.pose(at: demo.duration * 3 + .seconds(9)) == demo.pose(at: .seconds(9)))
        #expect(demo.pose(at: .seconds(-7)) == demo.pose(at: .zero))
        let sitter = Scene.quietSitter(stillFor: .seconds(5))
        #expect(sitter.pose(at: sitter.duration + .seconds(3600)) == sitter.pose(at: sitter.duration))
        #expect(sitter.pose(of: 1, at: .zero) == nil)
        #expect(sitter.pose(of: -1, at: .zero) == nil)
    }

    @Test("Random falls end on the floor within a second, whole in the picture", arguments: UInt64(0)..<30)
    func randomFalls(seed: UInt64) throws {
        let scene = Scene.randomFall(seed: seed)
        let falls = scene.events.filter { $0.kind == .fall }
        let fall = try #require(falls.first)
        #expect(falls.count == 1)
        #expect((0.6...1.0).contains((fall.end - fall.start).inSeconds))
        let truth = scene.groundTruth(at: fall.end + .seconds(1), size: .standard)
        #expect(truth.persons.map(\.posture) == [.lyingOnFloor])
        #expect(truth.persons.map(\.isWhollyInView) == [true])
        let joints = try #require(truth.persons.first).joints
        let rise = joints.map(\.y).max().map { $0 - (joints.map(\.y).min() ?? 0) } ?? 0
        let width = joints.map(\.x).max().map { $0 - (joints.map(\.x).min() ?? 0) } ?? 0
        #expect(width > rise)
    }

    @Test("An ordinary day has no fall and nobody on the floor", arguments: UInt64(0)..<8)
    func ordinaryDays(seed: UInt64) {
        let scene = Scene.ordinaryDay(seed: seed, duration: .seconds(600))
        #expect(scene.events.allSatisfy { $0.kind != .fall })
        var postures: Set<Posture> = []
        for second in 0..<600 {
            postures.formUnion(scene.groundTruth(at: .seconds(second), size: .standard).persons.map(\.posture))
        }
        #expect(!postures.contains(.lyingOnFloor))
        #expect(postures.isSuperset(of: [.upright, .sitting]))
    }

    @Test("Other seeds give other scenes, the same seed the same")
    func seeds() {
        #expect(
            Scene.ordinaryDay(seed: 1, duration: .seconds(90)).figures
                == Scene.ordinaryDay(seed: 1, duration: .seconds(90)).figures
        )
        #expect(
            Scene.ordinaryDay(seed: 1, duration: .seconds(90)).figures
                != Scene.ordinaryDay(seed: 2, duration: .seconds(90)).figures
        )
        #expect(Scene.randomFall(seed: 1).room != Scene.randomFall(seed: 2).room)
    }

    @Test("Whoever lies on the bed is above the floor and got there slowly")
    func bed() throws {
        var steps = Choreography(startingAt: FloorPoint(x: 0, z: 0))
        steps.add(.lieDown, seconds: 8)
        steps.add(.holdStill, seconds: 5)
        var generator = SeededGenerator(seed: 3)
        let room = Room(using: &generator)
        let looks = FigureAppearance(using: &generator)
        let scene = Scene(room: room, figures: [steps.script(looks, heading: 0)], seed: 3)
        let truth = scene.groundTruth(at: .seconds(10), size: .standard)
        #expect(truth.persons.map(\.posture) == [.lyingOnBed])
        #expect(truth.persons.map(\.isMoving) == [false])
        #expect(try #require(scene.pose(at: .seconds(10))).clearance > 0.3)
        #expect(scene.events.map(\.kind) == [.lieDown])
    }

    @Test("Activities outside the possible times are moved to the nearest")
    func durations() {
        #expect(Activity(.linger, lasting: .seconds(-3)).duration == .seconds(0.1))
        #expect(Activity(.linger, lasting: .seconds(1_000_000)).duration == .seconds(86_400))
    }
}
