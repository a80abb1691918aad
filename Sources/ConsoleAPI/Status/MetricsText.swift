import MonitoringModel

/// The status' numbers in the text form that Prometheus reads.
///
/// Source: Prometheus, "Text-based exposition format", version 0.0.4.
struct MetricsText {
    /// The content type of the text.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The lines.
    private(set) var text = ""

    /// Creates the text of a status and of the feed.
    init(_ status: ServiceStatus, feed: AlertFeed.Figures) {
        add("caretaker_ready", "Whether events and commands are taken.", [([:], status.ready ? 1 : 0)])
        add(
            "caretaker_start_time_seconds",
            "When the service started, in seconds since 1970.",
            [([:], Double(status.startedAt.millisecondsSinceEpoch) / 1_000)]
        )
        addStates(status)
        addPipeline(status.pipeline)
        add("caretaker_feed_subscribers", "Open live connections.", [([:], Double(feed.subscribers))])
        add("caretaker_feed_published_total", "Live events published.", [([:], Double(feed.published))])
        add("caretaker_feed_dropped_total", "Live events slow readers missed.", [([:], Double(feed.dropped))])
        for (name, value) in status.counters.sorted(by: { $0.key < $1.key }) {
            add("caretaker_" + Self.metricName(name), "A number of the service.", [([:], Double(value))])
        }
    }

    private mutating func addStates(_ status: ServiceStatus) {
        var parts = status.components.map { (["component": $0.name], Self.number(of: $0.state)) }
        if let broker = status.broker { parts.append((["component": "broker"], Self.number(of: broker.state))) }
        add("caretaker_component_state", "0 works, 1 works in part, 2 does not work.", parts)
        let cameras = status.cameras.map { (["camera": $0.id.rawValue], Self.number(of: $0.state)) }
        add("caretaker_camera_state", "0 works, 1 works in part, 2 does not work.", cameras)
        let rates = status.cameras.compactMap { camera in
            camera.framesPerSecond.map { (["camera": camera.id.rawValue], $0) }
        }
        add("caretaker_camera_frames_per_second", "Pictures analysed in a second.", rates)
        addFalseAlarms(status.cameras)
        let channels = status.channels
        add(
            "caretaker_channel_state",
            "0 works, 1 works in part, 2 does not work.",
            channels.map { (["channel": $0.name], Self.number(of: $0.state)) }
        )
        add(
            "caretaker_channel_delivered_total",
            "Messages delivered.",
            channels.map { (["channel": $0.name], Double($0.delivered)) }
        )
        add(
            "caretaker_channel_failed_total",
            "Attempts to deliver that failed.",
            channels.map { (["channel": $0.name], Double($0.failed)) }
        )
    }

    private mutating func addFalseAlarms(_ cameras: [ServiceStatus.Camera]) {
        add(
            "caretaker_camera_watched_seconds_total",
            "How long pictures came.",
            cameras.map { (["camera": $0.id.rawValue], $0.watchedSeconds) }
        )
        add(
            "caretaker_camera_false_alarms_total",
            "Alerts that somebody called false.",
            cameras.map { (["camera": $0.id.rawValue], Double($0.falseAlarms)) }
        )
    }

    private mutating func addPipeline(_ pipeline: ServiceStatus.Pipeline?) {
        guard let pipeline else { return }
        add("caretaker_events_stored_total", "Events stored.", [([:], Double(pipeline.stored))])
        add("caretaker_transactions_total", "Transactions committed.", [([:], Double(pipeline.transactions))])
        add("caretaker_events_repeated_total", "Events that were repetitions.", [([:], Double(pipeline.repetitions))])
        add("caretaker_events_refused_total", "Events refused for good.", [([:], Double(pipeline.refused))])
        add("caretaker_events_waiting", "Events that wait to be stored.", [([:], Double(pipeline.waiting))])
        add("caretaker_deadlines", "Deadlines that are set.", [([:], Double(pipeline.deadlines))])
    }

    private mutating func add(_ name: String, _ help: String, _ samples: [([String: String], Double)]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(name.hasSuffix("_total") ? "counter" : "gauge")\n"
        for (labels, value) in samples {
            let pairs = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            text += name + (pairs.isEmpty ? "" : "{\(pairs)}") + " \(JSONValue.number(value))\n"
        }
    }

    private static func number(of state: ServiceStatus.State) -> Double {
        switch state {
        case .ok: 0
        case .degraded: 1
        case .failed: 2
        }
    }

    private static func metricName(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func escaped(_ label: String) -> String {
        label.map { character in
            switch character {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(character)
            }
        }
        .joined()
    }
}
