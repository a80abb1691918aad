import Foundation
public import MonitoringModel
public import RuleEngine

extension MonitoringCore {
    /// The rules of the settings and those kept beside them, enabled or not, in the order in which they are asked.
    public var allRules: [Rule] {
        get throws { settingsRules + (try Self.rules(documents)) }
    }

    /// Whether a rule is kept beside the settings, and so can be changed while the service runs.
    public func isKept(_ rule: RuleID) -> Bool {
        documents.all(.rule).contains { $0.id == rule.rawValue }
    }

    /// What a rule has done since it was loaded; `nil` if it is not in force.
    public func counters(of rule: RuleID) -> RuleCounters? { rules.counters(of: rule) }

    /// Keeps a document and puts it in force.
    mutating func keep(_ document: KeptDocument, _ turn: inout Turn) throws {
        try change(document.kind, &turn) { documents throws(DocumentRefusal) in
            try documents.keep(document)
        } store: {
            try $0.keep(document, at: $1)
        }
    }

    /// Removes a document that is kept.
    mutating func remove(_ kind: DocumentKind, _ id: String, _ turn: inout Turn) throws {
        try change(kind, &turn) { documents throws(DocumentRefusal) in
            try documents.remove(kind, id)
        } store: { transaction, _ in
            try transaction.removeDocument(kind, id)
        }
    }

    private mutating func change(
        _ kind: DocumentKind,
        _ turn: inout Turn,
        _ edit: (inout KeptDocuments) throws(DocumentRefusal) -> Void,
        store: (any PipelineTransaction, Instant) throws -> Void
    ) throws {
        var next = documents
        let effects: [Effect]
        do throws(DocumentRefusal) {
            try edit(&next)
            effects = try enforce(kind, next, at: turn.now)
        } catch {
            turn.outcome.documentRefusal = error
            return
        }
        documents = next
        try store(turn.transaction, turn.now)
        turn.outcome.changedDocuments.insert(kind)
        for effect in effects { try apply(effect, &turn) }
        if kind == .rule { try advanceRules(&turn) }
        let transitions = pendingTransitions
        pendingTransitions = []
        try tell(transitions, &turn)
    }

    /// Puts documents in force in place of all earlier ones of their kind; if this throws, nothing has changed.
    private mutating func enforce(
        _ kind: DocumentKind,
        _ documents: KeptDocuments,
        at now: Instant
    ) throws(DocumentRefusal) -> [Effect] {
        switch kind {
        case .rule:
            do {
                let outcome = try rules.replaceRules(settingsRules + Self.rules(documents), at: now)
                note(outcome)
                return outcome.effects.map(\.effect)
            } catch let refusal as DocumentRefusal {
                throw refusal
            } catch {
                throw .invalid("\(error)")
            }
        case .alarm:
            pendingTransitions = try enforceAlarms(documents, at: now)
            return []
        }
    }

    /// Reads the rules among documents.
    ///
    /// - Throws: ``DocumentRefusal`` with the place of the first fault.
    static func rules(_ documents: KeptDocuments) throws(DocumentRefusal) -> [Rule] {
        var rules: [Rule] = []
        for document in documents.all(.rule) {
            do {
                let rule = try JSONDecoder().decode(Rule.self, from: Data(document.body.serialized))
                guard rule.id.rawValue == document.id else {
                    throw DocumentRefusal.invalid("The document's 'id' is '\(rule.id)', not '\(document.id)'.")
                }
                try checkActions(of: rule)
                rules.append(rule)
            } catch let refusal as DocumentRefusal {
                throw refusal
            } catch {
                throw .invalid("Rule '\(document.id)', \(DocumentFault.text(error))")
            }
        }
        return rules
    }
}
