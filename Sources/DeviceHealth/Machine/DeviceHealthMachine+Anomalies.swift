import MonitoringModel

extension DeviceHealthMachine {
    /// Returns the detectors that are to be stored now with the state, by metric; the state is different afterwards.
    public mutating func takeDetectorsToStore() -> [String: AnomalyDetector] {
        var due: [String: AnomalyDetector] = [:]
        for (metric, watched) in state.metrics ?? [:] {
            guard let tail = watched.anomaly?.tail, tail.count >= AnomalyWatch.tailLength else { continue }
            due[metric] = detectors[metric]
            state.metrics?[metric]?.anomaly?.tail = []
        }
        return due
    }

    /// Looks whether a reading is unusual.
    mutating func considerAnomaly(
        _ value: Double,
        _ metric: WatchedMetric,
        _ watched: inout MetricState,
        _ observedAt: Instant,
        _ profile: MonitorProfile
    ) -> Effect? {
        var anomaly = watched.anomaly ?? AnomalyWatch()
        let score = detectors[metric.metric, default: AnomalyDetector()].score(value, at: observedAt)
        anomaly.tail.append(AnomalyWatch.Reading(value: value, at: observedAt))
        let edge = anomaly.take(score.value >= metric.anomalyScore, at: observedAt)
        watched.anomaly = anomaly
        guard let edge else { return nil }
        let why = score.explanation.map { "\($0)" }
        let values = [
            "metric": metric.metric, "value": "\(value)", "score": "\((score.value * 100).rounded() / 100)",
            "unusual": why ?? "",
        ]
        return judge(profile.unusual(metric, why), edge, observedAt, values)
    }

    /// Ends what is told of a metric that is no longer looked at for anomalies, and forgets what was usual for it.
    mutating func endAnomaly(
        _ metric: WatchedMetric,
        _ watched: inout MetricState,
        _ observedAt: Instant,
        _ profile: MonitorProfile
    ) -> Effect? {
        guard let anomaly = watched.anomaly else { return nil }
        watched.anomaly = nil
        detectors[metric.metric] = nil
        return judge(profile.unusual(metric, nil), anomaly.isActive ? .ended : nil, observedAt, [:])
    }

    /// Brings restored detectors to where they were: the readings since they were stored are played over them.
    mutating func playTails() {
        for (metric, watched) in state.metrics ?? [:] {
            guard let tail = watched.anomaly?.tail else { continue }
            for reading in tail {
                _ = detectors[metric, default: AnomalyDetector()].score(reading.value, at: reading.at)
            }
        }
    }
}

extension MonitorProfile {
    /// How the codes end that say that a metric is unlike what it used to be.
    static let unusualSuffix = "_unusual"

    /// The words of a metric that is unlike what it used to be.
    func unusual(_ metric: WatchedMetric, _ why: String?) -> DeviceFault {
        let place = "The \(metric.label) of your \(sort.noun)"
        return DeviceFault(
            code: "\(Self.codeName(metric.metric))\(Self.unusualSuffix)",
            explanation: why.map { "\(place) is unusual: \($0)." } ?? "\(place) is unusual.",
            returnToNormal: "\(place) is as usual again.",
            likelyPart: metric.part,
            skill: metric.skill ?? sort.skill,
            severity: metric.severity
        )
    }
}
