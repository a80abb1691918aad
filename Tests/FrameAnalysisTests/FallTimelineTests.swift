import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("Falls on timelines of drawn bodies")
struct FallTimelineTests {
    /// The rates at which cameras send.
    static let rates = [4.0, 5, 8, 10, 15, 30]

    private func signals(_ timeline: BodyTimeline, _ rate: Double, seed: UInt64 = 1) -> [FallSignal] {
        timeline.fallSignals(rate: rate, seed: seed)
    }

    @Test("A fall from standing is suspected and confirmed at every frame rate", arguments: rates)
    func fallFromStanding(rate: Double) {
        for seed in 1...8 as ClosedRange<UInt64> {
            let kinds = signals(.standing(3).then(.lying, in: 0.8).then(.lying, in: 3), rate, seed: seed).map(\.kind)
            #expect(kinds == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("A fall out of bed, never upright before, is confirmed at every frame rate", arguments: rates)
    func fallOutOfBed(rate: Double) {
        let timeline = BodyTimeline(.lyingOnBed).then(.lyingOnBed, in: 3).then(.lying, in: 0.5).then(.lying, in: 3)
        #expect(signals(timeline, rate).map(\.kind) == [.suspected, .confirmed])
    }

    @Test("Lying down on purpose, slowly, is no fall", arguments: rates)
    func lyingDownSlowly(rate: Double) {
        for seed in 1...8 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.sitting, in: 1.5).then(.sitting, in: 1).then(.lying, in: 3)
                .then(.lying, in: 5)
            #expect(signals(timeline, rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("A fall towards the camera, which ends neither low nor wide, is a fall", arguments: rates)
    func fallTowardsCamera(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.lyingTowardsCamera, in: 0.7).then(.lyingTowardsCamera, in: 3)
            #expect(signals(timeline, rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("A slow fall of somebody who was not looked at while standing still is a fall", arguments: rates)
    func fallAfterPause(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(4).then(.sittingOnFloor, in: 0.9).then(.sittingOnFloor, in: 13)
            let all = timeline.sightings(rate: rate, seed: seed)
            // Nothing is looked at from two seconds on until the body has begun to move.
            let seen = all.filter { !(2...4.2).contains(($0.at - all[0].at).inSeconds) }
            var fall = TrackFall(track: 1, pictureHeight: 480)
            let kinds = seen.flatMap { fall.see($0.pose, on: .unknown, at: $0.at) }.map(\.kind)
            #expect(kinds == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Sliding down to the ground is a fall", arguments: rates)
    func slidingDown(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.sittingOnFloor, in: 0.9).then(.sittingOnFloor, in: 13)
            #expect(signals(timeline, rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Going down to the ground like that and up again within ten seconds is a suspicion at most", arguments: rates)
    func downForAWhile(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.sittingOnFloor, in: 0.9).then(.sittingOnFloor, in: 6)
                .then(.standing, in: 1).then(.standing, in: 9)
            #expect(!signals(timeline, rate, seed: seed).contains { $0.kind == .confirmed }, "seed \(seed)")
        }
    }

    @Test(
        "Crouching fast, and sitting down on the ground on purpose, are no falls",
        arguments: rates,
        [(BodyTimeline.Body.crouching, 0.5), (.crouching, 1), (.sittingOnFloor, 1.8), (.kneeling, 0.4)]
    )
    func downOnPurpose(rate: Double, way: (body: BodyTimeline.Body, seconds: Double)) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(way.body, in: way.seconds).then(way.body, in: 6)
                .then(.standing, in: 1).then(.standing, in: 1)
            #expect(signals(timeline, rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Sitting down fast is no fall", arguments: rates)
    func sittingDownFast(rate: Double) {
        let timeline = BodyTimeline.standing(3).then(.sitting, in: 0.6).then(.sitting, in: 5)
        #expect(signals(timeline, rate).isEmpty)
    }

    @Test("Sitting down fast on a bed and lying back at once is no fall", arguments: rates)
    func fastToBed(rate: Double) {
        for seed in 1...8 as ClosedRange<UInt64> {
            let timeline = BodyTimeline.standing(3).then(.sitting, in: 0.4).then(.sitting, in: 0.8)
                .then(.lyingOnLowBed, in: 0.5).then(.lyingOnLowBed, in: 5)
            #expect(signals(timeline, rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Collapsing to the knees, and a moment later to the floor, is a fall", arguments: rates)
    func fallOverTheKnees(rate: Double) {
        let timeline = BodyTimeline.standing(3).then(.kneeling, in: 0.4).then(.kneeling, in: 0.6).then(.lying, in: 0.5)
            .then(.lying, in: 3)
        #expect(signals(timeline, rate).map(\.kind) == [.suspected, .confirmed])
    }

    @Test("Bending for something on the floor is no fall", arguments: rates)
    func bending(rate: Double) {
        let timeline = BodyTimeline.standing(3).then(.bending, in: 0.7).then(.bending, in: 1).then(.standing, in: 0.8)
            .then(.standing, in: 2)
        #expect(signals(timeline, rate).isEmpty)
    }

    @Test("Sit-ups on the floor are no fall", arguments: rates)
    func sitUps(rate: Double) {
        var timeline = BodyTimeline(.lying)
        for _ in 0..<5 { timeline = timeline.then(.sittingOnFloor, in: 0.8).then(.lying, in: 0.8) }
        #expect(signals(timeline, rate).isEmpty)
    }

    @Test("Being lowered from a chair to a mat is no fall", arguments: rates)
    func loweringToMat(rate: Double) {
        let timeline = BodyTimeline(.sitting).then(.sitting, in: 3).then(.sittingOnFloor, in: 1.2)
            .then(.sittingOnFloor, in: 1).then(.lying, in: 2).then(.lying, in: 5)
        #expect(signals(timeline, rate).isEmpty)
    }

    @Test("A single sighting at another place is no fall", arguments: rates)
    func oneWrongSighting(rate: Double) {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        var signals: [FallSignal] = []
        for (index, sighting) in BodyTimeline.standing(6).sightings(rate: rate, seed: 3).enumerated() {
            let pose = index == 15 ? BodyTimeline.Body.lying.pose(noise: { 0 }) : sighting.pose
            signals += fall.see(pose, on: .unknown, at: sighting.at)
        }
        #expect(signals.isEmpty)
    }

    @Test("Two wrong sightings out of three are no fall", arguments: rates)
    func twoWrongSightings(rate: Double) {
        for wrong in [BodyTimeline.Body.lying, .contorted, .bending] {
            var fall = TrackFall(track: 1, pictureHeight: 480)
            var signals: [FallSignal] = []
            for (index, sighting) in BodyTimeline.standing(6).sightings(rate: rate, seed: 3).enumerated() {
                let pose = index == 15 || index == 17 ? wrong.pose(noise: { 0 }) : sighting.pose
                signals += fall.see(pose, on: .unknown, at: sighting.at)
            }
            #expect(signals.isEmpty)
        }
    }

    @Test("A body whose shoulders hang below its hips under an upright head is a mistake and tells nothing")
    func contortedBody() {
        for rate in Self.rates {
            let timeline = BodyTimeline.standing(3).then(.contorted, in: 0.01).then(.contorted, in: 3)
                .then(.standing, in: 0.01).then(.standing, in: 2)
            #expect(signals(timeline, rate).isEmpty, "\(rate) a second")
        }
        #expect(BodyTimeline.Body.contorted.pose(noise: { 0 }).isContorted)
        let real: [BodyTimeline.Body] = [
            .standing, .sitting, .bending, .bowing, .lying, .lyingTowardsCamera, .crouching,
        ]
        for body in real { #expect(!body.pose(noise: { 0 }).isContorted) }
    }

    @Test("Bowing to the floor on the knees is no fall", arguments: rates)
    func bowing(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            var timeline = BodyTimeline.standing(2).then(.kneeling, in: 1.5).then(.kneeling, in: 3)
            for _ in 0..<3 {
                timeline = timeline.then(.bowing, in: 0.6).then(.bowing, in: 3).then(.kneeling, in: 0.8)
                    .then(.kneeling, in: 1)
            }
            #expect(signals(timeline, rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("Getting up again is told with the time on the floor", arguments: rates)
    func recovery(rate: Double) {
        let timeline = BodyTimeline.standing(3).then(.lying, in: 0.8).then(.lying, in: 41).then(.standing, in: 3)
            .then(.standing, in: 3)
        let signals = signals(timeline, rate)
        #expect(signals.count == 4)
        #expect(signals.prefix(2).map(\.kind) == [.suspected, .confirmed])
        #expect(signals.contains { $0.kind == .onFloor })
        guard let last = signals.last, case .recovered(let after) = last.kind else {
            Issue.record("no recovery")
            return
        }
        #expect(after > .seconds(39) && after < .seconds(45))
    }
}

@Suite("On the floor, with company, on furniture")
struct FallSituationTests {
    private func sightings(_ timeline: BodyTimeline, track: Int = 1) -> [(
        at: Instant, sighting: PersonTracker.Sighting
    )] {
        timeline.sightings(rate: 8, seed: 5).map { ($0.at, PersonTracker.Sighting(track: track, pose: $0.pose)) }
    }

    private let noZones = ZoneMap([], width: 640, height: 480)

    /// A zone in the lower half of the picture; `above` puts it from the upper edge to there instead.
    private func bed(_ kind: Zone.Kind, above end: Double? = nil) throws -> ZoneMap {
        let (top, bottom) = end.map { (0, $0) } ?? (0.5, 1)
        let corners = [(0.0, top), (1.0, top), (1.0, bottom), (0.0, bottom)].map { Polygon.Point(x: $0.0, y: $0.1) }
        return ZoneMap([Zone(id: "z", kind: kind, shape: try #require(Polygon(corners)))], width: 640, height: 480)
    }

    private func signals(_ timeline: BodyTimeline, in zones: ZoneMap) -> [FallSignal] {
        var falls = FallDetector()
        return sightings(timeline)
            .flatMap {
                falls.handle([$0.sighting], in: zones, at: $0.at, picture: (640, 480))
            }
    }

    private let fall = BodyTimeline.standing(3).then(.lying, in: 0.8).then(.lying, in: 320)

    @Test("Time on the floor is told after 10 seconds, a minute and five, ever surer")
    func timeOnTheFloor() {
        let told = signals(fall, in: noZones).filter { $0.kind == .onFloor }
        #expect(
            told.map(\.why) == ["10 seconds", "1 minute", "5 minutes"].map { "is still on the floor after \($0)" }
        )
        #expect(told.map(\.confidence) == told.map(\.confidence).sorted())
    }

    @Test("Coming down on the bed is no fall, on the floor beside it is one")
    func bedZone() throws {
        #expect(signals(fall, in: try bed(.bed)).isEmpty)
        #expect(signals(fall, in: try bed(.other)).contains { $0.kind == .confirmed })
    }

    @Test("Going down on a mat that is marked is exercise, beside it a fall, and a mat is no bed to fall out of")
    func mat() throws {
        #expect(signals(fall, in: try bed(.mat)).isEmpty)
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.2), (0.0, 0.2)].map { Polygon.Point(x: $0.0, y: $0.1) }
        let mat = Zone(id: "mat", kind: .mat, shape: try #require(Polygon(corners)))
        let elsewhere = ZoneMap([mat], width: 640, height: 480)
        #expect(signals(fall, in: elsewhere).contains { $0.kind == .confirmed })
        let found = signals(BodyTimeline(.lying).then(.lying, in: 45), in: elsewhere)
        #expect(found.first?.why.contains("no bed or sofa is marked") == true)
    }

    @Test("While it is open whether somebody fell every picture decides, before and afterwards none need be looked at")
    func undecided() throws {
        var falls = FallDetector()
        var undecided: [Double] = []
        let all = sightings(BodyTimeline.standing(3).then(.lying, in: 0.8).then(.lying, in: 8))
        for entry in all {
            _ = falls.handle([entry.sighting], in: noZones, at: entry.at, picture: (640, 480))
            if falls.isUndecided(at: entry.at) { undecided.append((entry.at - all[0].at).inSeconds) }
        }
        let (first, last) = (try #require(undecided.first), try #require(undecided.last))
        #expect(first > 2.8 && first < 4)
        #expect(last > 4 && last < 6)
    }

    @Test("Sliding out of a low bed is a fall, turning over in it is none")
    func outOfLowBed() throws {
        let low = [(0.0, 0.4), (1.0, 0.4), (1.0, 0.6), (0.0, 0.6)].map { Polygon.Point(x: $0.0, y: $0.1) }
        let shape = try #require(Polygon(low))
        let zones = ZoneMap([Zone(id: "bed", kind: .bed, shape: shape)], width: 640, height: 480)
        let lying = BodyTimeline(.lyingOnBed).then(.lyingOnBed, in: 5)
        #expect(
            signals(lying.then(.lyingBesideBed, in: 0.5).then(.lyingBesideBed, in: 4), in: zones).map(\.kind)
                == [.suspected, .confirmed]
        )
        #expect(
            signals(lying.then(.sitting, in: 1).then(.lyingOnBed, in: 1).then(.lyingOnBed, in: 5), in: zones).isEmpty
        )
    }

    @Test("Somebody already lying when first seen is told after half a minute, but not on a bed")
    func foundLying() throws {
        let lying = BodyTimeline(.lying).then(.lying, in: 45)
        let told = signals(lying, in: noZones)
        #expect(told.map(\.kind) == [.onFloor])
        #expect(told.first?.why.hasPrefix("was already lying when first seen") == true)
        #expect(signals(lying, in: try bed(.bed)).isEmpty)
        #expect(signals(BodyTimeline.standing(3).then(.lying, in: 4).then(.lying, in: 45), in: noZones).isEmpty)
    }

    @Test(
        "Somebody who came down slowly is told after a minute on the floor, and again after five, where beds are marked"
    )
    func slowlyDown() throws {
        let down = BodyTimeline.standing(3).then(.lying, in: 4)
        let marked = try bed(.bed, above: 0.05)
        let told = signals(down.then(.lying, in: 400), in: marked)
        #expect(told.map(\.kind) == [.onFloor, .onFloor])
        #expect(told.first?.why == "has been lying on the floor for 1 minute; how that came about was not seen")
        #expect(signals(down.then(.lying, in: 50), in: marked).isEmpty)
        #expect(signals(down.then(.lying, in: 90), in: noZones).isEmpty)
        #expect(signals(down.then(.lying, in: 90), in: try bed(.bed)).isEmpty)
        let twice = down.then(.lying, in: 40).then(.standing, in: 3).then(.standing, in: 5)
        #expect(signals(twice.then(.lying, in: 4).then(.lying, in: 40), in: marked).isEmpty)
    }

    @Test(
        "Somebody lost from sight on the way down, or just when low, is suspected to have fallen, and after five seconds has",
        arguments: [3.5, 3.6, 3.7]
    )
    func lostOnTheWayDown(lost: Double) throws {
        let told = signals(falling, lostFrom: lost, in: noZones)
        #expect(told.map(\.kind) == [.suspected, .confirmed])
        #expect(told.last?.why.contains("has not been seen since") == true)
        #expect(signals(falling, lostFrom: lost, in: try bed(.bed)).isEmpty)
    }

    @Test("A fall does not go on with somebody who lies when pictures come again half a minute later")
    func lostForLong() throws {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        var signals: [FallSignal] = []
        let all = BodyTimeline.standing(3).then(.lying, in: 0.8).sightings(rate: 8, seed: 9)
        for entry in all where (entry.at - all[0].at).inSeconds < 3.5 {
            signals += fall.see(entry.pose, on: .unknown, isInside: true, at: entry.at)
        }
        let lost = fall.seenAt
        signals += fall.miss(at: lost + .milliseconds(200))
        let lying = BodyTimeline(.lying).then(.lying, in: 3).sightings(rate: 8, seed: 2)
        for entry in lying {
            let later = lost + .seconds(30) + (entry.at - lying[0].at)
            signals += fall.see(entry.pose, on: .unknown, isInside: true, at: later)
        }
        #expect(signals.isEmpty)
    }

    @Test(
        "Somebody whom the network loses while falling, and sees again lying, has fallen",
        arguments: FallTimelineTests.rates
    )
    func lostMeanwhile(rate: Double) {
        for seed in 1...4 as ClosedRange<UInt64> {
            let all = BodyTimeline.standing(3).then(.lying, in: 0.8).then(.lying, in: 4)
                .sightings(rate: rate, seed: seed)
            let seen = all.filter { !(3.1...4.1).contains(($0.at - all[0].at).inSeconds) }
            var fall = TrackFall(track: 1, pictureHeight: 480)
            let kinds = seen.flatMap { fall.see($0.pose, on: .unknown, at: $0.at) }.map(\.kind)
            #expect(kinds == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test("Somebody lost while standing or sitting down, or seen elsewhere since, has not fallen")
    func lostOtherwise() {
        #expect(signals(falling, lostFrom: 2.8, in: noZones).isEmpty)
        let sitting = BodyTimeline.standing(3).then(.sitting, in: 0.8).then(.sitting, in: 6)
        #expect(signals(sitting, lostFrom: 3.5, in: noZones).isEmpty)
        let found = BodyTimeline.standing(3).sightings(rate: 8, seed: 9)[0].pose
        #expect(signals(falling, lostFrom: 3.5, in: noZones, found: found).isEmpty)
    }

    private let falling = BodyTimeline.standing(3).then(.lying, in: 0.8).then(.lying, in: 6)

    /// What is told of a body that is not seen from a time on; `found` is another person seen half a second later.
    private func signals(
        _ timeline: BodyTimeline,
        lostFrom lost: Double,
        in zones: ZoneMap,
        found: Pose? = nil
    ) -> [FallSignal] {
        var falls = FallDetector()
        let all = sightings(timeline)
        let start = all[0].at
        return all.flatMap { entry in
            let time = (entry.at - start).inSeconds
            let other = found.map { PersonTracker.Sighting(track: 2, pose: $0) }
            let seen = time < lost ? [entry.sighting] : time > lost + 0.5 ? [other].compactMap(\.self) : []
            return falls.handle(seen, in: zones, at: entry.at, picture: (640, 480))
        }
    }

    @Test("Somebody upright beside the fallen person is company, somebody sitting is not")
    func company() {
        for (other, expected) in [(BodyTimeline.Body.standing, true), (.sitting, false)] {
            var falls = FallDetector()
            var signals: [FallSignal] = []
            for (mine, others) in zip(sightings(fall), sightings(BodyTimeline(other).then(other, in: 330), track: 2)) {
                signals += falls.handle(
                    [mine.sighting, others.sighting],
                    in: noZones,
                    at: mine.at,
                    picture: (640, 480)
                )
            }
            let confirmed = signals.first { $0.kind == .confirmed }
            #expect(confirmed?.hasCompany == expected)
            #expect(confirmed?.why.contains("somebody upright is there") == expected)
        }
    }
}
