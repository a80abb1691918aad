import MonitoringModel

/// What is normal for a device that is judged by limits, stuck values and drift of its metrics.
public struct MonitorProfile: Hashable, Sendable {
    /// The sort of device.
    public enum Sort: String, Codable, Sendable, CaseIterable {
        /// A thermostat: a room's temperature.
        case thermostat
        /// A device worn on the body: heart rate and battery.
        case wearable
        /// Any other device; its metrics are told in the document.
        case generic

        /// What the customer calls it.
        var noun: String {
            switch self {
            case .thermostat: "thermostat"
            case .wearable: "wearable"
            case .generic: "device"
            }
        }

        /// The skill a technician needs by default.
        var skill: String {
            switch self {
            case .thermostat: "heating"
            case .wearable: "wearable"
            case .generic: "device"
            }
        }
    }

    /// The most metrics of one profile.
    public static let metricLimit = 32

    /// The sort of device.
    public var sort: Sort
    /// What is watched; at most ``metricLimit``, each metric once.
    public var metrics: [WatchedMetric]
    /// How many readings in a row must show a fault, 1 to 1000; by default 3.
    public var onDelayReadings = 3
    /// How many readings in a row must be normal to end a fault, 1 to 1000; by default 1.
    public var offDelayReadings = 1
    /// How many restarts within ``rebootWindow`` are too many, 2 to 16; by default 3.
    public var rebootCount = 3
    /// The time within which restarts are counted; by default an hour.
    public var rebootWindow = Duration.seconds(3_600)
    /// The field with the time since the start, in seconds; by default `uptime_s`.
    public var uptimeMetric = "uptime_s"
    /// The field with the number of starts; by default `reboots`.
    public var rebootMetric = "reboots"
    /// How many beginnings and ends of a fault within ``flapWindow`` are flapping, 2 to 32; by default 6.
    public var flapChanges = 6
    /// The time within which they are counted; by default an hour.
    public var flapWindow = Duration.seconds(3_600)
    /// How long a flapping fault must be normal before its end is told; by default half an hour.
    public var flapQuiet = Duration.seconds(1_800)
    /// How often the device reports; by default it is learnt from the device.
    public var reportInterval: Duration?
    /// After how many intervals without a message the device is silent, 1 to 1000; by default 3.
    public var silenceIntervals = 3.0
    /// The least time after which the device is silent; by default a minute, five for a wearable.
    public var silenceMinimum: Duration
    /// The time after which it is silent while its interval is not yet known; by default 15 minutes.
    public var silenceInitial = Duration.seconds(900)

    /// Creates the default profile of a sort of device.
    public init(_ sort: Sort) {
        self.sort = sort
        metrics = Self.metrics(of: sort)
        silenceMinimum = .seconds(sort == .wearable ? 300 : 60)
    }

    private static func metrics(of sort: Sort) -> [WatchedMetric] {
        switch sort {
        case .generic: return []
        case .thermostat:
            var room = WatchedMetric("temperature_c", label: "room temperature")
            (room.low, room.high, room.deadband) = (10, 32, 1)
            (room.stuckAfter, room.driftLimit) = (.seconds(86_400), 4)
            room.part = "heating valve, pump or the thermostat's sensor"
            room.severity = .major
            return [room]
        case .wearable:
            var heart = WatchedMetric("heart_rate_bpm", label: "heart rate")
            (heart.low, heart.high, heart.deadband) = (40, 130, 5)
            (heart.stuckAfter, heart.driftLimit) = (.seconds(900), 15)
            heart.part = "fit of the strap or the optical sensor"
            heart.severity = .major
            var battery = WatchedMetric("battery_percent", label: "battery")
            (battery.low, battery.deadband) = (15, 10)
            battery.part = "battery or charger"
            return [heart, battery]
        }
    }

    /// Checks that everything is within its range.
    ///
    /// - Throws: ``DeviceHealthError`` at the first that is not.
    public func validate() throws(DeviceHealthError) {
        try validateMetrics()
        let month = Double(30 * 86_400)
        let ranges: [(String, Double, ClosedRange<Double>)] = [
            ("on_delay_readings", Double(onDelayReadings), 1...1_000),
            ("off_delay_readings", Double(offDelayReadings), 1...1_000),
            ("reboot_count", Double(rebootCount), 2...16), ("reboot_window_s", rebootWindow.inSeconds, 60...month),
            ("flap_changes", Double(flapChanges), 2...32), ("flap_window_s", flapWindow.inSeconds, 60...month),
            ("flap_quiet_s", flapQuiet.inSeconds, 0...month),
            ("report_interval_s", reportInterval?.inSeconds ?? 1, 1...month),
            ("silence_intervals", silenceIntervals, 1...1_000),
            ("silence_minimum_s", silenceMinimum.inSeconds, 1...month),
            ("silence_initial_s", silenceInitial.inSeconds, 1...month),
        ]
        for (field, value, range) in ranges where !range.contains(value) {
            throw DeviceHealthError(
                field: field,
                found: "\(value)",
                expected: "\(range.lowerBound) to \(range.upperBound)"
            )
        }
    }

    private func validateMetrics() throws(DeviceHealthError) {
        guard metrics.count <= Self.metricLimit else {
            throw DeviceHealthError(
                field: "metrics",
                found: "\(metrics.count) metrics",
                expected: "at most \(Self.metricLimit)"
            )
        }
        for (index, metric) in metrics.enumerated() {
            do {
                try metric.validate()
            } catch {
                var placed = error
                placed.field = "metrics.\(index).\(error.field)"
                throw placed
            }
            guard !metrics.prefix(index).contains(where: { $0.metric == metric.metric }) else {
                throw DeviceHealthError(
                    field: "metrics.\(index).metric",
                    found: "'\(metric.metric)' a second time",
                    expected: "each metric once"
                )
            }
        }
    }
}
