public import Alerting
import MonitoringModel

/// Speaks messages through the machine's loudspeaker.
///
/// The body is JSON with `text`. On a machine without a sound device the spoken text is kept for the
/// console, and the receipt says so.
public struct SpeakerChannel: NotificationChannel {
    /// The channel's name: `speech`.
    public var name: String { Receiver.speechChannel }

    private let rendering: any SpeechRendering
    private let player: any SoundPlayer

    /// Creates a channel.
    ///
    /// - Parameters:
    ///   - rendering: Who turns words into sound.
    ///   - player: What plays it.
    public init(rendering: any SpeechRendering, player: any SoundPlayer = AplayPlayer()) {
        self.rendering = rendering
        self.player = player
    }

    /// Speaks a message.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        do {
            let text = try Self.text(entry.body)
            let file = try await rendering.render(text, about: entry.alert)
            guard player.hasDevice else { return .delivered(receipt: "stored; no sound device") }
            try await player.play(file)
            return .delivered(receipt: "played")
        } catch let error as ChannelError {
            if case .invalidBody = error { return .permanent(reason: error.description) }
            return .transient(reason: error.description)
        } catch {
            return .transient(reason: String("\(error)".prefix(200)))
        }
    }

    private static func text(_ body: [UInt8]) throws(ChannelError) -> String {
        let document: JSONValue
        do {
            document = try JSONParser.parse(body)
        } catch {
            throw .invalidBody(channel: Receiver.speechChannel, reason: "\(error)")
        }
        guard let text = document["text"]?.stringValue, !text.isEmpty else {
            throw .invalidBody(channel: Receiver.speechChannel, reason: "'text' is missing")
        }
        return text
    }
}
