import MonitoringModel

/// The alarms and windows that documents ask for, in order of evaluation.
struct AlarmPlan {
    /// The alarms: metric alarms by name, then composite ones, each after those it stands on.
    private(set) var programs: [AlarmProgram] = []
    /// The series, in the order of ``windows``.
    private(set) var series: [MetricSeries] = []
    /// The windows of the series, without values.
    private(set) var windows: [SeriesWindow] = []

    /// Plans the evaluation of documents.
    ///
    /// - Throws: ``MetricAlarmError`` if a document is not permitted, a name is used twice, or an alarm that
    ///   another names does not exist.
    init(_ documents: [AlarmDocument], _ memories: [AlarmID: AlarmMemory]) throws(MetricAlarmError) {
        let byName = try Self.byName(documents)
        let composites = try CompositeOrder.sort(byName)
        let metrics = byName.filter { $0.value.expression == nil }.map(\.value).sorted { $0.id < $1.id }
        planWindows(metrics)
        let lookup = Dictionary(series.indices.map { (series[$0], $0) }) { first, _ in first }
        let ordered = metrics + composites.compactMap { byName[$0] }
        let indices = Dictionary(ordered.indices.map { (ordered[$0].id, $0) }) { first, _ in first }
        for document in ordered {
            programs.append(
                AlarmProgram(
                    document: document,
                    metric: document.metricCondition.flatMap { metric($0, lookup) },
                    expression: document.expression?.description,
                    suppressor: document.suppressor.flatMap { indices[$0.alarm] },
                    memory: memories[document.id]?.clamped ?? AlarmMemory()
                )
            )
        }
        connect(indices)
    }

    /// The time after which, without new values, no further evaluation of a metric alarm changes anything.
    var longestWindow: Duration {
        let longest = programs.compactMap(\.metric)
            .map { metric in
                metric.condition.period * Int64(metric.condition.evaluationRange) * 1_000 + metric.delay
            }
        return .milliseconds((longest.max() ?? 0) + 120_000)
    }

    private static func byName(_ documents: [AlarmDocument]) throws(MetricAlarmError) -> [AlarmID: AlarmDocument] {
        guard documents.count <= MetricAlarmLimits.alarms else {
            throw MetricAlarmError(
                path: "",
                found: "\(documents.count) alarms",
                expected: "at most \(MetricAlarmLimits.alarms)"
            )
        }
        var byName: [AlarmID: AlarmDocument] = [:]
        for document in documents {
            try document.validate()
            guard byName.updateValue(document, forKey: document.id) == nil else {
                throw MetricAlarmError(
                    alarm: document.id,
                    path: "id",
                    found: "a second alarm of that name",
                    expected: "one"
                )
            }
        }
        for document in documents {
            guard let alarm = document.suppressor?.alarm, alarm == document.id || byName[alarm] == nil else { continue }
            throw MetricAlarmError(
                alarm: document.id,
                path: "suppressor.alarm",
                found: alarm == document.id ? "the alarm itself" : "the alarm '\(alarm)', which does not exist",
                expected: "another alarm of the same set"
            )
        }
        return byName
    }

    /// One window a series, fine and long enough for every alarm that looks at it.
    private mutating func planWindows(_ documents: [AlarmDocument]) {
        var needs: [MetricSeries: (slot: Int64, seconds: Int64, samples: Bool)] = [:]
        for condition in documents.compactMap(\.metricCondition) {
            let known = needs[condition.metric] ?? (60, 0, false)
            let seconds = condition.period * Int64(condition.evaluationRange) + condition.delay
            needs[condition.metric] = (
                min(known.slot, condition.evaluationInterval), max(known.seconds, seconds),
                known.samples || condition.statistic.needsSamples
            )
        }
        for (name, need) in needs.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            // The slot that is being filled, those that the future may fill, and one for a start within a slot.
            let slots = (need.seconds + MetricAlarmLimits.futureSeconds) / need.slot + 3
            series.append(name)
            windows.append(
                SeriesWindow(slotLength: need.slot * 1_000, slotCount: Int(slots), keepsSamples: need.samples)
            )
        }
    }

    private func metric(_ condition: MetricCondition, _ lookup: [MetricSeries: Int]) -> AlarmProgram.Metric? {
        guard let window = lookup[condition.metric] else { return nil }
        return AlarmProgram.Metric(
            condition: condition,
            window: window,
            slotsPerPeriod: Int(condition.period * 1_000 / windows[window].slotLength),
            interval: condition.evaluationInterval * 1_000,
            delay: condition.delay * 1_000
        )
    }

    private mutating func connect(_ indices: [AlarmID: Int]) {
        for index in programs.indices {
            if let suppressor = programs[index].suppressor { programs[suppressor].suppressed.append(index) }
            for child in programs[index].document.expression?.alarms ?? [] {
                if let child = indices[child] { programs[child].parents.append(index) }
            }
        }
    }
}
