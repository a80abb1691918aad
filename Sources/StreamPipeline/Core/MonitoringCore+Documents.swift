import Foundation
import MetricAlarms
public import MonitoringModel
public import RuleEngine

extension MonitoringCore {
    /// The rules of the settings and those kept beside them, enabled or not, in the order in which they are asked.
    public var allRules: [Rule] {
        get throws { settingsRules + (try Self.rules(documents.all(.rule), .decidedElsewhere)) }
    }

    /// Whether a rule is kept beside the settings, and so can be changed while the service runs.
    public func isKept(_ rule: RuleID) -> Bool {
        documents.all(.rule).contains { $0.id == rule.rawValue }
    }

    /// What a rule has done since it was loaded; `nil` if it is not in force.
    public func counters(of rule: RuleID) -> RuleCounters? { rules.counters(of: rule) }

    /// Keeps a document and puts it in force.
    mutating func keep(_ document: KeptDocument, _ turn: inout Turn) throws {
        try change(document.kind, &turn) { [permissions] documents throws(DocumentRefusal) in
            try documents.keep(document)
            try Self.checkReach(of: document, permissions)
        } store: {
            try $0.keep(document, at: $1)
        }
    }

    /// Checks that a document wants to reach only what is permitted.
    private static func checkReach(
        of document: KeptDocument,
        _ permissions: ActionPermissions
    ) throws(DocumentRefusal) {
        switch document.kind {
        case .rule: _ = try rules([document], permissions)
        case .alarm: _ = try alarms([document], permissions)
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
        let enforced: Enforced
        do throws(DocumentRefusal) {
            try edit(&next)
            enforced = try enforce(kind, next, at: turn.now)
        } catch {
            turn.outcome.documentRefusal = error
            return
        }
        documents = next
        try store(turn.transaction, turn.now)
        turn.outcome.changedDocuments.insert(kind)
        switch enforced {
        case .rules(let outcome):
            try carryOut(outcome, &turn)
            try advanceRules(&turn)
        case .alarms(let transitions): try tell(transitions, &turn)
        }
    }

    /// What came of putting documents in force.
    private enum Enforced {
        case rules(RuleOutcome)
        case alarms([AlarmTransition])
    }

    /// Puts documents in force in place of all earlier ones of their kind; if this throws, nothing has changed.
    private mutating func enforce(
        _ kind: DocumentKind,
        _ documents: KeptDocuments,
        at now: Instant
    ) throws(DocumentRefusal) -> Enforced {
        switch kind {
        case .rule:
            let all = settingsRules + (try Self.rules(documents.all(.rule), .decidedElsewhere))
            do {
                return .rules(try rules.replaceRules(all, at: now))
            } catch {
                throw .invalid("\(error)")
            }
        case .alarm: return .alarms(try enforceAlarms(documents, at: now))
        }
    }

    /// Reads documents of rules.
    ///
    /// Only what is newly kept is checked against what rules may reach: settings that permit less than before must not
    /// keep the service from its start. What is not permitted is refused when it is to be done.
    ///
    /// - Throws: ``DocumentRefusal`` with the place of the first fault.
    static func rules(
        _ documents: [KeptDocument],
        _ permissions: ActionPermissions
    ) throws(DocumentRefusal) -> [Rule] {
        var rules: [Rule] = []
        for document in documents {
            do {
                let rule = try JSONDecoder().decode(Rule.self, from: Data(document.body.serialized))
                guard rule.id.rawValue == document.id else {
                    throw DocumentRefusal.invalid("The document's 'id' is '\(rule.id)', not '\(document.id)'.")
                }
                try checkActions(of: rule, permissions)
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
