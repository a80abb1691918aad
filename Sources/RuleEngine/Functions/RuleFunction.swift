/// The functions of the dialect.
///
/// Names are matched in whatever case. A wrong argument gives Undefined, never an error.
enum RuleFunction: String, CaseIterable, Hashable, Sendable {
    /// The number without its sign.
    case abs
    /// The nearest whole number, halves away from zero.
    case round
    /// The greatest whole number that is not greater.
    case floor
    /// The least whole number that is not less.
    case ceil
    /// The text in capitals.
    case upper
    /// The text in small letters.
    case lower
    /// The number of characters of a text.
    case length
    /// Whether the value is Undefined.
    case isUndefined
    /// Whether the value is null.
    case isNull
    /// Texts one after the other, or arrays if one of the values is an array.
    case concat
    /// The topic, or one level of it, counted from 1.
    case topic
    /// The time at which the rule runs, in milliseconds since 1970.
    case timestamp

    /// Returns the function of a name, in whatever case.
    init?(name: String) {
        let folded = name.lowercased()
        guard let function = Self.allCases.first(where: { $0.rawValue.lowercased() == folded }) else { return nil }
        self = function
    }

    /// How many arguments it takes.
    var argumentCounts: ClosedRange<Int> {
        switch self {
        case .timestamp: 0...0
        case .topic: 0...1
        case .concat: 0...64
        default: 1...1
        }
    }

    /// How many arguments it takes, for an error.
    var argumentCountInWords: String {
        let counts = argumentCounts
        if counts.lowerBound < counts.upperBound { return "\(counts.lowerBound) to \(counts.upperBound) arguments" }
        return counts.lowerBound == 0 ? "no arguments" : "1 argument"
    }

    /// Returns the function whose name is most like a name, if one is like it.
    static func nearest(to name: String) -> RuleFunction? {
        let wanted = Array(name.lowercased().utf8.prefix(24))
        let ranked = allCases.map { ($0, distance(wanted, Array($0.rawValue.lowercased().utf8))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= 2 else { return nil }
        return best.0
    }

    /// The edit distance of two names (Levenshtein, row by row).
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (line, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in second.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[second.count]
    }
}
