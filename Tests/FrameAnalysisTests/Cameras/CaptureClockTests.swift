import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Cameras' clocks")
struct CaptureClockTests {
    private let start = Instant(millisecondsSinceEpoch: 1_772_442_000_000)

    private func seconds(_ seconds: Int) -> Instant { start + .seconds(seconds) }

    @Test("A plausible time of the camera's counts, and none means the time of arrival")
    func plausibleTimesCount() {
        var clock = CaptureClock()
        #expect(clock.time(claimed: .instant(seconds(-3)), receivedAt: start) == seconds(-3))
        #expect(clock.time(claimed: nil, receivedAt: seconds(1)) == seconds(1))
        #expect(clock.problem == nil)
    }

    @Test(
        "A clock that is far off is told, and the time of arrival counts",
        arguments: [-400, 60, 86_400 * 365 * 30, -86_400 * 365 * 50, Int(Int32.max) * 1_000]
    )
    func implausibleTimesAreReplaced(offset: Int) throws {
        var clock = CaptureClock()
        #expect(clock.time(claimed: .instant(seconds(offset)), receivedAt: start) == start)
        let problem = try #require(clock.problem)
        #expect(problem.contains(offset > 0 ? "ahead" : "behind"))
        _ = clock.time(claimed: .instant(seconds(1)), receivedAt: seconds(1))
        #expect(clock.problem == nil)
    }

    @Test("The ends of time are taken calmly", arguments: [Int64.min, .max, 0])
    func extremesDoNotTrap(milliseconds: Int64) {
        let time = Instant(millisecondsSinceEpoch: milliseconds)
        var clock = CaptureClock()
        #expect(clock.time(claimed: .instant(time), receivedAt: start) == start)
        #expect(clock.time(claimed: .local(time), receivedAt: seconds(1)) == seconds(1))
        _ = clock.time(claimed: .instant(start), receivedAt: time)
        _ = clock.time(claimed: nil, receivedAt: time)
    }

    @Test("A clock that goes back or stands still never breaks the order of frames")
    func orderIsKept() {
        var clock = CaptureClock()
        var last = clock.time(claimed: .instant(seconds(0)), receivedAt: seconds(1))
        for (second, claimed) in [(2, 0), (3, -60), (4, -59), (5, 5), (6, -200), (7, 6)] {
            let time = clock.time(claimed: .instant(seconds(claimed)), receivedAt: seconds(second))
            #expect(time > last)
            #expect(time <= seconds(second))
            last = time
        }
    }

    @Test("When our own clock is set back, frames count from then on")
    func ourClockMaySetBack() {
        var clock = CaptureClock()
        _ = clock.time(claimed: nil, receivedAt: seconds(86_400))
        #expect(clock.time(claimed: nil, receivedAt: start) == start)
    }

    @Test(
        "A wall time without zone is matched to the nearest zone",
        arguments: [0, 3_600, -5 * 3_600, 20_700, 14 * 3_600, -12 * 3_600]
    )
    func localTimesFindTheirZone(zone: Int) {
        var clock = CaptureClock()
        let wall = seconds(zone - 4)
        #expect(clock.time(claimed: .local(wall), receivedAt: start) == seconds(-4))
    }
}
