public import MonitoringModel

/// All alarms of a service: takes values, evaluates when it is time, and says what is to be done.
///
/// Metric alarms are evaluated every minute on the minute (those with periods under a minute every ten
/// seconds), over a window that ends there; composite alarms when one they name has changed. A change of
/// state is told once. Call ``handle(_:at:)`` with every value and ``advance(to:)`` at ``nextDeadline``;
/// the order of calls is the order of time, and the same calls give the same transitions.
public struct MetricAlarmSet: Sendable {
    /// The owner of the set's deadline.
    public static let deadlineOwner = "metric_alarms"

    var programs: [AlarmProgram]
    let series: [MetricSeries]
    var windows: [SeriesWindow]
    let indices: [AlarmID: Int]
    let seriesIndices: [MetricSeries: Int]
    /// When each alarm is evaluated next; composite alarms have no time of their own.
    var evaluationDue: [Int64]
    /// When each alarm's held-back actions or reminder are due.
    var timerDue: [Int64]
    var nextDue = Int64.max
    /// The time after which, without new values, no further evaluation of a metric alarm changes anything.
    let longestWindow: Duration
    /// The composite alarms that are to be evaluated.
    var dirty: [Bool]
    var hasDirty = true
    var clock: Instant?
    var interruptedUntil: Instant?
    /// What the alarms that no longer exist leave to be said.
    var removals: [AlarmTransition] = []
    var changes = AlarmChanges()
    /// What was done and what was left out.
    public internal(set) var counters = AlarmCounters()

    /// Creates a set from documents and from what was stored of it.
    ///
    /// Stored alarms that have no document any more are forgotten; the first call ends their alerts.
    ///
    /// - Throws: ``MetricAlarmError`` at the first fault of the documents.
    public init(_ documents: [AlarmDocument] = [], memory: AlarmSetMemory = AlarmSetMemory()) throws(MetricAlarmError) {
        let plan = try AlarmPlan(documents, memory.alarms)
        programs = plan.programs
        series = plan.series
        windows = plan.windows
        indices = Dictionary(plan.programs.indices.map { (plan.programs[$0].document.id, $0) }) { first, _ in first }
        seriesIndices = Dictionary(plan.series.indices.map { (plan.series[$0], $0) }) { first, _ in first }
        evaluationDue = Array(repeating: .max, count: plan.programs.count)
        timerDue = Array(repeating: .max, count: plan.programs.count)
        dirty = plan.programs.map { program in
            program.expression != nil && program.memory.evaluated != program.expression
        }
        hasDirty = dirty.contains(true)
        longestWindow = plan.longestWindow
        restore(memory)
    }

    /// When ``advance(to:)`` is to be called next; `nil` before the first call and if there are no alarms.
    public var nextDeadline: Instant? {
        guard clock != nil, nextDue < .max else { return nil }
        return Instant(millisecondsSinceEpoch: nextDue)
    }

    /// The number of alarms.
    public var count: Int { programs.count }

    /// The documents, metric alarms by name first.
    public var documents: [AlarmDocument] { programs.map(\.document) }

    /// The document of an alarm.
    public func document(of alarm: AlarmID) -> AlarmDocument? { indices[alarm].map { programs[$0].document } }

    /// What is known of an alarm: its state, since when, and why.
    public func memory(of alarm: AlarmID) -> AlarmMemory? { indices[alarm].map { programs[$0].memory } }

    /// Whether an alarm looks at a series, or at the series without its unit.
    public func isWatching(_ series: MetricSeries) -> Bool {
        seriesIndices[series] != nil || (series.unit != nil && seriesIndices[series.withoutUnit] != nil)
    }

    /// Takes a value, after what was due until now.
    ///
    /// A value counts in the period in which it was measured, also if that is over: then later evaluations see
    /// it. One whose period has left every window, or that is dated more than five minutes ahead, is counted and
    /// passed by.
    public mutating func handle(_ point: MetricDataPoint, at now: Instant) -> [AlarmTransition] {
        let transitions = advance(to: now)
        guard point.value.isFinite, point.value.magnitude <= MetricAlarmLimits.magnitude else {
            counters.invalid &+= 1
            return transitions
        }
        guard point.observedAt <= now + .seconds(MetricAlarmLimits.futureSeconds) else {
            counters.future &+= 1
            return transitions
        }
        let exact = seriesIndices[point.series]
        let unitless = point.series.unit == nil ? nil : seriesIndices[point.series.withoutUnit]
        guard exact != nil || unitless != nil else {
            counters.unwatched &+= 1
            return transitions
        }
        for index in [exact, unitless] {
            if let index { take(point, index, now) }
        }
        return transitions
    }

    private mutating func take(_ point: MetricDataPoint, _ index: Int, _ now: Instant) {
        let oldest = windows[index].slot(of: Self.clamp(now)) - windows[index].reach
        guard windows[index].slot(of: point.observedAt) > oldest,
            windows[index].add(point.value, at: point.observedAt) == .taken
        else {
            counters.tooLate &+= 1
            return
        }
        counters.taken &+= 1
        changes.mark(series: index, of: series.count)
    }

    /// Does what is due until an instant, in the order of time.
    public mutating func advance(to now: Instant) -> [AlarmTransition] {
        let now = Self.clamp(now)
        var transitions = takeRemovals(at: now)
        guard let last = clock, last - now < Self.clockStep else {
            start(at: now)
            return transitions + conclude([], at: now)
        }
        if hasDirty { transitions += conclude([], at: max(last, now)) }
        guard now >= last else { return transitions }
        let horizon = min(now, last + longestWindow)
        while nextDue <= horizon.millisecondsSinceEpoch { transitions += process(at: nextDue) }
        if now > horizon { passOver(until: now, reminders: now - last > Self.longPause) }
        while nextDue <= now.millisecondsSinceEpoch { transitions += process(at: nextDue) }
        clock = now
        changes.clock = true
        return transitions
    }

    /// Begins again after the program did not run, before anything else is given to the set.
    ///
    /// Evaluations that fell into the interruption are left out, and until an alarm's periods lie after it, those
    /// without values count as nothing: the values are missing because nobody was there to take them.
    public mutating func resume(at now: Instant) {
        let now = Self.clamp(now)
        guard let last = clock, now > last + Self.shortInterruption else { return }
        passOver(until: now, reminders: true)
        interruptedUntil = now
        clock = now
        changes.clock = true
    }

    /// The longest time without running that is not an interruption.
    public static let shortInterruption = Duration.seconds(30)
    /// How far back the clock may step before time is taken to begin anew, with empty windows.
    static let clockStep = Duration.seconds(600)
    /// The time without a call after which missed reminders become one.
    static let longPause = Duration.seconds(7 * 86_400)

    /// Sets an alarm's state by hand, with its actions; the next evaluation sets it to what it should be.
    ///
    /// A composite alarm is evaluated next when an alarm that it names changes.
    ///
    /// - Throws: ``MetricAlarmError`` if there is no such alarm.
    public mutating func setState(
        _ state: AlarmState,
        of alarm: AlarmID,
        reason: String,
        at now: Instant
    ) throws(MetricAlarmError) -> [AlarmTransition] {
        guard let index = indices[alarm] else {
            throw MetricAlarmError(
                alarm: alarm,
                path: "",
                found: "no alarm of that name",
                expected: "an alarm of the set"
            )
        }
        var transitions = advance(to: now)
        let text = String(reason.prefix(MetricAlarmLimits.reasonBytes))
        var changed: [AlarmChange] = []
        change(index, to: state, AlarmReason(text: text), at: Self.clamp(now), isOverride: true, &changed)
        transitions += conclude(changed, at: Self.clamp(now))
        return transitions
    }

    /// Puts other documents in the place of the present ones; alarms that remain keep their state.
    ///
    /// - Throws: ``MetricAlarmError`` at the first fault; then nothing has changed.
    public mutating func replace(
        with documents: [AlarmDocument],
        at now: Instant
    ) throws(MetricAlarmError) -> [AlarmTransition] {
        var next = try MetricAlarmSet(documents, memory: memory)
        let transitions = advance(to: now)
        next = try MetricAlarmSet(documents, memory: memory)
        next.counters = counters
        next.changes = .everything(of: next, before: self)
        self = next
        return transitions + advance(to: now)
    }

    /// Times that are years away from any calendar would overflow sums; they are brought to the edge.
    static func clamp(_ instant: Instant) -> Instant {
        let limit = Int64(1) << 52
        return Instant(millisecondsSinceEpoch: min(max(instant.millisecondsSinceEpoch, -limit), limit))
    }
}
