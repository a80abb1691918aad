import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Bodies that are too low for a crouch, and those that only look low")
struct GroundTimelineTests {
    private typealias Body = BodyTimeline.Body

    private static let rates = FallTimelineTests.rates

    /// Sunk to the ground and leaning: short in the picture as a crouch, but lower.
    private static let sunk = Body(
        head: (262, 305),
        shoulders: (270, 325),
        hips: (305, 378),
        knees: (340, 360),
        ankles: (320, 385)
    )

    private func kinds(_ timeline: BodyTimeline, _ rate: Double, _ seed: UInt64, on rest: TrackFall.Rest = .unknown)
        -> [FallSignal.Kind]
    {
        timeline.fallSignals(rate: rate, seed: seed, on: rest).map(\.kind)
    }

    /// Somebody who stands, and a moment later is seen so often in another stance, every 0.4 s, with some joints hidden.
    private func candidate(
        _ end: Body,
        sightings: Int,
        hiding hidden: ClosedRange<Int>? = nil,
        isSuspected: Bool = false
    ) throws -> FallCandidate? {
        var history = BodyHistory()
        var candidate: FallCandidate?
        for step in 0..<(4 + sightings) {
            var pose = (step < 4 ? Body.standing : end).pose(noise: { 0 })
            if step >= 4, let hidden {
                for index in hidden { pose.keypoints[index].score = 0.02 }
            }
            let added = history.add(pose, at: Instant(millisecondsSinceEpoch: Int64(400 * step)))
            let height = try #require(added)
            guard step >= 4 else { continue }
            let descent = try #require(Descent(history, smallestTorso: 20))
            var next = candidate ?? FallCandidate(.flat, descent, to: height)
            next.isSuspected = isSuspected
            _ = next.follow(height, descent)
            candidate = next
        }
        return candidate
    }

    @Test("Whoever has sunk lower than a crouch has fallen after a second, a deep crouch has not", arguments: rates)
    func sunkLow(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = BodyTimeline.standing(3).then(Self.sunk, in: 0.8).then(Self.sunk, in: 2.5)
            #expect(kinds(fall, rate, seed) == [.suspected, .confirmed], "seed \(seed)")
            let crouch = BodyTimeline.standing(3).then(.crouchingDeeply, in: 0.8).then(.crouchingDeeply, in: 1.5)
            #expect(kinds(crouch, rate, seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Whoever plunged towards a high camera is low though the body looks upright on the ground", arguments: rates)
    func uprightOnGround(rate: Double) {
        let flat = Body(
            head: (350, 430),
            shoulders: (340, 420),
            hips: (270, 400),
            knees: (240, 395),
            ankles: (190, 390)
        )
        let upright = Body(
            head: (300, 300),
            shoulders: (300, 325),
            hips: (300, 410),
            knees: (300, 450),
            ankles: (300, 500)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let fall = BodyTimeline.standing(3).then(flat, in: 0.35).then(flat, in: 0.5).then(upright, in: 0.1)
                .then(upright, in: 2.5)
            #expect(kinds(fall, rate, seed) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test(
        "Whoever was suspected and is seen twice more, lying plainly, before being lost has fallen",
        arguments: [(true, true), (false, false)]
    )
    func seenTwice(isLying: Bool, isFall: Bool) throws {
        let candidate = try candidate(isLying ? .lying : Self.sunk, sightings: 2, isSuspected: true)
        #expect(candidate?.isConfirmed(lostAt: Instant(millisecondsSinceEpoch: 3_200)) == isFall)
    }

    @Test(
        "Shoulders lower than those of a crouch are on the ground where the hips are hidden, else it may be a deep one",
        arguments: [true, false]
    )
    func hiddenLegs(hidesHips: Bool) throws {
        let bent = Body(
            head: (262, 285),
            shoulders: (272, 289),
            hips: (310, 313),
            knees: (285, 330),
            ankles: (300, 385)
        )
        let candidate = try candidate(bent, sightings: 4, hiding: hidesHips ? 9...16 : nil)
        #expect(candidate?.isOnTheGround == hidesHips)
        #expect(candidate?.seemsOnTheGround == true)
    }

    @Test("Whoever lies for nine seconds and is getting up at the tenth has not fallen", arguments: rates)
    func upInTime(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline(.sitting).then(.sitting, in: 3).then(.lyingOnMat, in: 0.9)
                .then(.lyingOnMat, in: 8.4).then(.sitting, in: 0.5).then(.standing, in: 0.7).then(.standing, in: 3)
            #expect(!kinds(timeline, rate, seed, on: .floor).contains(.confirmed), "seed \(seed)")
        }
    }

    @Test(
        "Joints guessed of somebody who crouches, flat now and then, are no fall before ten seconds",
        arguments: rates
    )
    func guessedCrouch(rate: Double) {
        let up = Body(head: (235, 246), shoulders: (250, 238), hips: (300, 282), knees: (335, 284), ankles: (365, 287))
        var flat = up
        flat.shoulders.y = 256
        flat.head.y = 262
        var timeline = BodyTimeline.standing(3).then(up, in: 0.7)
        for _ in 0..<5 {
            timeline = timeline.then(up, in: 0.45).then(flat, in: 0.05).then(flat, in: 0.2).then(up, in: 0.05)
        }
        timeline = timeline.then(.standing, in: 0.8).then(.standing, in: 2)
        for seed in 1...4 as ClosedRange<UInt64> {
            #expect(!kinds(timeline, rate, seed).contains(.confirmed), "seed \(seed)")
        }
    }

    @Test(
        "A fall begins with somebody who was seen, not with a guess of the network",
        arguments: [(0.25, false), (0.4, true)]
    )
    func guessedBefore(score: Double, isFall: Bool) {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        let timeline = BodyTimeline.standing(3).then(.lying, in: 0.5).then(.lying, in: 2.5)
        let told = timeline.sightings(rate: 5, seed: 4)
            .flatMap { entry in
                var pose = entry.pose
                // A pet that lies is seen well beside furniture that is taken for a person.
                if (pose.shoulders?.y ?? 0) < 350 {
                    for index in pose.keypoints.indices { pose.keypoints[index].score = score }
                }
                return fall.see(pose, on: .unknown, at: entry.at)
            }
        #expect(told.map(\.kind) == (isFall ? [.suspected, .confirmed] : []))
    }

    @Test(
        "A body that is flat a moment after it came down has been low since then",
        arguments: [(400, true), (600, false)]
    )
    func flattened(milliseconds: Int64, isSame: Bool) throws {
        var history = BodyHistory()
        var last: BodyHeight?
        let way = [Body.standing, .standing, .standing, Body.standing.towards(Self.sunk, 0.5), Self.sunk, Self.sunk]
        for (step, body) in way.enumerated() {
            last = history.add(body.pose(noise: { 0 }), at: Instant(millisecondsSinceEpoch: Int64(200 * step)))
        }
        let height = try #require(last)
        let descent = try #require(Descent(history, smallestTorso: 20))
        var candidate = FallCandidate(.toTheGround, descent, to: height)
        _ = candidate.follow(height, descent)
        var later = height
        later.at = height.at + .milliseconds(milliseconds)
        let flat = candidate.turned(into: .flat, descent, to: later)
        #expect(flat?.kind == .flat)
        #expect(flat?.since == (isSame ? height.at : later.at) && flat?.body.count == (isSame ? 1 : 0))
    }

    /// What is told of somebody lost from sight on the way down beside somebody who stands at a place.
    private func told(beside x: Double) -> [FallSignal.Kind] {
        var falls = FallDetector()
        var helper = BodyTimeline.Body.standing.pose(noise: { 0 })
        for index in helper.keypoints.indices { helper.keypoints[index].x += x }
        // A body with its arms out, so that it has a width.
        helper.keypoints[9].x -= 60
        helper.keypoints[10].x += 60
        let timeline = BodyTimeline.standing(3).then(.lying, in: 0.8)
        let sightings = timeline.sightings(rate: 10, seed: 2).filter { entry in (entry.pose.shoulders?.y ?? 0) < 300 }
        let view = ZoneMap([], width: 1_280, height: 480)
        var signals: [FallSignal] = []
        for entry in sightings {
            let both = [
                PersonTracker.Sighting(track: 1, pose: entry.pose), PersonTracker.Sighting(track: 2, pose: helper),
            ]
            signals += falls.handle(both, in: view, at: entry.at, picture: (1_280, 480))
        }
        guard let last = sightings.last?.at else { return [] }
        for step in 1...70 {
            let alone = [PersonTracker.Sighting(track: 2, pose: helper)]
            let now = last + .milliseconds(100 * step)
            signals += falls.handle(alone, in: view, at: now, picture: (1_280, 480))
        }
        return signals.map(\.kind)
    }

    @Test("Whoever is lost on the way down has fallen, but not where another body covers the place")
    func covered() {
        #expect(told(beside: 500) == [.suspected, .confirmed])
        #expect(told(beside: -40).isEmpty)
    }
}
