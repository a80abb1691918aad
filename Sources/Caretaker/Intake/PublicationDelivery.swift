import Alerting
import Logging
import MQTTClient
import MonitoringModel
import NIOCore
import ServiceLifecycle
import StreamPipeline

/// Publishes the MQTT messages of the outbox, many at a time, and records which ones the broker confirmed.
struct PublicationDelivery: Service {
    /// The number of messages that are read, published and recorded together.
    static let batchSize = 2_000
    /// The pause after a failure, and how long an unconfirmed message waits before it is tried again.
    static let retryPause = Duration.seconds(1)

    /// The user property that tells how often rules have passed a message on.
    static let hopsProperty = "caretaker-hops"

    let outbox: any Outbox
    let client: MQTTClient
    let signal: Wakeup
    let wallClock: any WallClock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // What an earlier run left is sent without waiting for a commit.
            signal.wake()
            for await _ in signal.wakeups {
                await deliverWhatIsDue()
            }
        }
    }

    private func deliverWhatIsDue() async {
        while !Task.isCancelled {
            do {
                let entries = try await outbox.due(
                    channel: OutboxEntry.mqttChannel,
                    at: wallClock.now,
                    limit: Self.batchSize
                )
                guard !entries.isEmpty else { return }
                let hasFailures = try await deliver(entries)
                guard hasFailures else { continue }
                try await Task.sleep(for: Self.retryPause)
            } catch is CancellationError {
                return
            } catch MQTTClientError.stopped {
                return
            } catch {
                logger.warning("MQTT messages wait in the outbox; trying again", metadata: ["error": "\(error)"])
                // proof: a sleep throws only when the task is cancelled, which the loop looks at.
                try? await Task.sleep(for: Self.retryPause)
            }
        }
    }

    /// Publishes entries; returns whether some have to be tried again.
    private func deliver(_ entries: [OutboxEntry]) async throws -> Bool {
        var sendable: [(entry: OutboxEntry, publication: MQTTPublication)] = []
        var results: [(entry: OutboxEntry, result: DeliveryResult)] = []
        for entry in entries {
            do {
                sendable.append((entry, try Self.publication(entry)))
            } catch {
                results.append((entry, .abandoned(reason: "\(error)")))
            }
        }
        let outcomes = try await client.publish(contentsOf: sendable.map(\.publication))
        let now = wallClock.now
        var hasFailures = false
        for ((entry, _), outcome) in zip(sendable, outcomes) {
            switch outcome {
            case .confirmed(let code):
                results.append((entry, .delivered(receipt: "\(code)")))
            case .failed(let error):
                hasFailures = true
                results.append((entry, .retry(reason: "\(error)", at: now + Self.retryPause)))
            }
        }
        try await outbox.record(results, at: now)
        return hasFailures
    }

    private static func publication(_ entry: OutboxEntry) throws -> MQTTPublication {
        let publication = entry.publication
        var message = MQTTPublication(
            topic: try TopicName(publication.topic),
            payload: ByteBuffer(bytes: publication.payload),
            qos: QoS(rawValue: publication.qos) ?? .atLeastOnce,
            retain: publication.retain
        )
        if publication.hops > 0 {
            message.properties.userProperties = [UserProperty(Self.hopsProperty, "\(publication.hops)")]
        }
        return message
    }
}
