/// The functions of the dialect, under their documented names.
///
/// Names are matched in whatever case. A wrong argument gives Undefined, never an error. The last group
/// is our own addition.
enum RuleFunction: String, CaseIterable, Hashable, Sendable {
    // Numbers.
    case abs, acos, asin, atan, atan2, bitand, bitor, bitxor, bitnot, ceil, cos, cosh, exp, floor, ln, log, mod
    case nanvl, power, rand, remainder, round, sign, sin, sinh, sqrt, tan, tanh, trunc
    // Texts.
    case chr, concat, endswith, indexof, length, lower, lpad, ltrim, numbytes, replace, rpad, rtrim, startswith
    case substring, trim, upper
    case regexpMatches = "regexp_matches"
    case regexpReplace = "regexp_replace"
    case regexpSubstr = "regexp_substr"
    // Codes and digests.
    case decode, encode, md2, md5, sha1, sha224, sha256, sha384, sha512
    // Time.
    case parseTime = "parse_time"
    case timeToEpoch = "time_to_epoch"
    case timestamp
    // Values.
    case get, isNull, isUndefined, transform
    case getOrDefault = "get_or_default"
    // The message and its sender.
    case accountid, clientid, newuuid, principal, sourceip, topic, traceid
    case sqlVersion = "sql_version"
    case getMQTTProperty = "get_mqtt_property"
    case getUserProperties = "get_user_properties"
    // Other parts.
    case awsLambda = "aws_lambda"
    case getDynamoDB = "get_dynamodb"
    case getRegistryData = "get_registry_data"
    case getSecret = "get_secret"
    case getThingShadow = "get_thing_shadow"
    // Ours: several messages.
    case count, sum, avg, min, max, stddev, percentile, first, last, collect
    case lag, delta, rate, changed
    case timeToThreshold = "time_to_threshold"

    private static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })

    /// Returns the function of a name, in whatever case.
    init?(name: String) {
        guard name.utf8.count <= 32, let function = Self.named[name.lowercased()] else { return nil }
        self = function
    }

    /// Whether it looks at all messages of a window.
    var isAggregate: Bool {
        switch self {
        case .count, .sum, .avg, .min, .max, .stddev, .percentile, .first, .last, .collect: true
        default: false
        }
    }

    /// Whether it looks at earlier messages.
    var looksBack: Bool {
        switch self {
        case .lag, .delta, .rate, .changed, .timeToThreshold: true
        default: false
        }
    }

    /// Whether it looks at more than one message.
    var looksAtStream: Bool { isAggregate || looksBack }

    /// Whether it searches with a regular expression.
    var searches: Bool { self == .regexpMatches || self == .regexpReplace || self == .regexpSubstr }

    /// Whether it asks another part of the service.
    var isExternal: Bool {
        switch self {
        case .awsLambda, .getDynamoDB, .getRegistryData, .getSecret, .getThingShadow: true
        default: false
        }
    }
}
