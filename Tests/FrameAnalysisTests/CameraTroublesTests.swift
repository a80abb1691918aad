import HouseholdScenes
import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("A camera's own troubles")
struct CameraTroublesTests {
    private let room = DrawnRoom(seed: 3)

    /// Shows drawn pictures, five a second; returns what changed and in which second.
    private func changes(
        seconds: Int,
        holds: CameraTroubles.Holds = CameraTroubles.Holds(),
        seed: (Int) -> UInt64 = { UInt64($0) },
        _ draw: (_ seconds: Double) -> DrawnRoom
    ) throws -> [String] {
        var gate = MotionGate()
        var troubles = CameraTroubles(holds: holds)
        var previous: Picture?
        var log: [String] = []
        for index in 0..<(seconds * 5) {
            let now = Instant(millisecondsSinceEpoch: Int64(index) * 200)
            let picture = try draw(Double(index) / 5).picture(seed: seed(index))
            let isIdentical = previous.map(picture.isIdentical) ?? false
            previous = picture
            let finding = gate.look(at: picture, takenAt: now, places: [])
            if let change = troubles.look(finding, gate.lastSight, isIdentical: isIdentical, at: now) {
                log.append("\(index / 5) \(change.trouble.map { "\($0)" } ?? "clear")")
            }
        }
        return log
    }

    private func even(_ level: Float) -> DrawnRoom {
        var even = room
        even.map { _, _, _ in level }
        return even
    }

    @Test("Darkness is told after a second, and its end")
    func darkness() throws {
        let dark = even(6)
        let log = try changes(seconds: 40) { (20..<30).contains($0) ? dark : room }
        #expect(log == ["21 dark", "31 clear"])
    }

    @Test("A bright cover is told after three seconds, and its end")
    func cover() throws {
        let cover = even(150)
        let log = try changes(seconds: 40) { (20..<30).contains($0) ? cover : room }
        #expect(log == ["23 covered", "31 clear"])
    }

    @Test("The same picture again and again is frozen after ten seconds if so set, unless that is allowed")
    func frozen() throws {
        let same = { (index: Int) -> UInt64 in (100..<175).contains(index) ? 100 : UInt64(index) }
        var holds = CameraTroubles.Holds()
        holds.frozen = .seconds(10)
        #expect(try changes(seconds: 45, holds: holds, seed: same) { _ in room } == ["30 frozen", "36 clear"])
        holds.frozen = nil
        #expect(try changes(seconds: 45, holds: holds, seed: same) { _ in room } == [])
    }

    @Test("Another view is told after ten seconds, and becomes the usual one in time")
    func moved() throws {
        let other = DrawnRoom(seed: 9)
        var holds = CameraTroubles.Holds()
        holds.accepted = .seconds(30)
        let log = try changes(seconds: 90, holds: holds) { $0 < 20 ? room : other }
        #expect(log.count == 2)
        #expect(log.first?.hasSuffix("moved") == true)
        #expect(log.last?.hasSuffix("clear") == true)
        #expect(try changes(seconds: 50) { (20..<35).contains($0) ? other : room }.count == 2)
    }

    @Test("A quiet room, dimmed light and somebody before the lens for a moment are no trouble")
    func noTrouble() throws {
        var dim = room
        dim.map { _, _, level in level * 0.45 }
        var close = room
        close.paint(left: 60, top: 0, width: 200, height: 179, level: 60)
        let log = try changes(seconds: 60) { (20..<30).contains($0) ? dim : (40..<45).contains($0) ? close : room }
        #expect(log == [])
    }

    @Test("A camera that flaps every two seconds for ten minutes does not flood")
    func flapping() throws {
        var troubles = CameraTroubles()
        var count = 0
        for index in 0..<3_000 {
            var finding = MotionGate.Finding()
            finding.isBlind = index / 10 % 2 == 0
            let now = Instant(millisecondsSinceEpoch: Int64(index) * 200)
            if troubles.look(finding, nil, isIdentical: false, at: now) != nil { count += 1 }
        }
        #expect((1...6).contains(count))
    }
}
