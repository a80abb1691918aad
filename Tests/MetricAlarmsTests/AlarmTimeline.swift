import Foundation
import MonitoringModel

@testable import MetricAlarms

/// The time at which timelines begin: 2026-06-01, 08:00 UTC.
let morning = Instant(millisecondsSinceEpoch: 1_780_300_800_000)

/// A set of alarms on a time line: values go in, what changes is drawn as text.
///
/// `08:15:00 too-bright ALARM` is a transition, with `!` for each action, `+`/`-` for an alert that begins
/// or ends, `(held)` for actions kept back, `(reminder)` and so on for other causes than an evaluation.
struct AlarmTimeline {
    var set: MetricAlarmSet
    var now = morning
    private(set) var transitions: [AlarmTransition] = []
    private(set) var drawing: [String] = []

    init(_ documents: [AlarmDocument]) throws {
        set = try MetricAlarmSet(documents)
        apply(set.advance(to: now))
    }

    /// Reads documents from a JSON array.
    init(_ json: String) throws {
        try self.init(try JSONDecoder().decode([AlarmDocument].self, from: Data(json.utf8)))
    }

    /// Lets time pass, calling the set at its deadlines.
    mutating func wait(_ seconds: Double) {
        let end = now + .milliseconds(Int64(seconds * 1_000))
        while let due = set.nextDeadline, due <= end {
            now = due
            apply(set.advance(to: now))
        }
        now = end
    }

    /// Takes a value measured now, or earlier by a number of seconds.
    mutating func take(
        _ value: Double,
        _ name: String = "lux",
        dimensions: [String: String] = [:],
        unit: String? = nil,
        ago: Double = 0
    ) throws {
        let series = try MetricSeries(namespace: "Greenhouse", name: name, dimensions: dimensions, unit: unit)
        let observedAt = now - .milliseconds(Int64(ago * 1_000))
        apply(set.handle(MetricDataPoint(series: series, value: value, observedAt: observedAt), at: now))
    }

    /// Takes a value a minute, in the middle of the minute; `nil` for a minute without.
    mutating func minutes(_ values: [Double?], _ name: String = "lux") throws {
        for value in values {
            wait(30)
            if let value { try take(value, name) }
            wait(30)
        }
    }

    /// Stops, and starts again after a time: only what was stored remains.
    mutating func restart(after seconds: Double = 0, documents: [AlarmDocument]? = nil) throws {
        let stored = try JSONEncoder().encode(set.memory)
        let memory = try JSONDecoder().decode(AlarmSetMemory.self, from: stored)
        set = try MetricAlarmSet(documents ?? set.documents, memory: memory)
        now = now + .milliseconds(Int64(seconds * 1_000))
        set.resume(at: now)
        apply(set.advance(to: now))
    }

    /// Sets a state by hand.
    mutating func set(_ state: AlarmState, of alarm: String) throws {
        guard let id = AlarmID(alarm) else { return }
        apply(try set.setState(state, of: id, reason: "by hand", at: now))
    }

    mutating func replace(with documents: [AlarmDocument]) throws {
        apply(try set.replace(with: documents, at: now))
    }

    /// What happened since the last call, one transition a line.
    mutating func happened() -> [String] {
        defer { drawing = [] }
        return drawing
    }

    private mutating func apply(_ new: [AlarmTransition]) {
        transitions += new
        drawing += new.map(Self.draw)
    }

    static func draw(_ transition: AlarmTransition) -> String {
        let clock = "\(transition.at)".dropFirst(11).prefix(8)
        var text = "\(clock) \(transition.alarm) \(transition.to.rawValue)"
        if transition.cause != .evaluation { text += " (\(transition.cause.rawValue))" }
        if transition.isSuppressed { text += " (held)" }
        if !transition.actions.isEmpty { text += " " + String(repeating: "!", count: transition.actions.count) }
        if let report = transition.report { text += report.state == .active ? " +" : " -" }
        return text
    }
}

/// A document of a metric alarm on the greenhouse's light.
func alarm(
    _ id: String,
    above threshold: Double = 35_000,
    _ comparison: AlarmComparison = .greater,
    statistic: MetricStatistic = .average,
    period: Int64 = 60,
    needed: Int = 1,
    of periods: Int = 1,
    missing: MissingDataTreatment = .missing,
    delay: Int64 = 0,
    change: (inout AlarmDocument) -> Void = { _ in }
) throws -> AlarmDocument {
    let condition = MetricCondition(
        metric: try MetricSeries(namespace: "Greenhouse", name: "lux"),
        statistic: statistic,
        period: period,
        evaluationPeriods: periods,
        datapointsToAlarm: needed,
        comparison: comparison,
        threshold: threshold,
        missingData: missing,
        delay: delay
    )
    guard let name = AlarmID(id) else { throw MetricAlarmError(path: "id", found: id, expected: "a name") }
    var document = AlarmDocument(id: name, condition: .metric(condition))
    document.actions = [.alarm: [AlarmAction(name: "message", settings: .string("on"))]]
    change(&document)
    return document
}

/// A document of a composite alarm.
func composite(
    _ id: String,
    _ expression: String,
    change: (inout AlarmDocument) -> Void = { _ in }
) throws -> AlarmDocument {
    guard let name = AlarmID(id) else { throw MetricAlarmError(path: "id", found: id, expected: "a name") }
    var document = AlarmDocument(id: name, condition: .composite(try CompositeExpression(parsing: expression)))
    document.actions = [.alarm: [AlarmAction(name: "message", settings: .string("on"))]]
    change(&document)
    return document
}
