import Testing

@testable import HouseholdScenes

@Suite("What becomes of somebody who has fallen")
struct AftermathTests {
    @Test("Whoever gets up stands and leaves, whoever is only helped stays down", arguments: Aftermath.allCases)
    func ends(aftermath: Aftermath) throws {
        for (index, fall) in FallKind.withAftermath.enumerated() {
            let scene = Scene.staged(fall, then: aftermath, seed: UInt64(index + 1))
            let falls = scene.events.filter { $0.kind == .fall }
            #expect(falls.map(\.figure) == [0], "\(fall)")
            let end = try #require(falls.first?.end)
            let recoveries = scene.events.filter { $0.kind == .recovery }
            #expect(recoveries.count == (aftermath.endsUpright ? 1 : 0), "\(fall)")
            #expect(recoveries.allSatisfy { $0.figure == 0 && $0.start - end > .seconds(8) }, "\(fall)")
            #expect(scene.figures.count == (aftermath.hasHelper ? 2 : 1))
            #expect((scene.pose(at: scene.duration - .seconds(0.5)) == nil) == aftermath.endsUpright, "\(fall)")
        }
    }

    @Test("The helper comes near and leaves again")
    func helper() throws {
        for seed in UInt64(1)...8 {
            let scene = Scene.staged(.forward, then: .helper, seed: seed)
            let fall = try #require(scene.events.first { $0.kind == .fall })
            let lying = try #require(scene.pose(at: fall.end + .seconds(2))).place
            let ways = stride(from: 0.0, to: scene.duration.inSeconds, by: 0.5)
                .compactMap { scene.pose(of: 1, at: .seconds($0))?.place.distance(to: lying) }
            #expect((ways.min() ?? 9) < 1.6, "seed \(seed)")
            #expect((ways.max() ?? 0) > 2, "seed \(seed)")
            #expect(scene.pose(of: 1, at: scene.duration) == nil, "seed \(seed)")
        }
    }

    @Test("No joint jumps on the way up", arguments: Aftermath.allCases)
    func continuity(aftermath: Aftermath) throws {
        for (index, fall) in FallKind.withAftermath.enumerated() {
            let scene = Scene.staged(fall, then: aftermath, seed: UInt64(index + 5))
            let start = try #require(scene.events.first { $0.kind == .fall }).end
            var before: [Vector3]?
            var farthest = 0.0
            for step in 0..<Int((scene.duration - start).inSeconds * 30) {
                guard let pose = scene.pose(at: start + .seconds(Double(step) / 30)) else { break }
                let joints = Skeleton(pose: pose, height: 1.7).joints(height: 1.7)
                for (from, to) in zip(before ?? joints, joints) {
                    let way = to - from
                    farthest = max(farthest, (way.x * way.x + way.y * way.y + way.z * way.z).squareRoot())
                }
                before = joints
            }
            #expect(farthest < 0.25, "\(fall)")
            #expect(farthest > 0.003, "\(fall)")
        }
    }
}
