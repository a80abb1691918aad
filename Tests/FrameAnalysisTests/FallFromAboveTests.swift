import MonitoringModel
import Testing

@testable import FrameAnalysis

extension BodyTimeline.Body {
    /// A straight body from the ankles on, in a direction; the picture's middle is at (320, 180).
    fileprivate static func stretched(from x: Double, _ y: Double, by dx: Double, _ dy: Double) -> Self {
        func part(_ share: Double) -> (x: Double, y: Double) { (x + share * dx, y + share * dy) }
        return Self(head: part(1), shoulders: part(0.8), hips: part(0.5), knees: part(0.25), ankles: part(0))
    }

    /// Feet first from the middle outwards.
    fileprivate static let standingFromAbove = stretched(from: 350, 180, by: 70, 0)
    /// The same, two steps further out: as long as somebody who lies.
    fileprivate static let standingOutside = stretched(from: 420, 180, by: 150, 0)
    fileprivate static let lyingAcross = stretched(from: 390, 120, by: 15, 130)
    fileprivate static let lyingOutwards = stretched(from: 360, 180, by: 130, 0)
    fileprivate static let lyingOnBedFromAbove = stretched(from: 430, 20, by: 150, 20)
    fileprivate static let lyingBesideBedFromAbove = stretched(from: 420, 120, by: 125, 20)
    /// The torso lies across, the legs are below it.
    fileprivate static let bendingFromAbove = Self(
        head: (370, 110),
        shoulders: (370, 125),
        hips: (370, 180),
        knees: (358, 178),
        ankles: (350, 180)
    )
}

@Suite("Falls seen from straight above")
struct FallFromAboveTests {
    private func signals(
        _ timeline: BodyTimeline,
        _ rate: Double,
        seed: UInt64 = 1,
        on rest: (Pose) -> TrackFall.Rest = { _ in .floor }
    ) -> [FallSignal] {
        var fall = FallFromAbove(track: 1, picture: (640, 360))
        return timeline.sightings(rate: rate, seed: seed)
            .flatMap {
                fall.see($0.pose, on: rest($0.pose), isInside: true, at: $0.at)
            }
    }

    private func standing(_ seconds: Double) -> BodyTimeline {
        BodyTimeline(.standingFromAbove).then(.standingFromAbove, in: seconds)
    }

    @Test("Whoever stood and lies across is suspected and confirmed", arguments: FallTimelineTests.rates)
    func fallAcross(rate: Double) {
        for seed in 1...8 as ClosedRange<UInt64> {
            let timeline = standing(4).then(.lyingAcross, in: 0.8).then(.lyingAcross, in: 3)
            #expect(signals(timeline, rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
        }
    }

    @Test(
        "Whoever walks outwards grows as long as somebody who lies, and has not fallen",
        arguments: FallTimelineTests.rates
    )
    func walkingOutwards(rate: Double) {
        for seed in 1...8 as ClosedRange<UInt64> {
            let timeline = standing(4).then(.standingOutside, in: 1.2).then(.standingOutside, in: 70)
            #expect(signals(timeline, rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test(
        "Whoever lies along the direction outwards, on both sides of the picture's middle, has fallen",
        arguments: FallTimelineTests.rates
    )
    func fallOverTheMiddle(rate: Double) {
        // The feet stay where they were; nobody who stands reaches over the middle.
        let over = BodyTimeline.Body.stretched(from: 365, 180, by: -110, 0)
        let standing = BodyTimeline.Body.stretched(from: 365, 180, by: 60, 0)
        for seed in 1...8 as ClosedRange<UInt64> {
            let fall = BodyTimeline(standing).then(standing, in: 4).then(over, in: 0.8).then(over, in: 4)
            #expect(signals(fall, rate, seed: seed).map(\.kind) == [.suspected, .confirmed], "seed \(seed)")
            // Longer than anybody who lies is a mistake of the network.
            let longer = BodyTimeline.Body.stretched(from: 365, 180, by: -190, 0)
            let mistake = BodyTimeline(standing).then(standing, in: 4).then(longer, in: 0.4).then(longer, in: 4)
            #expect(signals(mistake, rate, seed: seed).isEmpty, "seed \(seed)")
        }
    }

    @Test("A fall exactly outwards looks like standing and is not told")
    func fallOutwards() {
        let timeline = standing(4).then(.lyingOutwards, in: 0.8).then(.lyingOutwards, in: 5)
        #expect(signals(timeline, 5).isEmpty)
    }

    @Test("Bending, however long, is no fall", arguments: FallTimelineTests.rates)
    func bending(rate: Double) {
        let timeline = standing(4).then(.bendingFromAbove, in: 0.5).then(.bendingFromAbove, in: 20)
            .then(.standingFromAbove, in: 0.5)
        #expect(signals(timeline, rate).isEmpty)
    }

    @Test("Whoever lies for a moment only has not fallen", arguments: FallTimelineTests.rates)
    func shortly(rate: Double) {
        let timeline = standing(4).then(.lyingAcross, in: 0.3).then(.standingFromAbove, in: 0.3)
            .then(
                .standingFromAbove,
                in: 5
            )
        #expect(signals(timeline, rate).isEmpty)
    }

    @Test("Whoever lies on a bed or mat has not fallen")
    func resting() {
        let timeline = standing(4).then(.lyingAcross, in: 0.8).then(.lyingAcross, in: 90)
        let kinds = signals(timeline, 5) { ($0.hips?.x ?? 0) > 385 ? .furniture : .floor }
        #expect(kinds.isEmpty)
    }

    @Test("Whoever lay on a bed and lies beside it has fallen out of it", arguments: FallTimelineTests.rates)
    func outOfBed(rate: Double) {
        let timeline = BodyTimeline(.lyingOnBedFromAbove).then(.lyingOnBedFromAbove, in: 5)
            .then(.lyingBesideBedFromAbove, in: 0.8).then(.lyingBesideBedFromAbove, in: 3)
        let kinds = signals(timeline, rate) { ($0.hips?.y ?? 0) < 80 ? .furniture : .floor }.map(\.kind)
        #expect(kinds == [.suspected, .confirmed])
    }

    @Test("Whoever gets out of bed and stands still beside it has not fallen", arguments: FallTimelineTests.rates)
    func gettingUp(rate: Double) {
        let beside = BodyTimeline.Body.stretched(from: 395, 130, by: 60, -40)
        let timeline = BodyTimeline(.lyingOnBedFromAbove).then(.lyingOnBedFromAbove, in: 5).then(beside, in: 1)
            .then(beside, in: 30)
        let told = signals(timeline, rate) { ($0.hips?.y ?? 0) < 80 ? .furniture : .floor }
        #expect(told.isEmpty)
    }

    @Test("From above the fall stays with whoever fell, though a helper is there whose body points across the picture")
    func helper() {
        var falls = FallDetector()
        let view = ZoneMap([], width: 640, height: 360, isOverhead: true)
        var told: [FallSignal] = []
        // The network takes the head for the feet later.
        let fallen = [BodyTimeline.Body.lyingAcross, .stretched(from: 405, 250, by: -15, -130)]
        for step in 0..<100 {
            let at = Instant(millisecondsSinceEpoch: Int64(1_000_000 + 200 * step))
            let body = step < 20 ? BodyTimeline.Body.standingFromAbove : fallen[step < 60 ? 0 : 1]
            var people = [PersonTracker.Sighting(track: 0, pose: body.pose(noise: { 0 }))]
            if step > 40 {
                let helper = BodyTimeline.Body.stretched(from: 360, 190, by: 90, 0)
                people.append(PersonTracker.Sighting(track: 1, pose: helper.pose(noise: { 0 })))
            }
            told += falls.handle(people, in: view, at: at, picture: (640, 360))
        }
        #expect(told.map(\.kind) == [.suspected, .confirmed, .onFloor])
        #expect(told.map(\.track) == [0, 0, 0])
    }

    @Test("Lying is told after 10 s, a minute and five, unseen too, and getting up is told")
    func afterwards() throws {
        var fall = FallFromAbove(track: 1, picture: (640, 360))
        let down = standing(4).then(.lyingAcross, in: 0.8).then(.lyingAcross, in: 15).sightings(rate: 5, seed: 1)
        var signals = down.flatMap { fall.see($0.pose, on: .unknown, isInside: true, at: $0.at) }
        #expect(signals.map(\.kind) == [.suspected, .confirmed, .onFloor])
        #expect(fall.isDown)

        let last = try #require(down.last).at
        signals = (1...300).flatMap { fall.miss(at: last + .seconds($0)) }
        #expect(signals.map(\.kind) == [.onFloor, .onFloor])

        signals = standing(3).sightings(rate: 5, seed: 1)
            .flatMap {
                let later =
                    $0.at + (last - $0.at) + .seconds(301) + ($0.at - Instant(millisecondsSinceEpoch: 1_000_000))
                return fall.see($0.pose, on: .unknown, isInside: true, at: later)
            }
        #expect(signals.count == 1)
        guard case .recovered(let after)? = signals.first?.kind else {
            Issue.record("getting up is not told")
            return
        }
        #expect(after > .seconds(300))
        #expect(!fall.isDown)
    }

    @Test("Whoever lies on the floor though no fall was seen is told after a minute, where beds are marked")
    func foundLying() {
        let timeline = BodyTimeline(.lyingAcross).then(.lyingAcross, in: 65)
        #expect(signals(timeline, 4).map(\.kind) == [.onFloor])
        let unmarked = signals(timeline, 4) { _ in .unknown }
        #expect(unmarked.isEmpty)
    }

    @Test("A camera that looks straight down is watched by this rule, any other is not", arguments: [true, false])
    func detectorChooses(isOverhead: Bool) {
        var detector = FallDetector()
        let map = ZoneMap([], width: 640, height: 360, isOverhead: isOverhead)
        let timeline = standing(4).then(.lyingAcross, in: 0.8).then(.lyingAcross, in: 3)
        let signals = timeline.sightings(rate: 5, seed: 1)
            .flatMap {
                detector.handle([.init(track: 1, pose: $0.pose)], in: map, at: $0.at, picture: (640, 360))
            }
        #expect(signals.contains { $0.why.contains("from above") } == isOverhead)
    }
}
