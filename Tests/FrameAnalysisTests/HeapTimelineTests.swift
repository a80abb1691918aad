import MonitoringModel
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

    @Test("A body that slants over the picture is no heap, however short it is along and across", arguments: rates)
    func slanting(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.lyingSlanting, in: 0.7).then(.lyingSlanting, in: 2)
            #expect(
                timeline.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed],
                "seed \(seed)"
            )
        }
    }

    @Test("Whoever bends and is hardly seen, upside down with the feet in the air, has not fallen", arguments: rates)
    func turnedOver(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.bending, in: 0.8).then(.turnedOver, in: 0.1)
                .then(.turnedOver, in: 2).then(.bending, in: 0.1).then(.standing, in: 0.8)
            // Seen well, it may be somebody who lies with the head towards the camera.
            for (score, falls) in [(0.2, false), (0.6, true)] {
                var fall = TrackFall(track: 1, pictureHeight: 480)
                let signals = timeline.sightings(rate: rate, seed: seed)
                    .flatMap { entry in
                        var pose = entry.pose
                        let isTurned = (pose.shoulders?.y ?? 0) > (pose.hips?.y ?? 0)
                        if isTurned { pose.score = score }
                        return fall.see(pose, on: .unknown, at: entry.at)
                    }
                #expect(signals.contains { $0.kind == .suspected } == falls, "seed \(seed), score \(score)")
            }
        }
    }

    @Test("Whoever is lost from sight in such a heap is suspected, and has fallen when unseen for half a minute")
    func lostInHeap() {
        let cases: [(back: Int?, pause: ClosedRange<Int>?, kinds: [FallSignal.Kind])] = [
            (nil, nil, [.suspected, .confirmed]), (20, nil, [.suspected]), (nil, 12...25, [.suspected]),
        ]
        for (back, pause, kinds) in cases {
            var falls = FallDetector()
            var told: [FallSignal] = []
            let all = BodyTimeline.standing(3).then(.crouchingDeeply, in: 0.9).then(.crouchingDeeply, in: 2)
                .sightings(rate: 5, seed: 3)
            let zones = ZoneMap([], width: 640, height: 480)
            func look(_ poses: [Pose], track: Int = 1, at now: Instant) {
                let seen = poses.map { PersonTracker.Sighting(track: track, pose: $0) }
                told += falls.handle(seen, in: zones, at: now, picture: (640, 480))
            }
            for entry in all { look([entry.pose], at: entry.at) }
            let lost = all[all.count - 1].at
            let standing = BodyTimeline.Body.standing.pose(noise: { 0 })
            for second in 1...60 where pause?.contains(second) != true {
                let isBack = back.map { second >= $0 } ?? false
                look(isBack ? [standing] : [], track: 2, at: lost + .seconds(second))
                // Not before: somebody who works behind a cupboard comes up again.
                if second < 29 { #expect(told.map(\.kind) == [.suspected]) }
            }
            #expect(told.map(\.kind).prefix(2) == kinds[...])
        }
    }

    @Test(
        "Whoever lies down gently from a seat is on a bed or a mat, or else on the floor by time; whoever falls is told at once",
        arguments: rates
    )
    func gently(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let seated = BodyTimeline.standing(1).then(.sitting, in: 1.5).then(.sitting, in: 3)
            let gentle = seated.then(.lyingOnMat, in: 1.3).then(.lyingOnMat, in: 14)
            #expect(gentle.fallSignals(rate: rate, seed: seed).isEmpty, "seed \(seed)")
            let onFloor = gentle.fallSignals(rate: rate, seed: seed, on: .floor).map(\.kind)
            #expect(onFloor.prefix(2) == [.suspected, .confirmed], "seed \(seed)")
            let short = seated.then(.lyingOnMat, in: 1.3).then(.lyingOnMat, in: 7)
            #expect(short.fallSignals(rate: rate, seed: seed, on: .floor).map(\.kind) == [.suspected], "seed \(seed)")
            let fast = seated.then(.lyingOnMat, in: 0.5).then(.lyingOnMat, in: 2)
            #expect(fast.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test(
        "Whoever crouches, sits up and then lies down has not fallen; whoever does not sit up between has after ten seconds",
        arguments: rates
    )
    func downToTheMat(rate: Double) {
        // With the arms out, so that the body is as wide as it is tall.
        var crouching = BodyTimeline.Body.crouchingDeeply
        crouching.head.x -= 40
        for seed in 1...4 as ClosedRange<UInt64> {
            let down = BodyTimeline.standing(3).then(crouching, in: 1.4).then(crouching, in: 1)
            let onTheMat = down.then(.sittingOnFloor, in: 0.5).then(.sittingOnFloor, in: 1.8)
                .then(.lying, in: 1.4).then(.lying, in: 12)
            #expect(!onTheMat.fallSignals(rate: rate, seed: seed).contains { $0.kind == .confirmed }, "seed \(seed)")
            // A posture between that the network guesses now and then does not begin the second anew.
            var halfUp = BodyTimeline.Body.sittingOnFloor
            halfUp.shoulders.y += 40
            let interrupted = down.then(.sittingOnFloor, in: 0.5).then(.sittingOnFloor, in: 0.9)
                .then(halfUp, in: 0.1).then(.sittingOnFloor, in: 0.1).then(.sittingOnFloor, in: 0.7)
                .then(.lying, in: 1.4).then(.lying, in: 12)
            #expect(!interrupted.fallSignals(rate: rate, seed: seed).contains { $0.kind == .confirmed }, "seed \(seed)")
            let sunk = down.then(.lying, in: 1.4).then(.lying, in: 12).fallSignals(rate: rate, seed: seed)
            #expect(sunk.contains { $0.kind == .confirmed }, "seed \(seed)")
        }
    }
}
