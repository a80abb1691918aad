import MonitoringModel

extension RuleFunction {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    func evaluate(_ arguments: [JSONValue?], _ evaluation: inout Evaluation) -> JSONValue? {
        switch self {
        case .isUndefined: return .bool(arguments.first.flatMap(\.self) == nil)
        case .isNull: return arguments.first.flatMap(\.self).map { .bool($0.isNull) }
        case .rand: return .number(Double(evaluation.nextRandom() >> 11) / 9_007_199_254_740_992)
        case .newuuid: return .string(RandomIdentifier.version4(&evaluation))
        case .timestamp, .topic, .accountid, .clientid, .principal, .sourceip, .traceid, .sqlVersion,
            .getMQTTProperty, .getUserProperties:
            return MessageFunctions.evaluate(self, arguments, evaluation)
        case .awsLambda, .getDynamoDB, .getRegistryData, .getSecret, .getThingShadow:
            return LookupFunctions.evaluate(self, arguments, &evaluation)
        case .get, .getOrDefault, .transform, .concat, .nanvl:
            return ValueFunctions.evaluate(self, arguments, evaluation.version)
        case .decode, .encode, .md2, .md5, .sha1, .sha224, .sha256, .sha384, .sha512:
            return CodeFunctions.evaluate(self, arguments, evaluation.version)
        case .parseTime, .timeToEpoch: return TimeFunctions.evaluate(self, arguments)
        case .regexpMatches, .regexpReplace, .regexpSubstr: return searched(arguments, &evaluation)
        case .chr, .endswith, .indexof, .length, .lower, .lpad, .ltrim, .numbytes, .replace, .rpad, .rtrim,
            .startswith, .substring, .trim, .upper:
            return TextFunctions.evaluate(self, arguments, evaluation.version)
        case .bitand, .bitor, .bitxor, .bitnot: return BitFunctions.evaluate(self, arguments)
        case .count, .sum, .avg, .min, .max, .stddev, .percentile, .first, .last, .collect, .lag, .delta, .rate,
            .changed, .timeToThreshold:
            // These have been computed before and stand in slots; elsewhere they have no value.
            return nil
        default: return NumberFunctions.evaluate(self, arguments)
        }
    }

    private func searched(_ arguments: [JSONValue?], _ evaluation: inout Evaluation) -> JSONValue? {
        guard let pattern = Text.argument(arguments[1]) else { return nil }
        do {
            return PatternFunctions.evaluate(self, arguments, try RegularExpression(pattern))
        } catch {
            evaluation.note("\(rawValue)(): \(error)")
            return nil
        }
    }
}

extension JSONValue {
    /// Whether this is null.
    var isNull: Bool {
        guard case .null = self else { return false }
        return true
    }

    /// Whether this is an array.
    var isArray: Bool {
        guard case .array = self else { return false }
        return true
    }
}

/// Identifiers made of random bits.
enum RandomIdentifier {
    /// Returns a version 4 UUID (RFC 9562, 5.4) of the evaluation's own random numbers.
    static func version4(_ evaluation: inout Evaluation) -> String {
        let high = evaluation.nextRandom() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = evaluation.nextRandom() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = [high, low]
            .map { word in
                let text = String(word, radix: 16)
                return String(repeating: "0", count: 16 - text.count) + text
            }
            .joined()
        var parts: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}
