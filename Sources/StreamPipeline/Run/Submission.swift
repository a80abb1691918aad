/// A group of events that one source handed in together and waits for.
struct Submission: Sendable {
    /// The events, in order.
    let events: [InputEvent]
    /// What the source wants while the store cannot be written.
    let patience: Patience
    /// Who waits for the outcome.
    let continuation: CheckedContinuation<[EventOutcome], any Error>
}

/// What the source of events wants while the store cannot be written.
public enum Patience: Sendable {
    /// Wait until it can: the events come from a broker that keeps them until they are acknowledged.
    case untilStored
    /// Be told at once: a person waits for the answer.
    case failFast
}
