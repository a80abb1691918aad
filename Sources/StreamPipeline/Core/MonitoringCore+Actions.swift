import Alerting
import Foundation
import MetricAlarms
import MonitoringModel
import RuleEngine

extension MonitoringCore {
    /// What came of asking for an action.
    private enum ActionResult {
        /// It is done, with the batch.
        case done
        /// It is owed under these keys.
        case owed([String])
        /// It cannot be done.
        case failed(String)
    }

    /// Asks other parts for what rules want of them; what fails goes to a rule's action for errors, and no further.
    ///
    /// What happens outside of the service is put into the outbox. If the rule has an action for errors, it waits
    /// there until all of it has ended.
    mutating func carryOut(_ invocations: [RuleInvocation], _ turn: inout Turn) throws {
        for invocation in invocations {
            turn.invocations += 1
            let name = "\(turn.cause)/\(turn.invocations)"
            let isTracked = !invocation.isErrorAction && rules.hasErrorAction(invocation.rule)
            var failures: [ActionFailure] = []
            var open: Set<String> = []
            for request in invocation.requests {
                let key = ActionKey(
                    rule: invocation.rule,
                    invocation: name,
                    index: request.index,
                    isTracked: isTracked
                )
                switch try carryOut(request, of: invocation, key, &turn) {
                case .done: continue
                case .owed(let keys): open.formUnion(keys)
                case .failed(let reason):
                    failures.append(
                        ActionFailure(
                            failedAction: request.action.name,
                            failedResource: request.action.resource,
                            errorMessage: reason
                        )
                    )
                }
            }
            if isTracked, !open.isEmpty {
                ledger.wait(name, invocation, open: open, failures: failures)
                rules.note(failures: failures.count, of: invocation.rule)
                changedMachines.insert(StoredMachine.ruleInvocation.key(name))
            } else {
                try conclude(invocation, failures, &turn)
            }
        }
    }

    /// Carries out what an alarm wants; what fails is told in the log of its channel.
    mutating func carryOut(_ action: RuleAction, of name: RuleID, payload: [UInt8], _ turn: inout Turn) throws {
        turn.invocations += 1
        let key = ActionKey(
            rule: name,
            invocation: "\(turn.cause)/\(turn.invocations)",
            index: 0,
            isTracked: false
        )
        let origin = MessageOrigin(topic: "", base64Payload: "", observedAt: turn.now)
        let invocation = RuleInvocation(rule: name, origin: origin)
        let request = ActionRequest(index: 0, action: action, payload: payload)
        guard case .failed(let reason) = try carryOut(request, of: invocation, key, &turn) else { return }
        turn.outcome.failedActions.append("\(name), \(action.name): \(reason)")
    }

    /// Takes note of how something ended that was owed to the outside world.
    mutating func settle(_ report: ActionReport, _ turn: inout Turn) throws {
        let failure = report.failure.map { reason in
            ActionFailure(failedAction: report.action, failedResource: report.resource, errorMessage: reason)
        }
        if failure != nil { rules.note(failures: 1, of: report.rule) }
        guard let key = ActionKey(report.key), key.isTracked else { return }
        let ended = ledger.settle(report.key, of: key.invocation, failure: failure)
        changedMachines.insert(StoredMachine.ruleInvocation.key(key.invocation))
        guard let ended else { return }
        // Its failures were counted when they happened.
        try tell(rules.conclude(ended, failures: [], at: turn.now), &turn)
    }

    private mutating func conclude(
        _ invocation: RuleInvocation,
        _ failures: [ActionFailure],
        _ turn: inout Turn
    ) throws {
        try tell(rules.conclude(invocation, failures: failures, at: turn.now), &turn)
    }

    private mutating func tell(_ conclusion: RuleOutcome, _ turn: inout Turn) throws {
        note(conclusion)
        for effect in conclusion.effects { try apply(effect.effect, &turn) }
        try carryOut(conclusion.invocations, &turn)
    }

    private mutating func carryOut(
        _ request: ActionRequest,
        of invocation: RuleInvocation,
        _ key: ActionKey,
        _ turn: inout Turn
    ) throws -> ActionResult {
        switch request.action {
        case .metric(let action): return try measure(action, invocation, &turn)
        case .alarmState(let action): return try set(action, &turn)
        case .table, .columns, .queue: return try store(request, invocation, key, &turn)
        default: break
        }
        let confirmed = destinations.confirmed
        if let refusal = permissions.refusal(of: request.action, confirmed: confirmed) { return .failed(refusal) }
        guard !key.isTracked || ledger.hasRoom else {
            return .failed("\(ActionLedger.maximumPending) actions are waiting already")
        }
        switch request.action {
        case .message(let action): return try send(action, of: invocation, key, &turn)
        case .speak(let action):
            let message = PlainMessage(text: action.text)
            let place = action.place ?? "everywhere"
            return try owe(
                [message.entry(channel: Receiver.speechChannel, address: place, key: key.text(), at: turn.now)],
                &turn
            )
        default:
            guard let channel = ActionOrder.channel(of: request.action) else {
                return .failed("nothing carries out this action")
            }
            let order = ActionOrder(
                rule: invocation.rule,
                action: request.action,
                payload: Data(request.payload),
                topic: invocation.origin.topic,
                observedAt: invocation.origin.observedAt
            )
            let entry = try order.entry(key: key.text(), channel: channel, at: turn.now)
            guard entry.body.count <= OutboxEntry.maximumBodySize else {
                return .failed("it has \(entry.body.count) bytes, more than \(OutboxEntry.maximumBodySize)")
            }
            return try owe([entry], &turn)
        }
    }

    private mutating func owe(_ entries: [OutboxEntry], _ turn: inout Turn) throws -> ActionResult {
        for entry in entries {
            try turn.transaction.enqueue(entry)
            turn.outcome.channels.insert(entry.channel)
        }
        return .owed(entries.map(\.key))
    }
}

// MARK: - Messages to people

extension MonitoringCore {
    private mutating func send(
        _ action: MessageAction,
        of invocation: RuleInvocation,
        _ key: ActionKey,
        _ turn: inout Turn
    ) throws -> ActionResult {
        let found: [Place]
        switch places(of: action) {
        case .success(let places): found = places
        case .failure(let refusal): return .failed(refusal.reason)
        }
        let message = PlainMessage(text: action.text, subject: action.subject, rule: invocation.rule)
        let entries = found.enumerated()
            .map { number, place in
                message.entry(channel: place.channel, address: place.address, key: key.text(number), at: turn.now)
            }
        return try owe(entries, &turn)
    }

    /// Where a message goes.
    private struct Place {
        var channel: String
        var address: String

        init(_ channel: String, _ address: String) {
            self.channel = channel
            self.address = address
        }

        init(_ receiver: Receiver) {
            self.init(receiver.channel, receiver.address)
        }
    }

    private struct NoReceiver: Error {
        var reason: String
    }

    /// The places a message goes to: a phone, a person's own receivers or else the person's conversation, or a group's.
    private func places(of action: MessageAction) -> Result<[Place], NoReceiver> {
        if let address = action.address.flatMap(PhoneNumber.init) {
            return .success([Place(Receiver.textChannel, address.description)])
        }
        if let name = action.person {
            guard let person = PersonID(name), people[person] != nil else {
                return .failure(NoReceiver(reason: "'\(name.prefix(80))' is not one of the people"))
            }
            let own = router.receivers.values.filter { $0.person == person }.sorted { $0.id < $1.id }
            let conversation = Place(Receiver.webChatChannel, person.rawValue)
            return .success(own.isEmpty ? [conversation] : own.map(Place.init))
        }
        let name = action.group ?? ""
        let members = groups[name] ?? ReceiverID(name).map { [$0] } ?? []
        let found = members.compactMap { router.receivers[$0] }
        guard !found.isEmpty else {
            return .failure(NoReceiver(reason: "there is no group and no receiver '\(name.prefix(80))'"))
        }
        return .success(found.map(Place.init))
    }
}

// MARK: - Within the service

extension MonitoringCore {
    private mutating func measure(
        _ action: MetricAction,
        _ invocation: RuleInvocation,
        _ turn: inout Turn
    ) throws -> ActionResult {
        let series: MetricSeries
        do throws(MetricAlarmError) {
            series = try MetricSeries(
                namespace: action.namespace,
                name: action.name,
                dimensions: action.dimensions,
                unit: action.unit == "None" ? nil : action.unit
            )
        } catch {
            return .failed("\(error)")
        }
        guard let value = action.number else { return .failed("'\(action.value.prefix(40))' is no number") }
        let observedAt = action.timestamp.flatMap(Self.instant) ?? invocation.origin.observedAt
        try measure(MetricDataPoint(series: series, value: value, observedAt: observedAt), &turn)
        return .done
    }

    private mutating func set(_ action: AlarmStateAction, _ turn: inout Turn) throws -> ActionResult {
        guard let id = AlarmID(action.alarm), alarms.document(of: id) != nil else {
            return .failed("there is no alarm '\(action.alarm.prefix(40))'")
        }
        try setAlarm(id, to: action.state, reason: action.reason, &turn)
        return .done
    }

    /// Reads milliseconds or seconds since 1970; what is below the year 2001 in milliseconds is seconds.
    private static func instant(_ text: String) -> Instant? {
        guard let number = Double(text), number.isFinite, abs(number) < 1e15 else { return nil }
        return Instant(millisecondsSinceEpoch: Int64(abs(number) < 1e11 ? number * 1_000 : number))
    }

    /// Writes into a table or a queue, in the same transaction as all else.
    private mutating func store(
        _ request: ActionRequest,
        _ invocation: RuleInvocation,
        _ key: ActionKey,
        _ turn: inout Turn
    ) throws -> ActionResult {
        let refusal: String?
        switch request.action {
        case .queue(let action):
            let body = action.base64 ? Array(Data(request.payload).base64EncodedString().utf8) : request.payload
            let message = QueueMessage(queue: action.queue, body: body, enqueuedAt: turn.now)
            refusal = try turn.transaction.append(message)
        case .table(let action):
            let (row, operation) = TableRow.row(action, request, observedAt: invocation.origin.observedAt)
            refusal = try turn.transaction.write(row, operation, at: turn.now)
        case .columns(let action):
            guard let document = request.document, case .object = document else {
                return .failed("the result is no object, so it has no columns")
            }
            let observedAt = invocation.origin.observedAt
            let row = TableRow(
                table: action.table,
                hashKey: "",
                // Nothing says which columns tell rows apart, so each message makes a row of its own.
                rangeKey: "\(observedAt.millisecondsSinceEpoch)/\(key.invocation)/\(key.index)",
                columns: document,
                observedAt: observedAt
            )
            refusal = try turn.transaction.write(row, .replace, at: turn.now)
        default: return .failed("nothing carries out this action")
        }
        return refusal.map(ActionResult.failed) ?? .done
    }
}

extension TableRow {
    /// The row that an action writes, and what is done with it.
    fileprivate static func row(
        _ action: TableAction,
        _ request: ActionRequest,
        observedAt: Instant
    ) -> (TableRow, Operation) {
        var members = [JSONValue.Member(name: action.hashKey, value: .string(action.hashValue))]
        if let name = action.rangeKey, let value = action.rangeValue {
            members.append(JSONValue.Member(name: name, value: .string(value)))
        }
        let payload = request.document ?? .string(Data(request.payload).base64EncodedString())
        members.append(JSONValue.Member(name: action.payloadColumn, value: payload))
        let row = TableRow(
            table: action.table,
            hashKey: action.hashValue,
            rangeKey: action.rangeValue ?? "",
            columns: .object(members),
            observedAt: observedAt
        )
        switch action.operation {
        case .insert: return (row, .replace)
        case .update: return (row, .merge)
        case .delete: return (row, .remove)
        }
    }
}
