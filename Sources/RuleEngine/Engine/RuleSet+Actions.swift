public import MonitoringModel

/// What one rule does about one message.
struct Firing {
    /// The rule's number.
    var number: Int
    /// The condition or stream.
    var key: RuleKey
    /// What becomes of an alert; `nil` for nothing.
    var edge: ConditionReport.State?
    /// Whether the other actions happen.
    var acts: Bool
}

extension RuleSet {
    /// Carries out the actions of a rule; what is selected is computed only if an action needs it.
    mutating func perform(
        _ firing: Firing,
        _ evaluation: inout Evaluation,
        _ known: RuleResult?,
        _ outcome: inout RuleOutcome
    ) {
        // The rule itself is not copied: it has many parts, and this runs for each message that matches.
        let name = compiled[firing.number].rule.id
        let actions = compiled[firing.number].actions
        var result = known
        var invocation: RuleInvocation?
        for (place, action) in actions.enumerated() {
            switch action {
            case .alert(let alert, let summary):
                follow(firing, place, alert, summary, &evaluation, &outcome)
            case .republish(let republish, let topic):
                guard firing.acts else { continue }
                let selected = result ?? compiled[firing.number].projection.result(&evaluation)
                result = selected
                do throws(ActionFailure.Reason) {
                    let made = try publication(republish, topic, firing.number, selected, &evaluation)
                    guard let made else { continue }
                    outcome.effects.append(RuleEffect(rule: name, index: place, effect: .publish(made)))
                } catch {
                    fail(.republish(republish), error, firing.number, &invocation, evaluation)
                }
            case .request(let document, let templates):
                guard firing.acts else { continue }
                let selected = result ?? compiled[firing.number].projection.result(&evaluation)
                result = selected
                do throws(ActionFailure.Reason) {
                    let resolved = try PreparedAction.resolved(document, templates, &evaluation)
                    let payload = try Self.payload(selected)
                    var begun = invocation ?? self.invocation(firing.number, evaluation)
                    begun.requests.append(ActionRequest(index: place, action: resolved, payload: payload))
                    invocation = begun
                } catch {
                    fail(document, error, firing.number, &invocation, evaluation)
                }
            }
        }
        finish(invocation, at: evaluation.now, &outcome)
    }

    /// Hands an invocation out, or reports its failures at once if there is nobody to ask.
    private mutating func finish(_ invocation: RuleInvocation?, at now: Instant, _ outcome: inout RuleOutcome) {
        guard let invocation else { return }
        if invocation.requests.isEmpty {
            let conclusion = conclude(invocation, failures: [], at: now)
            outcome.effects += conclusion.effects
            outcome.invocations += conclusion.invocations
        } else {
            outcome.invocations.append(invocation)
        }
    }

    private mutating func fail(
        _ action: RuleAction,
        _ reason: ActionFailure.Reason,
        _ number: Int,
        _ invocation: inout RuleInvocation?,
        _ evaluation: Evaluation
    ) {
        ruleCounters[number].failed &+= 1
        var begun = invocation ?? self.invocation(number, evaluation)
        begun.failures.append(
            ActionFailure(failedAction: action.name, failedResource: action.resource, errorMessage: reason.text)
        )
        invocation = begun
    }

    private func invocation(_ number: Int, _ evaluation: Evaluation) -> RuleInvocation {
        let payload = evaluation.payload
        return RuleInvocation(
            rule: compiled[number].rule.id,
            origin: MessageOrigin(
                topic: evaluation.message.topic,
                clientID: evaluation.context.clientID,
                traceID: evaluation.context.traceID,
                base64Payload: payload.count <= RuleLimits.payloadBytes ? Base64.encode(payload) : "",
                observedAt: evaluation.message.observedAt
            )
        )
    }

    static func payload(_ result: RuleResult) throws(ActionFailure.Reason) -> [UInt8] {
        let payload = result.serialized
        guard payload.count <= RuleLimits.payloadBytes else {
            throw ActionFailure.Reason(text: "the result is longer than \(RuleLimits.payloadBytes) bytes")
        }
        return payload
    }

    /// Returns the message to be published, or `nil` if the rule would call itself.
    private mutating func publication(
        _ action: RepublishAction,
        _ template: Template,
        _ number: Int,
        _ result: RuleResult,
        _ evaluation: inout Evaluation
    ) throws(ActionFailure.Reason) -> Publication? {
        let topic: String?
        if let literal = template.literal, literal.utf8.first != UInt8(ascii: "$") {
            topic = literal
        } else {
            topic = template.text(&evaluation, bytes: RuleLimits.topicBytes).flatMap(PublicationTopic.resolved)
        }
        guard let topic else { throw ActionFailure.Reason(text: "no topic that may be published to") }
        // A topic without expressions has been checked when the rule was read.
        guard template.literal != nil || !compiled[number].filter.matches(topic) else {
            ruleCounters[number].loopsPrevented &+= 1
            return nil
        }
        // Two rules that publish to each other's topics are seen by how often a message was passed on.
        guard evaluation.context.hops < RuleLimits.hops else {
            ruleCounters[number].loopsPrevented &+= 1
            return nil
        }
        var made = Publication(topic: topic, payload: try Self.payload(result), qos: action.qos, retain: action.retain)
        made.hops = evaluation.context.hops + 1
        return made
    }

    /// Counts actions of a rule that were given up.
    public mutating func note(failures: Int, of rule: RuleID) {
        guard let number = number(of: rule) else { return }
        ruleCounters[number].failed &+= UInt64(clamping: failures)
    }

    /// Takes what failed of an invocation and carries out the rule's action for errors, if it has one.
    ///
    /// Every failure of the message is listed in one document with the names AWS gives them. Failures of an
    /// action for errors itself are only counted.
    public mutating func conclude(
        _ invocation: RuleInvocation,
        failures: [ActionFailure],
        at now: Instant
    ) -> RuleOutcome {
        var outcome = RuleOutcome()
        guard let number = number(of: invocation.rule) else { return outcome }
        ruleCounters[number].failed &+= UInt64(failures.count)
        let all = invocation.failures + failures
        guard !all.isEmpty, !invocation.isErrorAction, let action = compiled[number].errorAction else { return outcome }
        let origin = invocation.origin
        let telemetry = Telemetry(
            topic: origin.topic,
            device: nil,
            document: Self.errorDocument(invocation, all),
            observedAt: origin.observedAt,
            receivedAt: now
        )
        var context = MessageContext()
        context.clientID = origin.clientID
        context.traceID = origin.traceID
        var evaluation = Evaluation(telemetry, at: now, context: context, version: compiled[number].rule.version)
        let result = RuleResult.document(telemetry.document)
        switch action {
        case .alert: break
        case .republish(let republish, let topic):
            do throws(ActionFailure.Reason) {
                guard let made = try publication(republish, topic, number, result, &evaluation) else { break }
                outcome.effects.append(RuleEffect(rule: invocation.rule, index: -1, effect: .publish(made)))
            } catch {
                // What fails within an action for errors goes no further.
                ruleCounters[number].failed &+= 1
            }
        case .request(let document, let templates):
            do throws(ActionFailure.Reason) {
                let resolved = try PreparedAction.resolved(document, templates, &evaluation)
                var next = RuleInvocation(rule: invocation.rule, origin: origin, isErrorAction: true)
                next.requests = [ActionRequest(index: -1, action: resolved, payload: result.serialized)]
                outcome.invocations.append(next)
            } catch {
                ruleCounters[number].failed &+= 1
            }
        }
        return outcome
    }

    private static func errorDocument(_ invocation: RuleInvocation, _ failures: [ActionFailure]) -> JSONValue {
        JSONValue(
            object: [
                "ruleName": .string(invocation.rule.rawValue), "topic": .string(invocation.origin.topic),
                "cloudwatchTraceId": .string(invocation.origin.traceID ?? ""),
                "clientId": .string(invocation.origin.clientID ?? "n/a"),
                "base64OriginalPayload": .string(invocation.origin.base64Payload),
                "failures": .array(failures.map(\.document)),
            ]
        )
    }
}
