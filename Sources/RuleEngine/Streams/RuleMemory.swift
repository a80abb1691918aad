import MonitoringModel

/// What a rule remembers of one stream: bounded, and stored so that a restart loses nothing.
public struct RuleMemory: Hashable, Codable, Sendable {
    /// Which statement it is of: what another one remembers has another shape.
    var statement: String
    /// When it last changed.
    var updatedAt: Instant
    /// Whether the condition holds, hysteresis included.
    var isHolding = false
    /// Since when it holds.
    var holdingSince: Instant?
    /// Whether the rule is on: holding long enough, or absent long enough.
    var isOn = false
    /// When it was turned on or off.
    var turnedAt: Instant?
    /// When a message last came, for absence.
    var seenAt: Instant?
    /// The values that functions look back to.
    var samples: [[TimedValue]] = []
    /// The windows.
    var windows = WindowState()
    /// The last message that counted, as far as it is short enough.
    var last: RememberedMessage?

    /// Creates an empty memory.
    init(of plan: StreamPlan, updatedAt: Instant) {
        statement = plan.identity
        self.updatedAt = updatedAt
    }

    /// Returns when the rule wants to be called if no message comes.
    func deadline(_ plan: StreamPlan) -> Instant? {
        var deadlines: [Instant] = []
        if let holding = plan.holding, isHolding, !isOn, let holdingSince { deadlines.append(holdingSince + holding) }
        if let absence = plan.absence, !isOn, let seenAt { deadlines.append(seenAt + absence) }
        if let window = plan.window, let end = windows.deadline(window, lateness: plan.lateness) {
            deadlines.append(end)
        }
        return deadlines.min()
    }
}

/// A message that is remembered until a duration is over or a window ends.
struct RememberedMessage: Hashable, Codable, Sendable {
    /// The topic.
    var topic: String
    /// The device.
    var device: DeviceID?
    /// The document; null if it was too long.
    var document: JSONValue
    /// What was selected; `nil` if it was too long.
    var result: JSONValue?
    /// When it was measured.
    var observedAt: Instant

    /// Remembers a message and what was selected of it.
    init(_ message: Telemetry, result: JSONValue?) {
        topic = message.topic
        device = message.device
        document = message.document.serialized.count <= RuleLimits.rememberedMessageBytes ? message.document : .null
        self.result = (result?.serialized.count ?? 0) <= RuleLimits.rememberedMessageBytes ? result : nil
        observedAt = message.observedAt
    }

    /// The message as it was, at another time.
    func message(at now: Instant, observedAt: Instant) -> Telemetry {
        Telemetry(topic: topic, device: device, document: document, observedAt: observedAt, receivedAt: now)
    }
}
