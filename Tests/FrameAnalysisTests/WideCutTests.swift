import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Where somebody lost is looked for")
struct WideCutTests {
    private func at(_ seconds: Double) -> Instant {
        Instant(millisecondsSinceEpoch: Int64(1_000_000 + seconds * 1_000))
    }

    private func lying(x: Double = 630, y: Double = 400, score: Double) -> Pose {
        var pose = StickFigure.lying(x: x, y: y)
        pose.score = score
        return pose
    }

    /// Somebody known for a while, and the looks after that, of which none finds anybody.
    private func looks(_ count: Int) throws -> (tracker: PersonTracker, looks: [PersonTracker.Retry]) {
        var tracker = PersonTracker()
        for step in 0..<5 {
            _ = tracker.update([StickFigure.standing(x: 630, feet: 430)], at: at(0.2 * Double(step)))
        }
        _ = tracker.update([], at: at(1))
        var looks: [PersonTracker.Retry] = []
        for _ in 0..<count {
            let look = tracker.retry(at: at(1), width: 1_280, height: 720)
            looks.append(try #require(look))
        }
        return (tracker, looks)
    }

    @Test("Two rounds of turns are close, the third is wide, as whoever falls sideways is a body's length away")
    func rounds() throws {
        let looks = try looks(9).looks
        #expect(looks.map(\.isWide) == [false, false, false, false, false, false, true, true, true])
        #expect(looks[6...].map(\.quarterTurns) == looks[..<3].map(\.quarterTurns))
        #expect(looks[6].region.width >= looks[0].region.width)
    }

    @Test("In the wide cut only somebody plainly seen is the one who was lost: a chair is seen with less")
    func faint() throws {
        for (score, isFound) in [(0.2, false), (0.29, false), (0.31, true)] {
            var (tracker, looks) = try looks(7)
            let look = looks.removeLast()
            let told = tracker.accept([lying(score: score)], for: look, at: at(1))
            #expect((told != nil) == isFound, "\(score)")
        }
        var (tracker, close) = try looks(1)
        let look = close.removeLast()
        let told = tracker.accept([lying(score: 0.2)], for: look, at: at(1))
        #expect(told != nil)
    }

    @Test("Whoever is well seen may be a body's length away, whoever is hardly seen less, and nobody farther")
    func distances() throws {
        for (way, score, isFound) in [(120.0, 0.4, true), (400.0, 0.4, false), (400.0, 0.2, false)] {
            var (tracker, looks) = try looks(1)
            let look = looks.removeLast()
            let told = tracker.accept([lying(x: 630 + way, score: score)], for: look, at: at(1))
            #expect((told != nil) == isFound, "\(way), \(score)")
        }
    }
}
