import Ingest
import Logging
import MQTTClient
import MonitoringModel
import NIOCore
import ServiceLifecycle
import StreamPipeline

/// Brings devices' messages from the broker to the pipeline and acknowledges them when they are stored.
struct TelemetryIntake: Service {
    let client: MQTTClient
    /// Rings when rules were put in force or removed.
    let rulesChanged: Wakeup
    let decoder: TelemetryDecoder
    let pipeline: StreamPipeline
    let problems: IntakeProblems
    let wallClock: any WallClock
    let readiness: Readiness
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                let topics = try await subscribe(besides: [])
                readiness.mark(.broker)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for await batch in client.messages {
                            try await store(batch.messages)
                            try await batch.acknowledge()
                        }
                    }
                    group.addTask { try await followRules(topics) }
                    try await group.next()
                    group.cancelAll()
                }
            } catch is CancellationError {
                return
            } catch MQTTClientError.stopped {
                return
            }
        }
    }

    /// Subscribes to the topics of rules that are put in force, and leaves those of rules that are removed.
    private func followRules(_ topics: Set<TopicFilter>) async throws {
        var topics = topics
        for await _ in rulesChanged.wakeups {
            let before = topics
            topics = try await subscribe(besides: before)
            let left = before.subtracting(topics)
            if !left.isEmpty { _ = try await client.unsubscribe(left.sorted { $0.rawValue < $1.rawValue }) }
        }
    }

    /// Subscribes to what is to be read, apart from what is subscribed to already; returns all of it.
    private func subscribe(besides before: Set<TopicFilter>) async throws -> Set<TopicFilter> {
        let topics = Set(try TelemetryTopics.filters(of: try await pipeline.rules().map(\.rule)).compactMap(filter))
        let added = topics.subtracting(before).sorted { $0.rawValue < $1.rawValue }
        guard !added.isEmpty else { return topics }
        let outcomes = try await client.subscribe(added.map { MQTTSubscription($0) })
        for (filter, outcome) in zip(added, outcomes) {
            guard case .refused(let reason) = outcome else { continue }
            logger.error(
                "The broker refused a subscription; its messages will not be seen",
                metadata: ["filter": "\(filter)", "reason": "\(reason)"]
            )
        }
        return topics
    }

    /// Reads a filter; one that MQTT does not know must not keep the service from all others.
    private func filter(_ text: String) -> TopicFilter? {
        do throws(MQTTClientError) {
            return try TopicFilter(text)
        } catch {
            logger.error(
                "A rule reads from topics that cannot be",
                metadata: ["filter": "\(text)", "error": "\(error)"]
            )
            return nil
        }
    }

    /// Returns when the messages are durable; what cannot be stored alone is counted and left out.
    private func store(_ messages: [MQTTMessage]) async throws {
        let now = wallClock.now
        let events = messages.compactMap { decode($0, at: now) }
        do {
            _ = try await pipeline.submit(events)
        } catch PipelineError.storeUnavailable where events.count > 1 {
            for event in events { try await storeAlone(event) }
        } catch PipelineError.storeUnavailable(let reason) {
            problems.refuse(events.count, reason: reason)
        }
    }

    private func storeAlone(_ event: InputEvent) async throws {
        do {
            _ = try await pipeline.submit([event])
        } catch PipelineError.storeUnavailable(let reason) {
            problems.refuse(1, reason: reason)
        }
    }

    private func decode(_ message: MQTTMessage, at now: Instant) -> InputEvent? {
        let topic = message.topic.rawValue
        let decoded = message.payload.withUnsafeReadableBytes { bytes in
            decoder.decode(topic: topic, payload: bytes, isDuplicate: message.isDuplicate, receivedAt: now)
        }
        switch decoded {
        case .success(let decoded):
            if let warning = decoded.warning { problems.note(warning, at: now) }
            var telemetry = decoded.telemetry
            telemetry.envelope.take(message.properties)
            return InputEvent(
                .telemetry(telemetry, payload: Array(buffer: message.payload)),
                identity: InputIdentity(
                    key: decoded.key.bytes,
                    isExact: decoded.key.isExact,
                    isRedelivery: decoded.key.isRedelivery
                )
            )
        case .failure(let problem):
            problems.note(problem, at: now)
            return nil
        }
    }
}
