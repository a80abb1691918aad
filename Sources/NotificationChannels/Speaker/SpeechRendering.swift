public import Foundation
public import MonitoringModel

/// Who turns words into sound.
public protocol SpeechRendering: Sendable {
    /// Returns the WAV file in which a text is spoken.
    ///
    /// - Throws: The engine's error if it cannot be spoken.
    func render(_ text: String, about alert: AlertID?) async throws -> URL
}

/// What plays sound files.
public protocol SoundPlayer: Sendable {
    /// Whether there is something to play on.
    var hasDevice: Bool { get }

    /// Plays a WAV file to its end; stops when the task is cancelled.
    ///
    /// - Throws: ``ChannelError/playerFailed(_:)`` if it could not be played.
    func play(_ file: URL) async throws
}
