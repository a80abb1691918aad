import MetricAlarms
import MonitoringModel

extension MonitoringCore {
    /// Handles a batch of submissions and the deadlines that are due, and stores all consequences.
    ///
    /// - Throws: The store's error; the machines are to be thrown away then.
    func process(
        _ groups: [[InputEvent]],
        at now: Instant,
        in transaction: any PipelineTransaction
    ) throws -> BatchResult {
        var core = self
        var result = BatchResult(core: core)
        if !core.hasStarted { result.add(try core.start(at: now, in: transaction), kind: .command) }
        for group in groups {
            var outcomes: [EventOutcome] = []
            outcomes.reserveCapacity(group.count)
            for event in group {
                let outcome = try core.handle(event, at: now, in: transaction)
                result.add(outcome, kind: event.journalKind)
                outcomes.append(outcome)
            }
            result.outcomes.append(outcomes)
        }
        // Deadlines come after the events of the batch: a sign of life that has arrived counts before
        // its absence is complained of.
        var due = 0
        while due < Self.maximumDueDeadlines, let deadline = core.deadlines.takeDue(at: now) {
            core.changedDeadlines.insert(deadline.id)
            let outcome = try core.handle(InputEvent(.deadline(deadline)), at: now, in: transaction)
            result.add(outcome, kind: .deadline)
            due += 1
        }
        try core.saveChanges(in: transaction)
        result.core = core
        return result
    }

    /// Handles one event: writes it to the journal, calls its machines, and stores what they want.
    private mutating func handle(
        _ event: InputEvent,
        at now: Instant,
        in transaction: any PipelineTransaction
    ) throws -> EventOutcome {
        var turn = Turn(cause: "", now: now, transaction: transaction)
        let entry = try event.journalEntry(receivedAt: now)
        guard let sequence = try transaction.journal(entry) else {
            turn.outcome.isRepetition = true
            return turn.outcome
        }
        turn.cause = "event-\(sequence)"
        switch event.body {
        case .telemetry(let telemetry, _): try handle(telemetry, &turn)
        case .observation(let observation): try handle(observation, &turn)
        case .utterance(let utterance): try handle(utterance, &turn)
        case .command(let command): try handle(command, &turn)
        case .deadline(let deadline): try handle(deadline, &turn)
        }
        return turn.outcome
    }

    /// Does what machines want because the settings changed while nothing ran.
    private mutating func start(at now: Instant, in transaction: any PipelineTransaction) throws -> EventOutcome {
        var turn = Turn(cause: "start-\(now.millisecondsSinceEpoch)", now: now, transaction: transaction)
        for effect in startEffects { try apply(effect, &turn) }
        startEffects.removeAll()
        hasStarted = true
        if mustEndQuiet { try quiet([], &turn) }
        mustEndQuiet = false
        try advanceRules(&turn)
        if alarms.count > 0 { try evaluateAlarms(&turn) }
        return turn.outcome
    }

    /// Writes what changed in machines and deadlines, each once however often it changed in the batch.
    private mutating func saveChanges(in transaction: any PipelineTransaction) throws {
        try saveDetectors(in: transaction)
        for key in changedMachines { try transaction.saveState(try encodedState(of: key), of: key) }
        try saveAlarms(in: transaction)
        for id in changedDeadlines { try transaction.setDeadline(id, to: deadlines.due(id)) }
        changedMachines.removeAll(keepingCapacity: true)
        changedRules.removeAll(keepingCapacity: true)
        changedDeadlines.removeAll(keepingCapacity: true)
    }
}
