import MonitoringModel

extension DeviceHealthMachine {
    /// Looks for values beyond their limits, stuck or drifting ones, and restarts, in a message.
    mutating func consider(_ document: JSONValue, _ observedAt: Instant, _ profile: MonitorProfile) -> [Effect] {
        var effects: [Effect] = []
        for metric in profile.metrics {
            guard let found = document.value(at: metric.metric) else { continue }
            guard let value = found.doubleValue, value.isFinite else {
                state.counters.ignoredValues &+= 1
                continue
            }
            effects += consider(value, metric, observedAt, profile)
        }
        let restarts = state.reboots.take(
            counter: number(profile.rebootMetric, document),
            uptime: number(profile.uptimeMetric, document),
            at: observedAt,
            limit: profile.rebootCount,
            within: profile.rebootWindow
        )
        let loop = judge(profile.rebootLoop, restarts, observedAt, ["restarts": "\(state.reboots.count)"])
        return effects + [loop].compactMap(\.self)
    }

    private mutating func number(_ metric: String, _ document: JSONValue) -> Double? {
        guard let found = document.value(at: metric) else { return nil }
        guard let value = found.doubleValue, (0...9_007_199_254_740_992).contains(value) else {
            state.counters.ignoredValues &+= 1
            return nil
        }
        return value
    }

    private mutating func consider(
        _ value: Double,
        _ metric: WatchedMetric,
        _ observedAt: Instant,
        _ profile: MonitorProfile
    ) -> [Effect] {
        var watched = state.metrics?[metric.metric] ?? MetricState()
        let delays = DelayedCondition.Delays(onReadings: profile.onDelayReadings, offReadings: profile.offDelayReadings)
        var edges: [(MonitorProfile.Trouble, DelayedCondition.Edge?)] = []
        if let low = metric.low {
            let sample = metric.sample(isBeyond: value < low, isWellWithin: value >= low + metric.deadband)
            edges.append((.low, watched.low.take(sample, at: observedAt, delays)))
        }
        if let high = metric.high {
            let sample = metric.sample(isBeyond: value > high, isWellWithin: value <= high - metric.deadband)
            edges.append((.high, watched.high.take(sample, at: observedAt, delays)))
        }
        if let limit = metric.stuckAfter {
            edges.append((.stuck, watched.stuck.take(value, at: observedAt, after: limit)))
        }
        if let limit = metric.driftLimit {
            edges.append((.drift, watched.drift.take(value, at: observedAt, limit: limit)))
        }
        let unusual =
            metric.anomalies
            ? considerAnomaly(value, metric, &watched, observedAt, profile)
            : endAnomaly(metric, &watched, observedAt, profile)
        state.metrics = state.metrics ?? [:]
        state.metrics?[metric.metric] = watched
        let faults = edges.compactMap { trouble, edge -> Effect? in
            var values = ["metric": metric.metric, "value": "\(value)"]
            if trouble == .drift { values["moved_by"] = "\(watched.drift.distance)" }
            return judge(profile.fault(trouble, metric), edge, observedAt, values)
        }
        return faults + [unusual].compactMap(\.self)
    }
}

extension WatchedMetric {
    fileprivate func sample(isBeyond: Bool, isWellWithin: Bool) -> DelayedCondition.Sample {
        isBeyond ? .faulty : isWellWithin ? .normal : .between
    }
}

extension JSONValue {
    /// The value of a member by its name, or by a path of names joined by dots.
    fileprivate func value(at path: String) -> JSONValue? {
        if let direct = self[path] { return direct }
        guard path.contains(".") else { return nil }
        var value = self
        for name in path.split(separator: ".") {
            guard let next = value[String(name)] else { return nil }
            value = next
        }
        return value
    }
}
