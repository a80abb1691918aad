import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import StreamPipeline
import Testing

@Suite("Which profile holds")
struct ProfileMachineTests {
    private static func profiles() throws -> [Profile] {
        let night = try #require(WatchSchedule(startMinute: 22 * 60, endMinute: 7 * 60, timeZone: "UTC"))
        let lunch = try #require(WatchSchedule(startMinute: 12 * 60, endMinute: 13 * 60, timeZone: "UTC"))
        return [
            Profile(id: "home"), Profile(id: "away", selection: .only([])),
            Profile(id: "night", schedule: night), Profile(id: "lunch", schedule: lunch),
        ]
    }

    private func at(_ hour: Int, _ minute: Int = 0, day: Int = 1) -> Instant {
        Instant(millisecondsSinceEpoch: 0) + .seconds(((day * 24 + hour) * 60 + minute) * 60)
    }

    /// What is stored, as a restart finds it.
    private func restarted(_ machine: ProfileMachine) throws -> ProfileMachine {
        let bytes = try JSONEncoder().encode(machine.state)
        return ProfileMachine(
            machine.profiles,
            state: try JSONDecoder().decode(ProfileMachine.State?.self, from: bytes)
        )
    }

    private func due(_ effects: [Effect]) -> [Deadline] {
        effects.compactMap { effect in
            if case .schedule(let deadline) = effect { return deadline }
            return nil
        }
    }

    /// Runs through a day's deadlines; `restarts` reads the state anew before each.
    private func day(restarts: Bool) throws -> [String] {
        var machine = ProfileMachine(try Self.profiles())
        var deadline = due(machine.resume(at: at(6))).last
        var history = ["\(machine.state?.active.rawValue ?? "-")"]
        for _ in 0..<4 {
            let next = try #require(deadline)
            if restarts {
                machine = try restarted(machine)
                deadline = due(machine.resume(at: next.dueAt + .seconds(-60))).last ?? next
            }
            deadline = due(machine.handle(deadline ?? next, at: next.dueAt)).last
            let time = (next.dueAt - Instant(millisecondsSinceEpoch: 0)).inSeconds / 3_600
            history.append("\(machine.state?.active.rawValue ?? "-")@\(Int(time) % 24)")
        }
        return history
    }

    @Test("Schedules switch at their edges, with and without restarts in between", arguments: [false, true])
    func schedules(restarts: Bool) throws {
        #expect(try day(restarts: restarts) == ["night", "home@7", "lunch@12", "home@13", "night@22"])
    }

    @Test("What schedules asked for while nothing ran is done at the start")
    func missedEdges() throws {
        var machine = ProfileMachine(try Self.profiles())
        _ = machine.resume(at: at(8))
        #expect(machine.state?.active == "home")
        machine = try restarted(machine)
        _ = machine.resume(at: at(23))
        #expect(machine.state?.active == "night")
        #expect(machine.state?.chosenBy == ProfileMachine.schedule)
    }

    @Test("What somebody chose holds over a restart, until the next edge of a schedule")
    func chosenByHand() throws {
        var machine = ProfileMachine(try Self.profiles())
        _ = machine.resume(at: at(8))
        let chosen = machine.choose("away", by: "anna", at: at(9))
        #expect(throws: Never.self) { try chosen.get() }
        machine = try restarted(machine)
        _ = machine.resume(at: at(11))
        #expect(machine.state?.active == "away")
        #expect(machine.state?.chosenBy == "anna")
        #expect(!machine.includes("bedroom"))
        machine = try restarted(machine)
        _ = machine.resume(at: at(12, 30))
        #expect(machine.state?.active == "lunch")
    }

    @Test("A profile that the settings no longer have is replaced, an unknown one refused with the names there are")
    func unknownProfiles() throws {
        var machine = ProfileMachine(try Self.profiles())
        _ = machine.resume(at: at(8))
        _ = machine.choose("away", by: "anna", at: at(9))
        machine = ProfileMachine(try Self.profiles().filter { $0.id != "away" }, state: machine.state)
        _ = machine.resume(at: at(10))
        #expect(machine.state?.active == "home")
        guard case .failure(let refusal) = machine.choose("holiday", by: "anna", at: at(10)) else {
            Issue.record("accepted")
            return
        }
        #expect(refusal.description == "There is no profile 'holiday': use one of home, night, lunch.")
        #expect(machine.state?.active == "home")
    }
}
