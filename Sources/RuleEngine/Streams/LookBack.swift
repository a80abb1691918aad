import MonitoringModel

/// A function that compares a message with earlier ones of its stream.
struct LookBack: Sendable {
    /// Which it is.
    var function: RuleFunction
    /// What is compared.
    var argument: Program
    /// How many messages `lag` looks back.
    var distance = 1
    /// What `lag` gives while there is no earlier message, or what `time_to_threshold` waits for.
    var other: Program?

    /// Returns the value for a message and remembers the message.
    ///
    /// `delta` is the difference from the last number, `rate` the same for each second between them,
    /// `time_to_threshold` the seconds until the limit at that rate, Undefined
    /// if it is not approached; `changed` tells whether the value differs.
    func value(_ evaluation: inout Evaluation, _ samples: inout [TimedValue]) -> JSONValue? {
        let at = evaluation.message.observedAt
        let value = argument.value(&evaluation)
        let alternative = other?.value(&evaluation)
        if let newest = samples.last, at < newest.at { return nil }
        defer {
            if let value, value.isMemorable {
                samples.append(TimedValue(at: at, value: value))
                if samples.count > distance { samples.removeFirst(samples.count - distance) }
            }
        }
        if function == .lag {
            return samples.count >= distance ? samples[samples.count - distance].value : alternative
        }
        guard let last = samples.last, let value else { return nil }
        if function == .changed { return ComparisonOperator.notEqual.evaluate(value, last.value).map(JSONValue.bool) }
        guard let before = Numeric(last.value)?.double, let now = Numeric(value)?.double else { return nil }
        if function == .delta { return ArithmeticOperator.subtract.evaluate(value, last.value) }
        let seconds = Double((at - last.at).wholeMilliseconds) / 1_000
        guard seconds > 0 else { return nil }
        let rate = (now - before) / seconds
        if function == .rate { return Numeric(wholeIfPossible: rate)?.value }
        guard let limit = alternative.flatMap(Numeric.init)?.double, rate != 0 else { return nil }
        let remaining = (limit - now) / rate
        if remaining >= 0 { return Numeric(wholeIfPossible: remaining)?.value }
        return nil
    }
}

/// A value and when it was measured.
struct TimedValue: Hashable, Codable, Sendable {
    /// When it was measured.
    var at: Instant
    /// The value.
    var value: JSONValue
}
