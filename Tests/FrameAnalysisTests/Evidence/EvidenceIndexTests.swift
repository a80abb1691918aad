import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("The retention of evidence")
struct EvidenceIndexTests {
    private static let day = Duration.seconds(86_400)

    /// One picture, film and figure each day, in one index.
    private func index(days: Int, bytes: Int = 100) throws -> EvidenceIndex {
        var index = EvidenceIndex()
        for day in 0..<days {
            let moment = Instant.ms(0) + .seconds(day * 86_400)
            for kind in [EvidenceKind.snapshot, .skeleton, .clip] {
                let name = EvidenceName(camera: "hall", observedAt: moment, event: .fall, kind: kind)
                index.add(try #require(name.id), EvidenceIndex.Entry(bytes: bytes, storedAt: moment))
            }
        }
        return index
    }

    private func limits(total: Int = .max) -> EvidenceLimits {
        EvidenceLimits(
            ages: [.snapshot: .seconds(3 * 86_400), .clip: .seconds(86_400), .skeleton: .seconds(10 * 86_400)],
            otherwise: .seconds(2 * 86_400),
            totalBytes: total
        )
    }

    @Test("Every kind goes when its own time is over, and not a moment before")
    func ages() throws {
        var index = try index(days: 1)
        let limits = limits()
        var gone: [String] = []
        for hour in 0..<300 {
            let now = Instant.ms(0) + .seconds(hour * 3_600)
            for deletion in index.deletions(at: now, limits, keeping: []) {
                #expect(deletion.reason == .expired)
                index.remove(deletion.id)
                gone.append("\(hour) \(deletion.id)")
            }
        }
        #expect(gone == ["25 hall-0-fall.mp4", "73 hall-0-fall.jpg", "241 hall-0-fall.skeleton.jpg"])
        #expect(index.totalBytes == 0)
    }

    @Test("A file whose name says nothing goes too")
    func strangers() {
        var index = EvidenceIndex()
        index.add("old.jpg", EvidenceIndex.Entry(bytes: 5, storedAt: .ms(0)))
        let after = Instant.ms(0) + Self.day * 2
        #expect(index.deletions(at: after, limits(), keeping: []).isEmpty)
        #expect(index.deletions(at: after + .milliseconds(1), limits(), keeping: []).map(\.id) == ["old.jpg"])
    }

    @Test("When there is too much the oldest goes first, as much as is needed")
    func size() throws {
        let index = try index(days: 3)
        let now = Instant.ms(0) + Self.day * 2
        let deletions = index.deletions(at: now, limits(total: 500), keeping: [])
        // The two-day-old film is over its age; the rest is for the size.
        #expect(deletions.map(\.id.rawValue).prefix(1) == ["hall-0-fall.mp4"])
        #expect(deletions.map(\.reason) == [.expired, .overSize, .overSize, .overSize])
        let left = index.totalBytes - deletions.reduce(0) { $0 + $1.bytes }
        #expect(left == 500)
        #expect(Set(deletions.dropFirst().map(\.storedAt)).max() ?? now <= .ms(0) + Self.day)
    }

    @Test("What belongs to an open alert stays, however old and however much, with all about its event")
    func openAlerts() throws {
        let index = try index(days: 3)
        let now = Instant.ms(0) + Self.day * 400
        let deletions = index.deletions(at: now, limits(total: 0), keeping: ["hall-0-fall.jpg"])
        #expect(deletions.count == 6)
        #expect(deletions.allSatisfy { !$0.id.rawValue.hasPrefix("hall-0-") })
    }

    @Test("Once the alert is closed its files go like others")
    func closedAlerts() throws {
        let index = try index(days: 1)
        let now = Instant.ms(0) + Self.day * 400
        #expect(index.deletions(at: now, limits(), keeping: []).count == 3)
    }

    @Test("A file that is replaced counts once, and no size is negative")
    func replaced() {
        var index = EvidenceIndex()
        index.add("a.jpg", EvidenceIndex.Entry(bytes: 10, storedAt: .ms(0)))
        index.add("a.jpg", EvidenceIndex.Entry(bytes: 30, storedAt: .ms(0)))
        index.add("b.jpg", EvidenceIndex.Entry(bytes: -7, storedAt: .ms(0)))
        #expect(index.totalBytes == 30)
        #expect(index.count == 2)
        index.remove("a.jpg")
        index.remove("a.jpg")
        #expect(index.totalBytes == 0)
    }
}
