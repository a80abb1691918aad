import MonitoringModel

extension ArithmeticOperator {
    /// Computes; `nil` is Undefined.
    ///
    /// Texts that spell numbers are converted, except that `+` with a text joins. Whole numbers divide
    /// to a whole number, cut off towards zero, as in AWS IoT SQL. A whole result beyond 64 bits becomes
    /// a decimal; division by zero and results that are not finite are Undefined.
    func evaluate(_ left: JSONValue?, _ right: JSONValue?, _ version: SQLVersion = .v2016) -> JSONValue? {
        guard let left, let right else { return nil }
        if self == .add, left.stringValue != nil || right.stringValue != nil {
            return Text.joined([left, right], version).map(JSONValue.string)
        }
        guard let first = Numeric(left), let second = Numeric(right) else { return nil }
        if case .integer(let first) = first, case .integer(let second) = second,
            let result = whole(first, second)
        {
            return .integer(result)
        }
        return Numeric(finite: decimal(first.double, second.double))?.value
    }

    /// The exact result, or `nil` if it does not fit or does not exist.
    private func whole(_ first: Int64, _ second: Int64) -> Int64? {
        let result: (partialValue: Int64, overflow: Bool) =
            switch self {
            case .add: first.addingReportingOverflow(second)
            case .subtract: first.subtractingReportingOverflow(second)
            case .multiply: first.multipliedReportingOverflow(by: second)
            case .divide: first.dividedReportingOverflow(by: second)
            case .remainder: first.remainderReportingOverflow(dividingBy: second)
            }
        return result.overflow ? nil : result.partialValue
    }

    private func decimal(_ first: Double, _ second: Double) -> Double {
        switch self {
        case .add: first + second
        case .subtract: first - second
        case .multiply: first * second
        case .divide: first / second
        case .remainder: first.truncatingRemainder(dividingBy: second)
        }
    }
}
