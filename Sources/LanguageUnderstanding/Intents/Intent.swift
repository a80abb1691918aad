/// What somebody wants with an utterance.
public enum Intent: String, Codable, Sendable, CaseIterable {
    /// Yes.
    case affirm
    /// No.
    case deny
    /// A technician should come.
    case book
    /// A visit should take place at another time.
    case reschedule
    /// A visit should not take place.
    case cancelVisit = "cancel_visit"
    /// What has happened, and whether everything is all right.
    case askStatus = "ask_status"
    /// Somebody takes care of an alert.
    case acknowledge
    /// What can be asked for.
    case help
    /// A greeting.
    case greet
    /// Thanks.
    case thanks
    /// A person should get in touch.
    case human
    /// It was not understood.
    case fallback
}

/// An intent and how sure its recognition is.
public struct IntentMatch: Hashable, Codable, Sendable {
    /// The intent.
    public var intent: Intent
    /// How sure it is, from 0 to 1.
    public var confidence: Double

    /// Creates a match.
    public init(intent: Intent, confidence: Double) {
        self.intent = intent
        self.confidence = confidence
    }
}
