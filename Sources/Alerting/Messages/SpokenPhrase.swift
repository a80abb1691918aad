import MonitoringModel

/// What is said aloud about an alert.
///
/// Short sentences. Emergencies are announced and said twice, since the first words of a voice that
/// nobody expects are easily missed.
public enum SpokenPhrase {
    /// Returns the words for an alert.
    ///
    /// - Parameters:
    ///   - alert: The alert.
    ///   - event: What happened to it; by default what its state says.
    /// - Returns: Plain text.
    public static func text(for alert: Alert, event: TimelineEntry.Event? = nil) -> String {
        let sentence = sentence(alert.summary)
        switch event ?? (alert.state == .resolved ? .resolved : .fired) {
        case .resolved: return "It is over. " + sentence
        case .acknowledged: return "Somebody takes care of it. " + sentence
        default: break
        }
        switch alert.severity {
        case .critical: return "Attention. \(sentence) I repeat. \(sentence)"
        case .major: return "Attention. \(sentence)"
        case .warning, .information: return sentence
        }
    }

    /// Line ends and other control characters would be read as pauses or not at all.
    private static func sentence(_ summary: String) -> String {
        let words = summary.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
        var text = String(words).split(separator: " ").joined(separator: " ")
        if text.isEmpty { text = "Something needs your attention" }
        return text.last.map { ".!?…".contains($0) } == true ? text : text + "."
    }
}
