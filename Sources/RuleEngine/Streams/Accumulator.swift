import MonitoringModel

/// What an aggregate remembers of the values of one window, in constant space.
///
/// Mean and variance are updated in one pass (B. P. Welford, 1962). Percentiles and collections remember at
/// most ``RuleLimits/collectedValues`` values; beyond that a percentile is estimated from an even sample
/// (J. S. Vitter's reservoir, with the number of the value as its source of chance), and a collection ends.
struct Accumulator: Hashable, Codable, Sendable {
    private var count: Int64 = 0
    private var sum = 0.0
    private var mean = 0.0
    private var squares = 0.0
    private var least: Double?
    private var greatest: Double?
    private var edge: JSONValue?
    private var edgeAt: Instant?
    private var values: [JSONValue] = []

    /// Creates an empty accumulator.
    init() {}

    /// Takes a value; Undefined, null and, for numbers, anything else are passed over.
    mutating func add(_ value: JSONValue?, at instant: Instant, for function: RuleFunction) {
        guard let value, !value.isNull else { return }
        switch function {
        case .count: count += 1
        case .first, .last:
            guard value.isMemorable else { return }
            let isEarlier = edgeAt.map { function == .first ? instant < $0 : instant >= $0 } ?? true
            if isEarlier { (edge, edgeAt) = (value, instant) }
        case .collect:
            guard value.isMemorable, values.count < RuleLimits.collectedValues else { return }
            values.append(value)
        case .percentile:
            guard let number = Numeric(value)?.double else { return }
            count += 1
            sample(number)
        default:
            guard let number = Numeric(value)?.double else { return }
            note(number)
        }
    }

    /// Returns the result; `nil` is Undefined.
    func result(of function: RuleFunction, rank: Double?) -> JSONValue? {
        switch function {
        case .count: return .integer(count)
        case .first, .last: return edge
        case .collect: return .array(values)
        case .percentile: return percentile(rank ?? 50)
        case .sum: return count > 0 ? Numeric(wholeIfPossible: sum)?.value : nil
        case .avg: return count > 0 ? Numeric(wholeIfPossible: mean)?.value : nil
        case .min: return least.flatMap { Numeric(wholeIfPossible: $0)?.value }
        case .max: return greatest.flatMap { Numeric(wholeIfPossible: $0)?.value }
        case .stddev: return count > 0 ? Numeric(wholeIfPossible: (squares / Double(count)).squareRoot())?.value : nil
        default: return nil
        }
    }

    private mutating func note(_ number: Double) {
        count += 1
        sum += number
        let difference = number - mean
        mean += difference / Double(count)
        squares += difference * (number - mean)
        least = min(least ?? number, number)
        greatest = max(greatest ?? number, number)
    }

    private mutating func sample(_ number: Double) {
        guard values.count >= RuleLimits.collectedValues else {
            values.append(.number(number))
            return
        }
        var mixed = UInt64(bitPattern: count) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        let place = Int((mixed ^ (mixed >> 31)) % UInt64(count))
        if place < values.count { values[place] = .number(number) }
    }

    /// Interpolates between the two nearest values.
    private func percentile(_ rank: Double) -> JSONValue? {
        let sorted = values.compactMap(\.doubleValue).sorted()
        guard let last = sorted.indices.last else { return nil }
        let position = rank / 100 * Double(last)
        let lower = min(Int(position), last)
        let upper = min(lower + 1, last)
        let value = sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
        return Numeric(wholeIfPossible: value)?.value
    }
}

extension JSONValue {
    /// Whether it is short enough to be remembered.
    var isMemorable: Bool {
        switch self {
        case .null, .bool, .integer, .number: true
        case .string(let text): text.utf8.count <= RuleLimits.rememberedValueBytes
        case .array(let elements):
            elements.count <= RuleLimits.rememberedValueBytes && serialized.count <= RuleLimits.rememberedValueBytes
        case .object(let members):
            members.count <= RuleLimits.rememberedValueBytes && serialized.count <= RuleLimits.rememberedValueBytes
        }
    }
}
