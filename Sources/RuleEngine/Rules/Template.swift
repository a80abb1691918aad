import MonitoringModel

/// A text in which `${expression}` stands for a value of the message.
///
/// Undefined becomes nothing, a text stands without quotes, anything else as JSON. Variables of the
/// statement may be used, names that `SELECT` gives may not.
struct Template: Sendable {
    private enum Piece: Sendable {
        case text(String)
        case program(Program)
    }

    private var pieces: [Piece] = []
    /// Whether an expression asks another part of the service.
    private(set) var asksOthers = false
    /// The whole text if there is no expression in it.
    let literal: String?

    /// Prepares a template.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault of an expression.
    init(
        _ text: String,
        part: String,
        version: SQLVersion = .v2016,
        variables: [String] = []
    ) throws(RuleError) {
        let source = try SourceText(text, part: part)
        var position = 0
        var hasExpressions = false
        while let opening = Self.opening(in: source.bytes, from: position) {
            Self.append(source.bytes[position..<opening], to: &pieces)
            var parser = try Parser(source, from: opening + 2, version: version, variables: variables)
            let expression = try parser.expression()
            guard parser.token.kind == .symbol(.closingBrace) else {
                throw parser.unexpected("an operator or '}'", hint: "an expression in a template ends with }")
            }
            pieces.append(.program(Program(expression, variables: variables)))
            asksOthers = asksOthers || expression.asksOthers
            position = parser.token.end
            hasExpressions = true
        }
        Self.append(source.bytes[position...], to: &pieces)
        literal = hasExpressions ? nil : text
    }

    /// Returns the text for a message, or `nil` if it would exceed a number of bytes.
    func text(_ evaluation: inout Evaluation, bytes limit: Int = RuleLimits.textBytes) -> String? {
        if let literal { return literal.utf8.count <= limit ? literal : nil }
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .program(let program):
                result += program.value(&evaluation).map { Text.of($0, evaluation.version) } ?? ""
            }
            guard result.utf8.count <= limit else { return nil }
        }
        return result
    }

    private static func opening(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") { return index }
            index += 1
        }
        return nil
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to pieces: inout [Piece]) {
        guard !bytes.isEmpty else { return }
        pieces.append(.text(String(decoding: bytes, as: UTF8.self)))
    }
}
