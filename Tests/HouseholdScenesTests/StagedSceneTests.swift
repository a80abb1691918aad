import Testing

@testable import HouseholdScenes

@Suite("Staged scenes")
struct StagedSceneTests {
    private let size: FrameSize

    init() throws {
        size = try FrameSize(width: 160, height: 90)
    }

    @Test(
        "Every kind of fall ends on the floor, inside the picture of every camera place",
        arguments: FallKind.allCases
    )
    func fallsEndOnTheFloor(kind: FallKind) throws {
        for (index, place) in CameraPlace.allCases.enumerated() {
            let scene = Scene.staged(kind, from: place, seed: UInt64(index + 1))
            let falls = scene.events.filter { $0.kind == .fall }
            let fall = try #require(falls.first)
            #expect(falls.count == 1)
            #expect((0.5...1.8).contains((fall.end - fall.start).inSeconds))
            let truth = scene.groundTruth(at: fall.end + .seconds(1), size: size)
            let person = try #require(truth.persons.first { $0.figure == 0 }, "\(kind) is not in view from \(place)")
            #expect(person.posture == .lyingOnFloor)
            #expect(person.support == nil)
            #expect(person.joints.map(\.x).reduce(0, +) / 17 > 0 && person.joints.map(\.x).reduce(0, +) / 17 < 160)
            #expect(scene.events.contains { $0.kind == .recovery } == (kind == .trip))
        }
    }

    @Test("No kind of everyday scene has a fall", arguments: EverydayKind.allCases)
    func everydayHasNoFall(kind: EverydayKind) {
        for seed in UInt64(0)..<4 {
            let scene = Scene.staged(kind, seed: seed)
            #expect(scene.events.allSatisfy { $0.kind != .fall && $0.kind != .recovery })
            #expect(scene.duration > .seconds(8))
        }
    }

    @Test("No joint jumps in a staged scene", arguments: EverydayKind.allCases)
    func continuity(kind: EverydayKind) throws {
        let scene = Scene.staged(kind, seed: 5)
        var before: [Vector3]?
        var farthest = 0.0
        for step in 0..<Int(scene.duration.inSeconds * 30) {
            let time = Duration.seconds(Double(step) / 30)
            let pose = try #require(scene.pose(at: time))
            let joints = Skeleton(pose: pose, height: 1.7).joints(height: 1.7)
            for (from, to) in zip(before ?? joints, joints) {
                let way = to - from
                farthest = max(farthest, (way.x * way.x + way.y * way.y + way.z * way.z).squareRoot())
            }
            before = joints
        }
        #expect(farthest < 0.25)
        #expect(farthest > 0.005)
    }

    @Test(
        "Every camera place sees the person in every light as something else than the room",
        arguments: CameraPlace.allCases
    )
    func everyPlaceSeesThePerson(place: CameraPlace) throws {
        for light in Lighting.allCases {
            let scene = Scene.staged(FallKind.forward, from: place, in: light, seed: 3).with(noiseSigma: 0)
            let fall = try #require(scene.events.first { $0.kind == .fall })
            let drawn = Rasterizer(scene, size: size).frame(at: fall.start, index: 0)
            let room = Rasterizer(scene.deserted, size: size).frame(at: fall.start, index: 0)
            let changed = zip(drawn, room).filter { abs(Int($0) - Int($1)) > 6 }.count / 3
            #expect(changed > 60, "\(place) \(light): \(changed) pixels")
            if light == .infrared {
                #expect((0..<drawn.count / 3).allSatisfy { drawn[$0 * 3] == drawn[$0 * 3 + 1] })
            }
        }
    }

    @Test("A cupboard in front hides the legs, and the truth says so")
    func furnitureHides() throws {
        let scene = Scene.staged(EverydayKind.crouchBehind, from: .eyeLevel, seed: 2)
        let rasterizer = Rasterizer(scene, size: size)
        let hidden = (0..<Int(scene.duration.inSeconds))
            .map { rasterizer.groundTruth(at: .seconds($0)).persons.first?.hiddenJoints.count ?? 0 }
        #expect((hidden.max() ?? 0) >= 4)
        #expect(hidden.first == 0)
    }

    @Test("A camera's faults are drawn and in the truth")
    func faults() {
        func rasterizer(_ kind: EverydayKind) -> (Rasterizer, Duration) {
            let scene = Scene.staged(kind, seed: 4)
            return (Rasterizer(scene, size: size), scene.duration * 0.5)
        }
        let (frozen, middle) = rasterizer(.frozen)
        #expect(frozen.frame(at: middle, index: 7) == frozen.frame(at: middle + .seconds(1), index: 8))
        #expect(frozen.groundTruth(at: middle).fault == .frozen)
        #expect(frozen.frame(at: .seconds(1), index: 7) != frozen.frame(at: .seconds(2), index: 8))
        let (other, time) = rasterizer(.otherCamera)
        #expect(other.groundTruth(at: time).persons.isEmpty)
        #expect(other.groundTruth(at: .zero).fault == nil)
        let (moved, moment) = rasterizer(.moved)
        #expect(
            moved.frame(at: moment, index: 1)
                != Rasterizer(Scene.staged(.walk, seed: 4), size: size).frame(at: moment, index: 1)
        )
        #expect(rasterizer(.noiseBurst).0.groundTruth(at: middle).fault == .noiseBurst)
    }

    @Test("Bed and sofa are zones of the picture; whoever lies there is on them")
    func zones() throws {
        let scene = Scene.staged(EverydayKind.bedSlowly, from: .highCornerRight, seed: 6)
        #expect(Set(scene.zones(size: size).map(\.kind)) == [.bed, .sofa])
        let lying = try #require(scene.events.first { $0.kind == .lieDown })
        let person = try #require(scene.groundTruth(at: lying.end + .seconds(2), size: size).persons.first)
        #expect(person.posture == .lyingOnBed)
        #expect(person.support == .bed)
        let bed = try #require(scene.zones(size: size).first { $0.kind == .bed })
        let hips = person[.leftHip]
        let (columns, rows) = (bed.corners.map(\.x), bed.corners.map(\.y))
        #expect((columns.min() ?? 1) < hips.x / 160 && hips.x / 160 < (columns.max() ?? 0))
        #expect((rows.min() ?? 1) - 0.05 < hips.y / 90 && hips.y / 90 < (rows.max() ?? 0))
    }
}
