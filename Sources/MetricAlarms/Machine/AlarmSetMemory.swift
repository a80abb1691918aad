public import MonitoringModel

/// What is stored of a set of alarms: it can be kept whole, or alarm by alarm and series by series.
public struct AlarmSetMemory: Hashable, Codable, Sendable {
    /// How far time had come.
    public struct Clock: Hashable, Codable, Sendable {
        /// Everything that was due until then was done.
        public var advancedTo: Instant
        /// The end of the last time in which the program did not run.
        public var interruptedUntil: Instant?
    }

    /// How far time had come; `nil` if it never began.
    public var clock: Clock?
    /// What is known of each alarm.
    public var alarms: [AlarmID: AlarmMemory]
    /// The recent values.
    public var series: [SeriesMemory]

    /// Creates a memory; by default an empty one.
    public init(clock: Clock? = nil, alarms: [AlarmID: AlarmMemory] = [:], series: [SeriesMemory] = []) {
        self.clock = clock
        self.alarms = alarms
        self.series = series
    }
}

/// Which parts of a set's memory have changed since they were asked for last.
public struct AlarmChanges: Hashable, Sendable {
    /// The alarms; one that is not in the set any more is to be deleted.
    public internal(set) var alarms: Set<AlarmID> = []
    /// The series; one that no alarm looks at any more is to be deleted.
    public internal(set) var series: Set<MetricSeries> = []
    /// Whether time has moved on.
    public internal(set) var clock = false
    private var marks: [Bool] = []

    /// Notes that a series has changed; its name is looked up only when somebody asks.
    mutating func mark(series index: Int, of count: Int) {
        if marks.isEmpty { marks = Array(repeating: false, count: count) }
        marks[index] = true
    }

    /// The changes with the names of the marked series.
    func named(_ all: [MetricSeries]) -> AlarmChanges {
        var changes = self
        for index in marks.indices where marks[index] { changes.series.insert(all[index]) }
        changes.marks = []
        return changes
    }

    /// The changes after documents were replaced: everything that is, and everything that was.
    static func everything(of next: MetricAlarmSet, before: MetricAlarmSet) -> AlarmChanges {
        var changes = AlarmChanges()
        changes.alarms = Set(next.programs.map(\.document.id)).union(before.programs.map(\.document.id))
        changes.series = Set(next.series).union(before.series)
        changes.clock = true
        return changes
    }
}
