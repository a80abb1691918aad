import Foundation
import MQTTClient
import NIOCore

/// Sends frames to a camera's topic at the pace of their times.
final class FramePublisher {
    let topic: TopicName
    private let client: MQTTClient
    /// The number of frames that were sent.
    private(set) var count = 0

    /// Creates a publisher.
    init(client: MQTTClient, topic: TopicName) {
        self.client = client
        self.topic = topic
    }

    /// Sends frames until there are none, each when its time has come.
    ///
    /// - Throws: The client's error, the source's error, or `CancellationError`.
    func play(_ next: () throws -> (jpeg: [UInt8], time: Duration)?) async throws {
        let started = ContinuousClock.now
        while let (jpeg, time) = try next() {
            try await Task.sleep(until: started + time, clock: .continuous)
            try await client.publish(
                MQTTPublication(topic: topic, payload: ByteBuffer(bytes: jpeg), qos: .atMostOnce)
            )
            count += 1
        }
    }
}
