import FrameAnalysis
import Ingest
import Logging
import MQTTClient
import MonitoringModel
import NIOCore
import ServiceLifecycle

/// Brings cameras' frames from the broker to the analysis; a frame that is not looked at is no loss.
struct FrameIntake: Service {
    /// The MQTT 5 user property in which a camera may tell when a picture was taken (ISO 8601).
    static let captureTimeProperty = "captured_at"

    let client: MQTTClient
    let cameras: CameraService
    let problems: IntakeProblems
    let wallClock: any WallClock

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                let filter = try TopicFilter(FrameTopic.filter)
                _ = try await client.subscribe([MQTTSubscription(filter, maximumQoS: .atMostOnce)])
                for await batch in client.messages {
                    for message in batch.messages { take(message) }
                    try await batch.acknowledge()
                }
            } catch is CancellationError {
                return
            } catch MQTTClientError.stopped {
                return
            }
        }
    }

    private func take(_ message: MQTTMessage) {
        do throws(IngestProblem) {
            guard let camera = try FrameTopic.camera(of: message.topic.rawValue) else { return }
            let stamp = message.properties.userProperties.first { $0.name == Self.captureTimeProperty }?.value
            cameras.submit(
                Array(buffer: message.payload),
                from: camera,
                takenAt: stamp.flatMap { Instant(iso8601: $0) }
            )
        } catch {
            problems.note(error, at: wallClock.now)
        }
    }
}
