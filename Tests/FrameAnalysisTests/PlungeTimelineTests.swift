import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Bodies that come down too fast for anything but a fall")
struct PlungeTimelineTests {
    private static let rates = FallTimelineTests.rates

    @Test("Whoever plunges into a heap has fallen after a second, not after ten", arguments: rates)
    func heap(rate: Double) throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.crouchingDeeply, in: 0.35).then(.crouchingDeeply, in: 2.5)
            let kinds = timeline.fallSignals(rate: rate, seed: seed).map(\.kind)
            #expect(kinds == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Whoever crouches briskly and bent, and stays so for long, has not fallen", arguments: rates)
    func longCrouch(rate: Double) {
        let crouching = BodyTimeline.Body(
            head: (350, 240),
            shoulders: (335, 255),
            hips: (300, 292),
            knees: (345, 330),
            ankles: (300, 385)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let crouch = BodyTimeline.standing(3).then(crouching, in: 0.45).then(crouching, in: 13)
            #expect(!crouch.fallSignals(rate: rate, seed: seed).map(\.kind).contains(.confirmed), "seed \(seed)")
        }
    }

    @Test("So has whoever falls along the line of sight and is no longer than a guess of the network", arguments: rates)
    func foreshortened(rate: Double) {
        let short = BodyTimeline.Body(
            head: (300, 330),
            shoulders: (300, 320),
            hips: (296, 352),
            knees: (305, 360),
            ankles: (320, 362)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let plunge = BodyTimeline.standing(3).then(short, in: 0.45).then(short, in: 2.5)
            #expect(plunge.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test(
        "Whoever falls towards a high camera has fallen though the body looks upright on the ground",
        arguments: rates
    )
    func towards(rate: Double) {
        let below = BodyTimeline.Body(
            head: (300, 305),
            shoulders: (300, 345),
            hips: (300, 415),
            knees: (300, 465),
            ankles: (300, 535)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = BodyTimeline.standing(3).then(below, in: 0.4).then(below, in: 2.5)
            #expect(fall.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
            let walk = BodyTimeline.standing(3).then(below, in: 1.2).then(below, in: 2.5)
            #expect(walk.fallSignals(rate: rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test(
        "So has whoever falls headlong towards it and ends with the hips half up, but not whoever bows",
        arguments: rates
    )
    func headlong(rate: Double) {
        let fallen = BodyTimeline.Body(
            head: (300, 455),
            shoulders: (300, 415),
            hips: (300, 330),
            knees: (300, 275),
            ankles: (300, 230)
        )
        let bowing = BodyTimeline.Body(
            head: (310, 335),
            shoulders: (310, 300),
            hips: (300, 240),
            knees: (300, 300),
            ankles: (300, 385)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = BodyTimeline.standing(3).then(fallen, in: 0.35).then(fallen, in: 3)
            #expect(fall.fallSignals(rate: rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
            let bow = BodyTimeline.standing(3).then(bowing, in: 0.35).then(bowing, in: 1).then(.standing, in: 0.7)
            #expect(bow.fallSignals(rate: rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Sitting down on a bed for a third of a second and lying back is no fall", arguments: rates)
    func edgeOfTheBed(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.sitting, in: 0.7).then(.sitting, in: 0.6)
                .then(.lyingOnBed, in: 0.7).then(.lyingOnBed, in: 3)
            #expect(!timeline.fallSignals(rate: rate, seed: seed).contains { $0.kind == .confirmed }, "seed \(seed)")
        }
    }

    /// What is told of somebody who stood still unseen and is then seen so often, with such a score, before being lost.
    private func told(sightings: Int, score: Double, thenSeen doubtful: Bool = false) -> [FallSignal.Kind] {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        func at(_ seconds: Double) -> Instant { Instant(millisecondsSinceEpoch: Int64(1_000 * seconds)) }
        var signals: [FallSignal] = []
        let standing = BodyTimeline.Body.standing
        for step in 0..<10 {
            signals += fall.see(standing.pose(noise: { 0 }), on: .unknown, isInside: true, at: at(0.2 * Double(step)))
        }
        // Nothing moved, so nothing was looked at for a second and a half.
        for step in 0..<sightings {
            let share = 0.3 + 0.3 * Double(step + 3 - sightings)
            let pose = standing.towards(.lying, share).pose(noise: { 0 }, score: score)
            signals += fall.see(pose, on: .unknown, isInside: true, at: at(3.4 + 0.2 * Double(step)))
        }
        let lost = 3.4 + 0.2 * Double(sightings)
        for step in 0..<30 {
            if doubtful, step == 1 {
                let guess = BodyTimeline.Body.lying.pose(noise: { 0 }, score: 0.15)
                signals += fall.see(guess, on: .unknown, isInside: true, at: at(lost + 0.2))
            } else {
                signals += fall.miss(at: at(lost + 0.2 * Double(step)))
            }
        }
        return signals.map(\.kind)
    }

    @Test("Two plain sightings on the way down are enough if nothing moved before; one, or two faint ones, are not")
    func vanished() {
        #expect(told(sightings: 3, score: 0.4) == [.suspected, .confirmed])
        #expect(told(sightings: 3, score: 0.3).isEmpty)
        #expect(told(sightings: 2, score: 0.6) == [.suspected, .confirmed])
        #expect(told(sightings: 2, score: 0.3).isEmpty)
        #expect(told(sightings: 1, score: 0.6).isEmpty)
    }

    @Test("A doubtful sighting of somebody lost on the way down does not end the wait")
    func doubtfulSighting() {
        #expect(told(sightings: 3, score: 0.6, thenSeen: true) == [.suspected, .confirmed])
    }

    @Test(
        "The last picture of somebody who is lost counts as it is if the body came down in each of the last ones",
        arguments: [true, false]
    )
    func lastPicture(isFalling: Bool) {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        // Low in the last picture only, or on the way there in each of three: what is smoothed is the same.
        let shares = Array(repeating: 0.0, count: 20) + (isFalling ? [0.12, 0.24, 0.36] : [0.24, 0.12, 0.36])
        var signals: [FallSignal] = []
        for (step, share) in shares.enumerated() {
            let pose = BodyTimeline.Body.standing.towards(.lying, share).pose(noise: { 0 })
            let now = Instant(millisecondsSinceEpoch: Int64(100 * step))
            signals += fall.see(pose, on: .unknown, isInside: true, at: now)
        }
        for step in 0..<60 {
            signals += fall.miss(at: Instant(millisecondsSinceEpoch: Int64(100 * (shares.count + step))))
        }
        #expect(signals.map(\.kind) == (isFalling ? [.suspected, .confirmed] : []))
    }

    /// Out of the picture: falling, walking towards the camera, bending.
    private static let waysOut: [(end: BodyTimeline.Body, share: Double, isFall: Bool)] = {
        var nearer = BodyTimeline.Body.standing
        for part in [\BodyTimeline.Body.head, \.shoulders, \.hips, \.knees, \.ankles] { nearer[keyPath: part].y += 130 }
        return [(.lying, 0.45, true), (.lying, 0.3, false), (nearer, 1, false), (.bending, 1, false)]
    }()

    @Test("Whoever falls out of the picture has fallen, whoever walks or bends there has not", arguments: waysOut)
    func outOfThePicture(end: BodyTimeline.Body, share: Double, isFall: Bool) {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        let shares = Array(repeating: 0.0, count: 20) + [share / 3, 2 * share / 3, share]
        var signals: [FallSignal] = []
        for (step, share) in shares.enumerated() {
            let pose = BodyTimeline.Body.standing.towards(end, share).pose(noise: { 0 })
            let now = Instant(millisecondsSinceEpoch: Int64(100 * step))
            signals += fall.see(pose, on: .unknown, isInside: false, at: now)
        }
        for step in 0..<60 {
            signals += fall.miss(at: Instant(millisecondsSinceEpoch: Int64(100 * (shares.count + step))))
        }
        #expect(signals.map(\.kind) == (isFall ? [.suspected, .confirmed] : []))
    }

    /// What is told of somebody whose hips and legs are hidden while low.
    private func told(hidingHipsOf low: BodyTimeline.Body, rate: Double, seed: UInt64) -> [FallSignal.Kind] {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        let timeline = BodyTimeline.standing(3).then(low, in: 0.7).then(low, in: 3)
        return timeline.sightings(rate: rate, seed: seed)
            .flatMap { entry in
                var pose = entry.pose
                if (pose.shoulders?.y ?? 0) > 220 {
                    for index in 9...16 { pose.keypoints[index].score = 0.02 }
                }
                return fall.see(pose, on: .unknown, at: entry.at)
            }
            .map(\.kind)
    }

    @Test(
        "Shoulders near the ground are a fall though the hips are hidden behind furniture, those of a crouch are not",
        arguments: rates
    )
    func hiddenHips(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            #expect(told(hidingHipsOf: .lying, rate: rate, seed: seed) == [.suspected, .confirmed], "seed \(seed)")
            #expect(told(hidingHipsOf: .crouching, rate: rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }
}
