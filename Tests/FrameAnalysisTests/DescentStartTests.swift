import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("From where a body came down, and how far")
struct DescentStartTests {
    private typealias Body = BodyTimeline.Body

    private static let rates = FallTimelineTests.rates

    /// Sitting on the ground, guessed half a torso length higher.
    private static let guess = Body(
        head: (285, 200),
        shoulders: (285, 235),
        hips: (285, 330),
        knees: (360, 340),
        ankles: (430, 385)
    )

    /// The way down as it looks at the last of some bodies seen at five frames a second, each with a score.
    private func seen(_ sightings: [(body: Body, score: Double)]) -> Descent? {
        var history = BodyHistory()
        for (step, sighting) in sightings.enumerated() {
            let pose = sighting.body.pose(noise: { 0 }, score: sighting.score)
            _ = history.add(pose, at: Instant(millisecondsSinceEpoch: Int64(200 * step)))
        }
        return Descent(history, smallestTorso: 20)
    }

    @Test(
        "A body that is hardly seen was where a sighting before or after bears it out",
        arguments: [(0.33, 1, 285.0, 380.0), (0.33, 2, 235.0, 330.0), (0.6, 1, 235.0, 330.0), (0.6, 2, 235.0, 330.0)]
    )
    func bornOut(score: Double, guesses: Int, shoulders: Double, hips: Double) throws {
        let before = Array(repeating: (body: Body.sittingOnFloor, score: 0.6), count: 4)
        let guessed = Array(repeating: (body: Self.guess, score: score), count: guesses)
        let after = Array(repeating: (body: Body.lying, score: 0.6), count: 3)
        let descent = try #require(seen(before + guessed + after))
        #expect(abs(descent.uprightShoulders - shoulders) < 0.01)
        #expect(abs(descent.uprightHips - hips) < 0.01)
    }

    @Test(
        "Who was hardly seen for a second may be somebody else since, so nobody came down from the place before",
        arguments: [(0.15, 5, 255.0), (0.15, 2, 115.0), (0.33, 5, 115.0)]
    )
    func longDoubt(score: Double, sightings: Int, shoulders: Double) throws {
        let before = Array(repeating: (body: Body.standing, score: 0.6), count: 3)
        let doubtful = Array(repeating: (body: Body.standing, score: score), count: sightings)
        let descent = try #require(seen(before + doubtful + [(Body.lyingOnBed, 0.6)]))
        #expect(abs(descent.uprightShoulders - shoulders) < 0.01)
    }

    @Test(
        "Whoever comes down no deeper than people crouch must be faster for a free fall than whoever comes down deeper",
        arguments: [(0.0, 2.6, false), (0, 2.9, true), (40, 2.6, true)]
    )
    func briskCrouch(deeper: Double, speed: Double, isFree: Bool) throws {
        func bent(_ share: Double) -> Body {
            var body = Body(
                head: (350, 240),
                shoulders: (335, 255),
                hips: (300, 292),
                knees: (345, 330),
                ankles: (300, 385)
            )
            body.shoulders.y += deeper - (1 - share) * 100 * speed * 0.4
            body.hips.y += deeper - (1 - share) * (77 + deeper)
            return body
        }
        let sinking = [0, 0, 0, 0, 0, 0.25, 0.5, 0.75, 1]
            .map { share in
                var body = Body.standing
                body.shoulders.y += share * deeper
                body.hips.y += share * deeper
                return (body: body, score: 0.6)
            }
        let way = [0.0, 0.5, 1].map { (body: bent($0), score: 0.6) }
        let descent = try #require(seen(sinking + way + [way[2]]))
        #expect(abs(descent.speed - speed) < 0.05, "\(descent.speed)")
        var history = BodyHistory()
        let last = history.add(bent(1).pose(noise: { 0 }, score: 0.6), at: Instant(millisecondsSinceEpoch: 0))
        let height = try #require(last)
        #expect((descent.kind(to: height, hasLeftBed: false) == .free) == isFree)
    }

    @Test("A single guess is no speed, when the second and a half looked at begins with it either", arguments: 2...8)
    func speedOfGuess(later: Int) throws {
        let bent = Body(
            head: (180, 285),
            shoulders: (195, 285),
            hips: (285, 330),
            knees: (290, 360),
            ankles: (300, 385)
        )
        let before = Array(repeating: (body: bent, score: 0.6), count: 6)
        let after = Array(repeating: (body: bent, score: 0.6), count: later)
        let descent = try #require(seen(before + [(Self.guess, 0.6)] + after))
        #expect(descent.speed == 0)
    }

    @Test(
        "Whoever sits on the ground and lies back has not fallen; off a stool or from the knees, yes",
        arguments: rates
    )
    func lyingBack(rate: Double) {
        let lying = Body(
            head: (150, 425),
            shoulders: (185, 425),
            hips: (285, 425),
            knees: (370, 425),
            ankles: (450, 425)
        )
        var stool = Body.sittingOnFloor
        stool.ankles.y = 470
        // The feet behind, seen from a high camera.
        var kneeling = Body.sittingOnFloor
        kneeling.knees = (320, 462)
        for seed in 1...4 as ClosedRange<UInt64> {
            func kinds(_ seat: Body) -> [FallSignal.Kind] {
                BodyTimeline(seat).then(seat, in: 3).then(lying, in: 0.5).then(lying, in: 2.5)
                    .fallSignals(rate: rate, seed: seed).map(\.kind)
            }
            #expect(kinds(.sittingOnFloor).isEmpty, "seed \(seed)")
            #expect(kinds(stool) == [.suspected, .confirmed], "seed \(seed)")
            #expect(kinds(kneeling) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Feet that are hardly seen do not make a seat on the ground", arguments: [(0.2, true), (0.4, false)])
    func guessedFeet(score: Double, isFall: Bool) {
        var history = BodyHistory()
        for step in 0..<8 {
            var pose = (step < 5 ? Body.sittingOnFloor : .lying).pose(noise: { 0 })
            for index in 15...16 { pose.keypoints[index].score = score }
            _ = history.add(pose, at: Instant(millisecondsSinceEpoch: Int64(200 * step)))
        }
        #expect(Descent(history, smallestTorso: 20)?.satOnGround == !isFall)
    }

    @Test(
        "Whoever lies down briskly where nothing is marked and puts the feet up is on a bed; whose feet stay down has fallen",
        arguments: rates
    )
    func feetUp(rate: Double) {
        let seat = Body.sitting
        let bed = Body(head: (150, 338), shoulders: (185, 335), hips: (285, 345), knees: (370, 300), ankles: (440, 290))
        var ground = bed
        ground.knees = (370, 345)
        ground.ankles = (450, 385)
        for seed in 1...4 as ClosedRange<UInt64> {
            func kinds(_ end: Body, on rest: TrackFall.Rest = .unknown) -> [FallSignal.Kind] {
                BodyTimeline(seat).then(seat, in: 3).then(end, in: 0.45).then(end, in: 3)
                    .fallSignals(rate: rate, seed: seed, on: rest).map(\.kind)
            }
            #expect(kinds(bed).isEmpty, "seed \(seed)")
            #expect(kinds(ground) == [.suspected, .confirmed], "seed \(seed)")
            #expect(kinds(bed, on: .floor) == [.suspected, .confirmed], "beside a marked bed, seed \(seed)")
        }
    }

    @Test("Hips that come down by a torso length are as good as shoulders that do", arguments: rates)
    func outOfBed(rate: Double) {
        let inBed = Body(
            head: (150, 185),
            shoulders: (190, 190),
            hips: (285, 205),
            knees: (370, 205),
            ankles: (450, 210)
        )
        let below = Body(
            head: (160, 250),
            shoulders: (200, 265),
            hips: (285, 312),
            knees: (370, 325),
            ankles: (450, 330)
        )
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline(inBed).then(inBed, in: 3).then(below, in: 0.6).then(below, in: 3)
            #expect(timeline.fallSignals(rate: rate, seed: seed).first?.kind == .suspected, "seed \(seed)")
        }
    }

    @Test(
        "Whoever lies on a sofa and is seen upright with one guess only does not come down by three torso lengths",
        arguments: [(0.25, 1, 450.0, false), (0.25, 2, 450.0, true), (0.6, 1, 450.0, true), (0.25, 1, 120.0, true)]
    )
    func catBelowSofa(score: Double, guesses: Int, below: Double, isFall: Bool) throws {
        func lying(_ y: Double) -> Body {
            Body(head: (150, y), shoulders: (185, y), hips: (285, y + 5), knees: (370, y), ankles: (450, y + 10))
        }
        var mixed = lying(100)
        mixed.hips.y = 220
        let before = Array(repeating: (body: lying(100), score: 0.4), count: 6)
        let after = Array(repeating: (body: lying(100 + below), score: 0.5), count: 3)
        let descent = try #require(seen(before + Array(repeating: (body: mixed, score: score), count: guesses) + after))
        var history = BodyHistory()
        let pose = lying(100 + below).pose(noise: { 0 }, score: 0.5)
        let added = history.add(pose, at: Instant(millisecondsSinceEpoch: 2_000))
        let height = try #require(added)
        #expect((descent.kind(to: height, hasLeftBed: false) == .flat) == isFall)
    }
}
