extension RuleFunction {
    /// How many arguments it takes.
    var argumentCounts: ClosedRange<Int> {
        switch self {
        case .timestamp, .rand, .accountid, .clientid, .newuuid, .principal, .sourceip, .traceid, .sqlVersion: 0...0
        case .topic, .getUserProperties, .count: 0...1
        case .concat: 0...64
        case .atan2, .bitand, .bitor, .bitxor, .endswith, .startswith, .indexof, .lpad, .rpad, .mod, .remainder,
            .nanvl, .power, .regexpMatches, .regexpSubstr, .encode, .timeToEpoch, .get, .getOrDefault, .percentile,
            .awsLambda, .timeToThreshold:
            2...2
        case .trunc: 1...2
        case .substring, .parseTime: 2...3
        case .replace, .regexpReplace, .transform: 3...3
        case .decode: 2...4
        case .getThingShadow: 1...3
        case .getRegistryData: 2...3
        case .getSecret: 2...4
        case .getDynamoDB: 3...6
        case .lag: 1...3
        default: 1...1
        }
    }

    /// How many arguments it takes, for an error.
    var argumentCountInWords: String {
        let counts = argumentCounts
        if counts.lowerBound < counts.upperBound { return "\(counts.lowerBound) to \(counts.upperBound) arguments" }
        switch counts.lowerBound {
        case 0: return "no arguments"
        case 1: return "1 argument"
        default: return "\(counts.lowerBound) arguments"
        }
    }

    /// Returns what a written argument should have been, or `nil` if nothing is wrong with it.
    func fault(in arguments: [Expression]) -> String? {
        switch self {
        case .encode, .decode:
            guard arguments.count > 1, case .literal(.text(let scheme)) = arguments[1] else { return nil }
            return scheme.lowercased() == "base64" ? nil : "the scheme 'base64'; no other is supported"
        case .transform:
            guard case .literal(.text(let mode))? = arguments.first else { return nil }
            return mode == "enrichArray" ? nil : "the mode 'enrichArray'; there is no other"
        case .regexpMatches, .regexpReplace, .regexpSubstr:
            guard arguments.count > 1, case .literal(.text(let pattern)) = arguments[1] else { return nil }
            do {
                _ = try RegularExpression(pattern)
                return nil
            } catch {
                return error.description
            }
        case .lag:
            guard arguments.count > 1 else { return nil }
            guard case .literal(.integer(let distance)) = arguments[1], (1...RuleLimits.lookBack).contains(distance)
            else { return "a number of messages from 1 to \(RuleLimits.lookBack) as the second argument" }
            return nil
        case .percentile:
            guard arguments.count > 1, let rank = arguments[1].number?.double, (0...100).contains(rank) else {
                return "a number from 0 to 100 as the second argument"
            }
            return nil
        case .count: return nil
        default: return nil
        }
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
                row[column + 1] = Swift.min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[second.count]
    }
}
