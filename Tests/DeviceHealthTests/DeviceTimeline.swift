import Foundation
import MonitoringModel

@testable import DeviceHealth

/// The time at which timelines begin.
let dawn = Instant(millisecondsSinceEpoch: 1_700_000_000_000)

/// A cable box on a time line: messages and deadlines go in, what is reported is drawn as text.
///
/// `+code` is a fault that begins, `-code` one that ends, joined by spaces; the device is `box`.
struct DeviceTimeline {
    var machine: DeviceHealthMachine
    var now = dawn
    private(set) var deadline: Instant?
    private(set) var reports: [ConditionReport] = []
    private(set) var schedules = 0

    init(_ change: (inout CableBoxProfile) -> Void = { _ in }) throws {
        var profile = CableBoxProfile()
        change(&profile)
        try profile.validate()
        try self.init(.cableBox(profile))
    }

    init(_ profile: DeviceProfile) throws {
        guard let device = DeviceID("box") else { throw CocoaError(.coderInvalidValue) }
        machine = DeviceHealthMachine(
            device: device,
            profile: profile,
            subject: Subject(person: PersonID("anna"), site: SiteID("flat"))
        )
    }

    /// Lets time pass, calling the machine at its deadline.
    mutating func wait(_ seconds: Int) -> String {
        let end = now + .seconds(seconds)
        var drawing: [String] = []
        while let due = deadline, due <= end {
            now = due
            deadline = nil
            drawing.append(apply(machine.handle(Deadline(id: machine.silenceDeadline, dueAt: due), at: now)))
        }
        now = end
        return drawing.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Sends a message that was measured now, or earlier by a number of seconds.
    mutating func send(_ document: JSONValue, ago: Int = 0) -> String {
        let telemetry = Telemetry(
            topic: "box",
            device: machine.device,
            document: document,
            observedAt: now - .seconds(ago),
            receivedAt: now
        )
        return apply(machine.handle(telemetry, at: now))
    }

    /// Sends one metric's values, a message every ten seconds, and draws a field a message, `.` for nothing.
    mutating func send(_ metric: String, _ values: [Double]) -> String {
        values.map { value in
            now = now + .seconds(10)
            let drawing = send(.object([JSONValue.Member(name: metric, value: .number(value))]))
            return drawing.isEmpty ? "." : drawing
        }
        .joined(separator: " ")
    }

    /// Stops and starts again after a time: only what was stored remains, deadlines are delivered late.
    mutating func restart(after seconds: Int) throws -> String {
        let stored = try JSONEncoder().encode(machine.state)
        machine = DeviceHealthMachine(
            device: machine.device,
            profile: machine.profile,
            subject: machine.subject,
            state: try JSONDecoder().decode(DeviceHealthState.self, from: stored)
        )
        now = now + .seconds(seconds)
        guard let due = deadline, due <= now else { return "" }
        deadline = nil
        return apply(machine.handle(Deadline(id: machine.silenceDeadline, dueAt: due), at: now))
    }

    private mutating func apply(_ effects: [Effect]) -> String {
        var drawing: [String] = []
        for effect in effects {
            switch effect {
            case .report(let report):
                reports.append(report)
                drawing.append((report.state == .active ? "+" : "-") + (report.details["fault"] ?? "?"))
            case .schedule(let deadline):
                self.deadline = deadline.dueAt
                schedules += 1
            case .cancel: deadline = nil
            case .publish: drawing.append("publish")
            }
        }
        return drawing.joined(separator: " ")
    }
}
