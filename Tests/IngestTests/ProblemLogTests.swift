import MonitoringModel
import Testing

@testable import Ingest

@Suite("Counting of problems")
struct ProblemLogTests {
    private func at(_ seconds: Int64) -> Instant { Instant(millisecondsSinceEpoch: seconds * 1_000) }

    @Test("A source gets one line a minute, which tells how many were left out")
    func oneLine() {
        var log = ProblemLog()
        let problem = IngestProblem(.notAnObject, topic: "a")
        #expect(log.record(problem, at: at(0)) == .log(suppressed: 0))
        #expect(log.record(problem, at: at(1)) == .omit)
        #expect(log.record(IngestProblem(.wrongTopic, topic: "a"), at: at(59)) == .omit)
        #expect(log.record(IngestProblem(.notAnObject, topic: "b"), at: at(59)) == .log(suppressed: 0))
        #expect(log.record(problem, at: at(60)) == .log(suppressed: 2))
        #expect(log.totals == ["notAnObject": 4, "wrongTopic": 1])
        #expect(log.snapshot().map(\.source) == ["a", "b"])
        #expect(log.snapshot().first?.counts == ["notAnObject": 3, "wrongTopic": 1])
    }

    @Test("A clock that is set back does not silence a source")
    func clockSetBack() {
        var log = ProblemLog()
        let problem = IngestProblem(.notAnObject, topic: "a")
        #expect(log.record(problem, at: at(10_000)) == .log(suppressed: 0))
        #expect(log.record(problem, at: at(0)) == .log(suppressed: 0))
    }

    @Test("However many sources there are, a thousand are kept and all are counted")
    func bounded() {
        var log = ProblemLog()
        for number in 0..<5_000 { _ = log.record(IngestProblem(.wrongTopic, topic: "t\(number)"), at: at(0)) }
        #expect(log.snapshot().count == ProblemLog.maximumSources)
        #expect(log.totals == ["wrongTopic": 5_000])
        let others = log.snapshot().first { $0.source == ProblemLog.otherSources }
        #expect(others?.counts["wrongTopic"] == 5_000 - ProblemLog.maximumSources + 1)
    }

    @Test("Sources that were quiet for an hour make room")
    func sweep() {
        var log = ProblemLog()
        for number in 0..<2_000 { _ = log.record(IngestProblem(.wrongTopic, topic: "t\(number)"), at: at(0)) }
        #expect(log.record(IngestProblem(.wrongTopic, topic: "new"), at: at(3_601)) == .log(suppressed: 0))
        #expect(log.snapshot().map(\.source) == ["new"])
    }

    @Test("A hostile topic neither breaks the log line nor fills it")
    func hostileTopic() {
        let topic = "a\nERROR forged\u{1B}[31m\u{202E}" + String(repeating: "x", count: 60_000)
        let sentence = IngestProblem(.badName(topic), topic: topic).description
        #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
        #expect(sentence.count < 500)
        var log = ProblemLog()
        _ = log.record(IngestProblem(.wrongTopic, topic: topic), at: at(0))
        #expect(log.snapshot().allSatisfy { $0.source.utf8.count <= 256 })
    }
}
