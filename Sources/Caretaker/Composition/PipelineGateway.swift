import Alerting
import ChatAssistant
import ConsoleAPI
import MonitoringModel
import StreamPipeline

/// Hands what people ask for over HTTP to the pipeline and waits for the outcome.
struct PipelineGateway: CommandGateway {
    let pipeline: StreamPipeline
    let alerts: any AlertStore

    func submit(_ command: Command) async throws -> Alert {
        let outcome = try await store(InputEvent(.command(command)))
        if let refusal = outcome.refusal { throw Self.failure(refusal) }
        if let change = outcome.changes.last { return change.alert }
        // Acknowledging twice changes nothing and is no error.
        guard let id = command.alert else { throw CommandFailure.conflict("This command is about no alert.") }
        guard let alert = try await alerts.alert(id) else { throw CommandFailure.notFound("Alert '\(id)'") }
        return alert
    }

    /// Makes a profile the active one.
    ///
    /// - Throws: `CommandFailure` if there is no such profile or nothing can be stored.
    func switchProfile(to profile: ProfileID, by person: String) async throws {
        let outcome = try await store(InputEvent(.command(.switchProfile(profile, by: person))))
        if let refusal = outcome.profileRefusal { throw CommandFailure.conflict("\(refusal)") }
    }

    /// Keeps a rule or an alarm beside the settings.
    ///
    /// - Throws: `CommandFailure` if it has a fault or cannot be stored.
    func keep(_ document: KeptDocument, by person: String) async throws {
        let outcome = try await store(InputEvent(.command(.keepDocument(document, by: person))))
        if let refusal = outcome.documentRefusal { throw Self.failure(refusal) }
    }

    /// Removes a rule or an alarm that is kept beside the settings.
    ///
    /// - Throws: `CommandFailure` if it is not there, or nothing can be stored.
    func remove(_ kind: DocumentKind, _ id: String, by person: String) async throws {
        let outcome = try await store(InputEvent(.command(.removeDocument(kind, id: id, by: person))))
        if let refusal = outcome.documentRefusal { throw Self.failure(refusal) }
    }

    /// Sets the state of a metric alarm until its next evaluation.
    ///
    /// - Throws: `CommandFailure` if there is no such alarm or state, or nothing can be stored.
    func setAlarm(_ alarm: String, to state: String, reason: String, by person: String) async throws {
        let command = Command.setAlarm(id: alarm, state: state, reason: reason, by: person)
        if let refusal = try await store(InputEvent(.command(command))).documentRefusal { throw Self.failure(refusal) }
    }

    /// Changes a web service that rules may call; returns it as it is then, `nil` if it was removed.
    ///
    /// - Throws: `CommandFailure` if it was not done.
    func change(_ change: DestinationChange, by person: String) async throws -> HTTPDestinations.Entry? {
        let outcome = try await store(InputEvent(.command(.changeDestination(change, by: person))))
        switch outcome.destinationRefusal {
        case .unknown(let id): throw CommandFailure.notFound("The destination '\(id)'")
        case .conflict(let reason): throw CommandFailure.conflict(reason)
        case .invalid(let reason): throw CommandFailure.invalid(reason)
        case nil: return outcome.destination
        }
    }

    /// Lets nobody be notified of what some cameras see, and of all others again.
    ///
    /// - Throws: `CommandFailure` if nothing can be stored.
    func quiet(_ cameras: [QuietCamera], by person: String) async throws {
        _ = try await store(InputEvent(.command(.quietCameras(cameras, by: person))))
    }

    func say(_ utterance: Utterance) async throws -> [ChatMessage] {
        try await store(InputEvent(.utterance(utterance))).messages
            .filter { message in
                message.person == utterance.person && message.speaker == .assistant
            }
    }

    private func store(_ event: InputEvent) async throws -> EventOutcome {
        do {
            guard let outcome = try await pipeline.submit([event], patience: .failFast).first else {
                throw CommandFailure.unavailable("The service gave no answer: try again.")
            }
            return outcome
        } catch let error as PipelineError {
            throw CommandFailure.unavailable("\(error)")
        }
    }

    private static func failure(_ refusal: DocumentRefusal) -> CommandFailure {
        switch refusal {
        case .unknown(let kind, let id): .notFound("The \(kind.rawValue) '\(id)'")
        case .inSettings: .conflict("\(refusal)")
        case .invalid(let reason): .invalid(reason)
        }
    }

    private static func failure(_ refusal: AlertingError) -> CommandFailure {
        switch refusal {
        case .unknownAlert(let id): .notFound("Alert '\(id)'")
        default: .conflict("\(refusal)")
        }
    }
}

extension Command {
    /// The alert it is about, if it is about one.
    fileprivate var alert: AlertID? {
        switch self {
        case .acknowledgeAlert(let id, _, _), .resolveAlert(let id, _, _), .rejectAlert(let id, _, _): id
        case .switchProfile, .quietCameras, .keepDocument, .removeDocument, .setAlarm, .settleAction,
            .changeDestination:
            nil
        }
    }
}
