import Foundation
import MonitoringModel

/// The functions of numbers.
///
/// Texts that spell numbers are converted; results that are no finite real number are Undefined.
enum NumberFunctions {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    static func evaluate(_ function: RuleFunction, _ arguments: [JSONValue?]) -> JSONValue? {
        guard let argument = arguments.first.flatMap(\.self), let number = Numeric(argument) else { return nil }
        switch function {
        case .abs, .round, .floor, .ceil, .sign: return rounded(function, number)
        case .trunc: return truncated(number, arguments)
        case .mod, .remainder: return ArithmeticOperator.remainder.evaluate(argument, arguments[1])
        case .power, .atan2:
            guard let second = arguments[1].flatMap(Numeric.init) else { return nil }
            let result = function == .power ? pow(number.double, second.double) : atan2(number.double, second.double)
            return function == .power ? Numeric(wholeIfPossible: result)?.value : Numeric(finite: result)?.value
        default: return Numeric(finite: real(function, number.double))?.value
        }
    }

    private static func real(_ function: RuleFunction, _ number: Double) -> Double {
        switch function {
        case .acos: acos(number)
        case .asin: asin(number)
        case .atan: atan(number)
        case .cos: cos(number)
        case .cosh: cosh(number)
        case .exp: exp(number)
        case .ln: log(number)
        case .log: log10(number)
        case .sin: sin(number)
        case .sinh: sinh(number)
        case .sqrt: number.squareRoot()
        case .tan: tan(number)
        case .tanh: tanh(number)
        default: .nan
        }
    }

    private static func rounded(_ function: RuleFunction, _ number: Numeric) -> JSONValue? {
        if function == .sign { return .integer(number.double > 0 ? 1 : number.double < 0 ? -1 : 0) }
        if case .integer(let whole) = number {
            guard function == .abs, whole < 0 else { return number.value }
            return whole == .min ? .number(-Double(whole)) : .integer(-whole)
        }
        let result: Double =
            switch function {
            case .abs: number.double.magnitude
            case .round: number.double.rounded(.toNearestOrAwayFromZero)
            case .floor: number.double.rounded(.down)
            default: number.double.rounded(.up)
            }
        return function == .abs ? .number(result) : Numeric(wholeIfPossible: result)?.value
    }

    /// Cuts a number off after 0 to 34 digits of its fraction; by default after none.
    private static func truncated(_ number: Numeric, _ arguments: [JSONValue?]) -> JSONValue? {
        var digits: Int64 = 0
        if arguments.count > 1 {
            guard let places = arguments[1].flatMap(Numeric.init)?.flooredInteger, (0...34).contains(places) else {
                return nil
            }
            digits = places
        }
        guard case .decimal(let decimal) = number else { return number.value }
        // Beyond 15 digits a double has nothing left to cut off.
        guard digits <= 15 else { return .number(decimal) }
        let scale = pow(10, Double(digits))
        // The product may fall a hair short of the whole number that the digits spell.
        let scaled = (decimal * scale * (1 + .ulpOfOne)).rounded(.towardZero) / scale
        return Numeric(wholeIfPossible: scaled.isFinite ? scaled : decimal)?.value
    }
}

/// The functions of bits.
enum BitFunctions {
    /// Returns the result; decimals are cut down to whole numbers.
    static func evaluate(_ function: RuleFunction, _ arguments: [JSONValue?]) -> JSONValue? {
        let numbers = arguments.compactMap { $0.flatMap(Numeric.init)?.flooredInteger }
        guard numbers.count == arguments.count, let first = numbers.first, let last = numbers.last else { return nil }
        return switch function {
        case .bitand: .integer(first & last)
        case .bitor: .integer(first | last)
        case .bitxor: .integer(first ^ last)
        default: .integer(~first)
        }
    }
}
