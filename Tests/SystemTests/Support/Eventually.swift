/// A condition that did not come true.
struct NeverCameTrue: Error, CustomStringConvertible {
    let description: String
}

/// Polls until a condition is true; the limit only ends a test that has failed.
func eventually(
    _ what: String,
    within limit: Duration = .seconds(60),
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(50))
    }
    throw NeverCameTrue(description: "waited \(limit) in vain for \(what)")
}

/// Polls until a value is there; the limit only ends a test that has failed.
func eventually<Value>(
    _ what: String,
    within limit: Duration = .seconds(60),
    value: () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if let value = try await value() { return value }
        try await Task.sleep(for: .milliseconds(50))
    }
    throw NeverCameTrue(description: "waited \(limit) in vain for \(what)")
}
