public import Alerting
public import ChatAssistant
public import MonitoringModel

/// Where the console hands in what a person wants, and learns what came of it.
public protocol CommandGateway: Sendable {
    /// Carries out a command and returns the alert afterwards, when both are stored.
    ///
    /// - Throws: ``CommandFailure`` if it was not carried out.
    func submit(_ command: Command) async throws -> Alert

    /// Passes on what a person wrote and returns the replies, when both are stored.
    ///
    /// - Throws: ``CommandFailure`` if it was not taken.
    func say(_ utterance: Utterance) async throws -> [ChatMessage]
}

/// Why a command was not carried out; nothing was changed.
public enum CommandFailure: Error, Hashable, CustomStringConvertible {
    /// What it concerns does not exist; the text names it, such as `alert-000042`.
    case notFound(String)
    /// It makes no sense now; the text is a sentence that says why.
    case conflict(String)
    /// It has a fault; the text is a sentence that says which and where.
    case invalid(String)
    /// It cannot be stored just now; the text is a sentence that says why and what to do.
    case unavailable(String)

    /// What happened.
    public var description: String {
        switch self {
        case .notFound(let what): "\(what) does not exist."
        case .conflict(let reason), .invalid(let reason), .unavailable(let reason): reason
        }
    }
}
