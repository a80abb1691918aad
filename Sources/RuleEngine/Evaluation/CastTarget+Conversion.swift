import MonitoringModel

extension CastTarget {
    /// Converts a value; `nil` is Undefined.
    ///
    /// Decimals are cut down to the next whole number, as the table of `cast` says; true is 1, false is 0,
    /// and a number is true unless it is 0.
    func convert(_ value: JSONValue, _ version: SQLVersion) -> JSONValue? {
        switch self {
        case .string:
            if case .null = value { return nil }
            return Text.bounded(Text.of(value, version))
        case .integer:
            if case .bool(let flag) = value { return .integer(flag ? 1 : 0) }
            return Numeric(value)?.flooredInteger.map(JSONValue.integer)
        case .decimal:
            if case .bool(let flag) = value { return .number(flag ? 1 : 0) }
            return Numeric(value).map { .number($0.double) }
        case .boolean:
            if let truth = Text.truth(of: value) { return .bool(truth) }
            switch value {
            case .integer(let number): return .bool(number != 0)
            case .number(let number): return .bool(number != 0)
            default: return nil
            }
        }
    }
}

extension Numeric {
    /// The greatest whole number that is not greater, or `nil` beyond 64 bits.
    var flooredInteger: Int64? {
        switch self {
        case .integer(let number): number
        case .decimal(let number): Int64(exactly: number.rounded(.down))
        }
    }
}
