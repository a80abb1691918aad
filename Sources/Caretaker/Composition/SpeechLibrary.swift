import Alerting
import ConsoleAPI
import Foundation
import MonitoringModel
import NotificationChannels
import SpeechOutput

/// Spoken alerts: made when they are first needed, kept in the state directory.
struct SpeechLibrary: SpeechSource, SpeechRendering {
    /// The voice, or why there is none.
    let cache: Result<SpeechCache, SpeechError>

    func speech(for alert: Alert) async throws -> [UInt8]? {
        guard case .success(let cache) = cache else { return nil }
        return try cache.wave(for: SpokenPhrase.text(for: alert))
    }

    func render(_ text: String, about alert: AlertID?) async throws -> URL {
        try cache.get().file(for: text)
    }
}
