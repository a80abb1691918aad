import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("What a cat does is no fall")
struct CatTimelineTests {
    private static let view = ZoneMap([], width: 640, height: 480)

    /// What is told of a body at five pictures a second, and of its absence for three seconds after it.
    private func told(_ bodies: [BodyTimeline.Body]) -> [FallSignal.Kind] {
        var falls = FallDetector()
        var signals: [FallSignal] = []
        for step in 0..<(bodies.count + 15) {
            let at = Instant(millisecondsSinceEpoch: Int64(step) * 200)
            let sightings =
                step < bodies.count
                ? [PersonTracker.Sighting(track: 0, pose: bodies[step].pose(noise: { 0 }))] : []
            signals += falls.handle(sightings, in: Self.view, at: at, picture: (640, 480))
        }
        return signals.map(\.kind)
    }

    /// A body half as large as somebody who stands, or of another size, with the feet so far down.
    private func upright(down: Double, scale: Double = 0.5) -> BodyTimeline.Body {
        func place(_ y: Double) -> (x: Double, y: Double) { (300, 192.5 + scale * (y - 385) + down) }
        return BodyTimeline.Body(
            head: place(80),
            shoulders: place(115),
            hips: place(215),
            knees: place(300),
            ankles: place(385)
        )
    }

    @Test("What is as tall as before when it is lost has come nearer, not down")
    func comesNearer() {
        let steps = [0.0, 0, 0, 0, 0, 0, 20, 50, 80, 105]
        #expect(told(steps.map { upright(down: $0) }).isEmpty)
    }

    @Test(
        "What trots towards a high camera, and is seen badly before it leaves the picture, has come nearer; whoever falls then has fallen"
    )
    func trotsTowards() {
        let way = [0.0, 0, 0, 0, 0, 0] + (1...9).map { 25 * Double($0) }
        let near = way.map { upright(down: $0) }
        let badly = upright(down: 226, scale: 0.3)
        #expect(told(near + [badly, badly, badly]).isEmpty)
        let lying = BodyTimeline.Body(
            head: (200, 432),
            shoulders: (220, 432),
            hips: (270, 434),
            knees: (310, 434),
            ankles: (350, 436)
        )
        #expect(told(near + [lying, lying, lying, lying, lying, lying, lying, lying]) == [.suspected, .confirmed])
    }

    @Test("What was upright for a moment and is slowly lower in the picture walks on all fours")
    func walksBy() {
        let level = (0..<14)
            .map { step -> BodyTimeline.Body in
                func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
                    (x + 14 * Double(step), y + 10 * Double(step))
                }
                return BodyTimeline.Body(
                    head: place(190, 118),
                    shoulders: place(180, 128),
                    hips: place(130, 142),
                    knees: place(128, 165),
                    ankles: place(126, 185)
                )
            }
        let glimpse = BodyTimeline.Body(
            head: (170, 95),
            shoulders: (165, 110),
            hips: (160, 160),
            knees: (160, 185),
            ankles: (160, 205)
        )
        #expect(told([glimpse, glimpse, glimpse] + level).isEmpty)
    }
}
