import MonitoringModel

/// The order in which composite alarms are evaluated: each after those it stands on.
enum CompositeOrder {
    /// Returns the composite alarms in order.
    ///
    /// - Throws: ``MetricAlarmError`` if an alarm is not known, stands on itself, or stands too deep.
    static func sort(_ documents: [AlarmID: AlarmDocument]) throws(MetricAlarmError) -> [AlarmID] {
        var order: [AlarmID] = []
        var depths: [AlarmID: Int] = [:]
        for alarm in documents.keys.sorted() {
            var path: [AlarmID] = []
            _ = try visit(alarm, documents, &path, &depths, &order)
        }
        return order
    }

    private static func visit(
        _ alarm: AlarmID,
        _ documents: [AlarmID: AlarmDocument],
        _ path: inout [AlarmID],
        _ depths: inout [AlarmID: Int],
        _ order: inout [AlarmID]
    ) throws(MetricAlarmError) -> Int {
        if let known = depths[alarm] { return known }
        guard let expression = documents[alarm]?.expression else { return 0 }
        if let start = path.firstIndex(of: alarm) { throw cycle(Array(path[start...]) + [alarm]) }
        path.append(alarm)
        // Bounds the recursion; a chain that is deep but not visited from its top is caught by its depth below.
        guard path.count <= MetricAlarmLimits.compositeDepth else { throw tooDeep(path) }
        var depth = 1
        for child in expression.alarms {
            guard documents[child] != nil else { throw unknown(child, in: alarm) }
            depth = max(depth, try visit(child, documents, &path, &depths, &order) + 1)
        }
        guard depth <= MetricAlarmLimits.compositeDepth else { throw tooDeep(path) }
        path.removeLast()
        depths[alarm] = depth
        order.append(alarm)
        return depth
    }

    private static func cycle(_ path: [AlarmID]) -> MetricAlarmError {
        MetricAlarmError(
            alarm: path.first,
            path: "expression",
            found: "a circle: " + path.map(\.rawValue).joined(separator: " -> "),
            expected: "alarms that do not stand on themselves"
        )
    }

    private static func tooDeep(_ path: [AlarmID]) -> MetricAlarmError {
        MetricAlarmError(
            alarm: path.first,
            path: "expression",
            found: "composite alarms more than \(MetricAlarmLimits.compositeDepth) deep",
            expected: "at most \(MetricAlarmLimits.compositeDepth)"
        )
    }

    private static func unknown(_ child: AlarmID, in alarm: AlarmID) -> MetricAlarmError {
        MetricAlarmError(
            alarm: alarm,
            path: "expression",
            found: "the alarm '\(child)', which does not exist",
            expected: "an alarm of the same set",
            hint: "create it first, or correct the name"
        )
    }
}
