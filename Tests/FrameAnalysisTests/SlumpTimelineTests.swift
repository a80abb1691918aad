import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Bodies that sank to the ground and sit there, and those that move no more")
struct SlumpTimelineTests {
    private typealias Body = BodyTimeline.Body

    private static let rates = FallTimelineTests.rates

    /// Sits on the ground against a wall, seen from high above: the hips no deeper than those of somebody who crouches.
    private static let slumped = Body(
        head: (285, 228),
        shoulders: (288, 262),
        hips: (300, 326),
        knees: (345, 335),
        ankles: (385, 372)
    )
    /// Crouches with the hips as deep and the back upright.
    private static let crouching = Body(
        head: (290, 200),
        shoulders: (292, 236),
        hips: (300, 326),
        knees: (345, 318),
        ankles: (310, 385)
    )
    /// Leans forward over a crouch, about to sit down on the ground.
    private static let leaningForward = Body(
        head: (240, 238),
        shoulders: (248, 262),
        hips: (300, 296),
        knees: (262, 330),
        ankles: (310, 385)
    )
    private static let onTheBack = Body(
        head: (150, 376),
        shoulders: (186, 376),
        hips: (285, 380),
        knees: (360, 372),
        ankles: (430, 385)
    )
    private static let lyingBack = Body(
        head: (195, 325),
        shoulders: (215, 330),
        hips: (300, 332),
        knees: (345, 335),
        ankles: (385, 372)
    )

    private func kinds(_ timeline: BodyTimeline, _ rate: Double, _ seed: UInt64, on rest: TrackFall.Rest = .floor)
        -> [FallSignal.Kind]
    {
        timeline.fallSignals(rate: rate, seed: seed, on: rest).map(\.kind)
    }

    private func down(to body: Body, staying seconds: Double) -> BodyTimeline {
        .standing(3).then(body, in: 0.8).then(body, in: seconds)
    }

    @Test("Whoever has slumped is suspected within three seconds and has fallen after ten", arguments: rates)
    func slump(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            #expect(kinds(down(to: Self.slumped, staying: 1.5), rate, seed).isEmpty, "seed \(seed)")
            #expect(kinds(down(to: Self.slumped, staying: 3), rate, seed) == [.suspected], "seed \(seed)")
            #expect(kinds(down(to: Self.slumped, staying: 13), rate, seed) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Whoever crouches as deep with the hips keeps the shoulders higher and has not fallen", arguments: rates)
    func crouch(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            #expect(kinds(down(to: Self.crouching, staying: 13), rate, seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Whoever sits down on the ground, moves there and then lies back has not slumped", arguments: rates)
    func onPurpose(rate: Double) {
        var leaning = Self.slumped
        leaning.shoulders.y -= 60
        leaning.head.y -= 60
        for seed in 1...4 as ClosedRange<UInt64> {
            var exercise = down(to: Self.slumped, staying: 0.4)
            for _ in 0..<4 { exercise = exercise.then(leaning, in: 0.6).then(Self.slumped, in: 0.6) }
            let rests = exercise.then(Self.lyingBack, in: 1.2).then(Self.lyingBack, in: 12)
            #expect(kinds(rests, rate, seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Whoever leans forward on the way down to the ground and sits up there has not fallen", arguments: rates)
    func sitsUp(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let sits = BodyTimeline.standing(3).then(Self.leaningForward, in: 0.7).then(Self.leaningForward, in: 0.4)
                .then(Self.slumped, in: 0.6).then(Self.slumped, in: 13)
            #expect(kinds(sits, rate, seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Whoever halts in a crouch on the way down to the ground sits down on purpose", arguments: rates)
    func halts(rate: Double) {
        var seated = Self.slumped
        seated.shoulders.y += 14
        seated.hips.y += 14
        let crouch = Body(
            head: (285, 185),
            shoulders: (288, 222),
            hips: (300, 303),
            knees: (345, 318),
            ankles: (310, 385)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let sits = BodyTimeline.standing(3).then(crouch, in: 0.6).then(crouch, in: 0.6).then(seated, in: 0.4)
                .then(seated, in: 13)
            #expect(kinds(sits, rate, seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Whoever sits down on the ground, is not still there and lies down at once has not fallen", arguments: rates)
    func liesBack(rate: Double) {
        var seated = Body.sittingOnFloor
        seated.hips.y -= 20
        seated.shoulders.y -= 20
        for seed in 1...4 as ClosedRange<UInt64> {
            let lies = BodyTimeline.standing(3).then(seated, in: 0.8).then(.sittingOnFloor, in: 0.8)
                .then(Self.onTheBack, in: 0.8)
                .then(Self.onTheBack, in: 13)
            #expect(kinds(lies, rate, seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Whoever falls onto the seat and over backward at once has fallen", arguments: rates)
    func fallsBack(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let falls = BodyTimeline.standing(3).then(.sittingOnFloor, in: 0.5).then(Self.onTheBack, in: 0.3)
                .then(Self.onTheBack, in: 3)
            #expect(kinds(falls, rate, seed) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("A network that sees the trunk bent now and then makes nobody sit up who has slumped", arguments: rates)
    func wavering(rate: Double) {
        var bent = Self.slumped
        bent.hips.y -= 52
        for seed in 1...4 as ClosedRange<UInt64> {
            let slump = down(to: Self.slumped, staying: 0.1).then(bent, in: 0.01).then(bent, in: 0.5)
                .then(Self.slumped, in: 0.01).then(Self.slumped, in: 13)
            #expect(kinds(slump, rate, seed) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test(
        "Whoever sits upright lower than on any seat has slumped before the bed, where the picture shows the bed; on a mat not",
        arguments: rates
    )
    func beforeTheBed(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let slump = down(to: Self.slumped, staying: 3)
            #expect(kinds(slump, rate, seed, on: .furniture) == [.suspected], "seed \(seed)")
            #expect(kinds(slump, rate, seed, on: .mat).isEmpty, "seed \(seed)")
            #expect(kinds(down(to: .sitting, staying: 13), rate, seed, on: .furniture).isEmpty, "seed \(seed)")
        }
    }

    @Test("Whoever sits down on the ground and is on the way to lie there fast has fallen as anybody", arguments: rates)
    func slumpThatFalls(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = down(to: Self.slumped, staying: 0.1).then(.lying, in: 0.4).then(.lying, in: 2.5)
            #expect(kinds(fall, rate, seed) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Where the knees give way first the way down to them counts", arguments: rates)
    func kneesGiveWay(rate: Double) {
        let fallen = Body(
            head: (205, 284),
            shoulders: (232, 300),
            hips: (290, 352),
            knees: (330, 344),
            ankles: (345, 382)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = BodyTimeline.standing(3).then(.kneeling, in: 0.4).then(.kneeling, in: 0.45).then(fallen, in: 0.3)
                .then(fallen, in: 3)
            #expect(kinds(fall, rate, seed) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test(
        "Whoever came down as fast as in a fall and moves no more is suspected, though no deeper than a bow",
        arguments: rates
    )
    func motionless(rate: Double) {
        // Joints of somebody who lies along the line of sight of a high camera.
        let bent = Body(
            head: (432, 246),
            shoulders: (399, 241),
            hips: (353, 264),
            knees: (363, 320),
            ankles: (312, 362)
        )
        var moving = bent
        moving.shoulders.y -= 60
        for seed in 1...4 as ClosedRange<UInt64> {
            let down = BodyTimeline.standing(3).then(bent, in: 0.35)
            #expect(kinds(down.then(bent, in: 3), rate, seed) == [.suspected], "seed \(seed)")
            var busy = down.then(bent, in: 0.3)
            for _ in 0..<4 { busy = busy.then(moving, in: 0.6).then(bent, in: 0.6) }
            #expect(kinds(busy, rate, seed).isEmpty, "seed \(seed)")
        }
    }
}
