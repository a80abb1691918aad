import Testing

@testable import FrameAnalysis

@Suite("Bodies that are low and short: crouches, heaps and guesses of the network")
struct HeapTimelineTests {
    private static let rates = FallTimelineTests.rates

    @Test("A fast and deep crouch of eight seconds is no fall", arguments: rates)
    func deepCrouch(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.crouchingDeeply, in: 0.9).then(.crouchingDeeply, in: 8)
                .then(.standing, in: 1).then(.standing, in: 3)
            #expect(!timeline.fallSignals(rate: rate, seed: seed).contains { $0.kind == .confirmed }, "seed \(seed)")
        }
    }

    @Test("Whoever stays in such a heap is suspected at once and has fallen after ten seconds", arguments: rates)
    func heap(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.crouchingDeeply, in: 0.9).then(.crouchingDeeply, in: 13)
            let kinds = timeline.fallSignals(rate: rate, seed: seed).map(\.kind)
            #expect(kinds == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Joints that lie closer together than anybody's are no fall for a second", arguments: rates)
    func guess(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.bending, in: 0.8).then(.guessed, in: 0.1)
                .then(.guessed, in: 1.3)
                .then(.bending, in: 0.1).then(.bending, in: 3)
            #expect(timeline.fallSignals(rate: rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test(
        "A trunk that lies lower than that of anybody who crouches has fallen, however little of it is seen",
        arguments: rates
    )
    func fallCutOff(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.lyingCutOff, in: 0.7).then(.lyingCutOff, in: 3)
            #expect(
                timeline.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed],
                "seed \(seed)"
            )
        }
    }

    @Test("Whoever crouches with the head between the knees has not fallen", arguments: rates)
    func headBetweenKnees(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.headBetweenKnees, in: 0.9).then(.headBetweenKnees, in: 4)
                .then(.standing, in: 1).then(.standing, in: 3)
            #expect(!timeline.fallSignals(rate: rate, seed: seed).contains { $0.kind == .confirmed }, "seed \(seed)")
        }
    }

    @Test("Whoever crouches, rises and then falls has fallen, and is told at once", arguments: rates)
    func fallAfterCrouch(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let crouch = BodyTimeline.standing(3).then(.crouchingDeeply, in: 0.9).then(.crouchingDeeply, in: 2)
                .then(.standing, in: 1).then(.standing, in: 1.8)
            let timeline = crouch.then(.lying, in: 0.8).then(.lying, in: 2)
            let kinds = timeline.fallSignals(rate: rate, seed: seed).map(\.kind)
            #expect(kinds.contains(.confirmed), "seed \(seed): \(kinds)")
            #expect(!crouch.fallSignals(rate: rate, seed: seed).map(\.kind).contains(.confirmed), "seed \(seed)")
        }
    }
}
