import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Bodies that end with the head down")
struct HeadDownTimelineTests {
    private static let rates = FallTimelineTests.rates

    /// On the ground near the camera, the head towards it: nearly as tall in the picture as when standing far away.
    private static let nearby = BodyTimeline.Body(
        head: (255, 475),
        shoulders: (270, 430),
        hips: (310, 392),
        knees: (345, 330),
        ankles: (360, 195)
    )
    /// Beside a bed, the legs still on its edge, wide or hardly so.
    private static func besideBed(wide: Bool) -> BodyTimeline.Body {
        BodyTimeline.Body(
            head: (wide ? 195 : 255, 380),
            shoulders: (wide ? 215 : 262, 366),
            hips: (290, 336),
            knees: (335, 312),
            ankles: (350, 280)
        )
    }

    @Test(
        "Whoever falls headlong towards a high camera has fallen though the body is as tall as before",
        arguments: rates
    )
    func headlong(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = BodyTimeline.standing(3).then(Self.nearby, in: 0.45).then(Self.nearby, in: 2.5)
            #expect(fall.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Whoever kneels down and bows with the forehead to the ground has not fallen", arguments: rates)
    func bowsToTheGround(rate: Double) {
        let bowed = BodyTimeline.Body(
            head: (195, 364),
            shoulders: (222, 348),
            hips: (290, 276),
            knees: (300, 372),
            ankles: (385, 376)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let bow = BodyTimeline.standing(3).then(.kneeling, in: 0.9).then(bowed, in: 0.6).then(bowed, in: 4)
            #expect(bow.fallSignals(rate: rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test(
        "A body with its head down has come down far enough only with the hips",
        arguments: [(hips: 265.0, isDeep: false), (hips: 300, isDeep: true)]
    )
    func hipsOfWhoBows(hips: Double, isDeep: Bool) throws {
        let bowed = BodyTimeline.Body(
            head: (185, hips + 50),
            shoulders: (205, hips + 28),
            hips: (300, hips),
            knees: (280, 372),
            ankles: (400, 376)
        )
        var history = BodyHistory()
        var candidate: FallCandidate?
        let way = (0..<5).map { BodyTimeline.Body.standing.towards(bowed, Double($0) / 5) }
        for (step, body) in ([.standing, .standing, .standing] + way + [bowed, bowed, bowed, bowed]).enumerated() {
            let at = Instant(millisecondsSinceEpoch: Int64(200 * step))
            let added = history.add(body.pose(noise: { 0 }), at: at)
            let height = try #require(added)
            guard let descent = Descent(history, smallestTorso: 20) else { continue }
            if step == 8 { candidate = FallCandidate(.flat, descent, to: height) }
            _ = candidate?.follow(height, descent)
        }
        #expect(candidate?.isDeep(FallCandidate.leastDepth.confirmed) == isDeep)
    }

    @Test("Whoever is suddenly seen nearer, upright, has not fallen", arguments: rates)
    func nearer(rate: Double) {
        var nearer = BodyTimeline.Body.standing
        for part in [\BodyTimeline.Body.head, \.shoulders, \.hips, \.knees, \.ankles] { nearer[keyPath: part].y += 300 }
        for seed in 1...4 as ClosedRange<UInt64> {
            let leap = BodyTimeline.standing(3).then(nearer, in: 0.45).then(nearer, in: 2.5)
            #expect(leap.fallSignals(rate: rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    /// Comes to lie beside the bed, now wide in the picture and now hardly so.
    private func fallsHeadFirst(from start: BodyTimeline.Body, seconds: Double) -> BodyTimeline {
        var timeline = BodyTimeline(start).then(start, in: 3).then(Self.besideBed(wide: true), in: seconds)
        for step in 0..<12 { timeline = timeline.then(Self.besideBed(wide: step % 2 == 1), in: 0.25) }
        return timeline
    }

    @Test("Out of a bed, head first, is a fall though the body is not flat in most pictures", arguments: rates)
    func outOfBed(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = fallsHeadFirst(from: .lyingOnBed, seconds: 0.5)
            #expect(fall.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Bowing as low from a stool may be on purpose", arguments: rates)
    func bowing(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let bow = fallsHeadFirst(from: .sitting, seconds: 0.9)
            #expect(!bow.fallSignals(rate: rate, seed: seed).contains { $0.kind == .confirmed }, "seed \(seed)")
        }
    }
}
