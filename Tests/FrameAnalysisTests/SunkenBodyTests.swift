import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("Who has sunk to the ground unseen")
struct SunkenBodyTests {
    private static let picture = (width: 640, height: 480)
    private static let floor = Box(left: 150, top: 340, right: 460, bottom: 390)

    /// What is told of somebody who stood for three seconds, is lost from sight, and is seen again now and then.
    ///
    /// - Parameters:
    ///   - steps: For each fifth of a second since then, whether the silhouette is on the ground.
    ///   - again: Who is seen in which of these steps.
    ///   - zones: Where beds are.
    /// - Returns: What is told, and in which step.
    private func told(
        _ steps: [Bool],
        again: [Int: (track: Int, body: BodyTimeline.Body)] = [:],
        zones: ZoneMap = ZoneMap([], width: 640, height: 480)
    ) -> [(kind: FallSignal.Kind, step: Int)] {
        var falls = FallDetector()
        let standing = BodyTimeline.Body.standing.pose(noise: { 0 })
        for step in 0..<15 {
            let sighting = PersonTracker.Sighting(track: 0, pose: standing)
            let at = Instant(millisecondsSinceEpoch: Int64(step) * 200)
            #expect(falls.handle([sighting], in: zones, at: at, picture: Self.picture).isEmpty)
        }
        return steps.enumerated()
            .flatMap { step, isLow in
                let seen = again[step]
                    .map { [PersonTracker.Sighting(track: $0.track, pose: $0.body.pose(noise: { 0 }))] }
                return
                    falls.handle(
                        seen ?? [],
                        in: zones,
                        at: Instant(millisecondsSinceEpoch: 3_000 + Int64(step) * 200),
                        picture: Self.picture,
                        sunk: isLow && again[step]?.track != 0 ? [0: Self.floor] : [:]
                    )
                    .map { (kind: $0.kind, step: step) }
            }
    }

    @Test("A silhouette that stays on the ground is a fall, suspected after 0.8 s and confirmed after 2.5 s")
    func staysDown() {
        let told = told([Bool](repeating: true, count: 20))
        #expect(told.map(\.kind) == [.suspected, .confirmed])
        #expect(told.map(\.step) == [4, 13])
    }

    @Test("Somebody who has sunk to the ground is told to be there still, and to be up again")
    func staysAndGetsUp() {
        var again: [Int: (track: Int, body: BodyTimeline.Body)] = [:]
        for step in 70..<100 { again[step] = (0, .standing) }
        let told = told([Bool](repeating: true, count: 20) + [Bool](repeating: false, count: 80), again: again)
        #expect(told.prefix(3).map(\.kind) == [.suspected, .confirmed, .onFloor])
        guard case .recovered = told.last?.kind else {
            Issue.record("nothing was told of getting up: \(told)")
            return
        }
    }

    @Test("A silhouette that is on the ground for a moment, or now and then, is no fall")
    func moments() {
        #expect(told([true, true, true, true] + [Bool](repeating: false, count: 30)).isEmpty)
        let now = (0..<60).map { $0 % 15 == 0 }
        #expect(told(now).isEmpty)
    }

    @Test("Whoever is seen upright again has not fallen; whoever is seen low has")
    func seenAgain() {
        let down = [Bool](repeating: true, count: 20)
        #expect(
            told(down, again: [2: (0, .standing), 6: (0, .standing), 10: (0, .standing)]).map(\.kind) == [.suspected]
        )
        #expect(told(down, again: [2: (0, .lying)]).map(\.kind) == [.suspected, .confirmed])
        let seenLying = Dictionary(
            uniqueKeysWithValues: (5..<12).map { ($0, (track: 0, body: BodyTimeline.Body.lying)) }
        )
        #expect(told(down, again: seenLying).map(\.kind) == [.suspected, .confirmed])
    }

    @Test("Whoever appears elsewhere may be the one who was lost")
    func elsewhere() {
        var body = BodyTimeline.Body.standing
        body.head.x += 200
        body.shoulders.x += 200
        body.hips.x += 200
        body.knees.x += 200
        body.ankles.x += 200
        let again = Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, (track: 1, body: body)) })
        #expect(told([Bool](repeating: true, count: 20), again: again).isEmpty)
    }

    @Test("A silhouette on a bed is no fall")
    func onBed() throws {
        let corners = [(0.1, 0.6), (0.9, 0.6), (0.9, 0.95), (0.1, 0.95)].map { Polygon.Point(x: $0.0, y: $0.1) }
        let bed = Zone(id: "bed", kind: .bed, shape: try #require(Polygon(corners)))
        let zones = ZoneMap([bed], width: 640, height: 480)
        #expect(told([Bool](repeating: true, count: 20), zones: zones).isEmpty)
    }
}
