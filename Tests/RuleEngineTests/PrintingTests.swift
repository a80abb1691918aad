import Testing

@testable import RuleEngine

/// Grows random trees of expressions.
struct ExpressionGenerator {
    var random: SeededGenerator

    mutating func statement() -> Statement {
        let isValue = Bool.random(using: &random)
        var items: [SelectItem] = []
        for number in 0...Int.random(in: 0...2, using: &random) {
            let expression = tree(4)
            items.append(.value(expression, name: expression.impliedName ?? "n\(number)"))
        }
        if isValue { items = [.value(tree(4), name: "")] }
        var statement = Statement(selection: Selection(items: items, isValue: isValue), filter: TopicFilter("a/+/#"))
        statement.variables = [Variable(name: "v", value: tree(2, variables: false))]
        if Bool.random(using: &random) { statement.condition = tree(5) }
        return statement
    }

    private mutating func leaf(_ variables: Bool) -> Expression {
        switch Int.random(in: 0...9, using: &random) {
        case 0: .literal(.integer(Int64.random(in: 0...99, using: &random)))
        case 1: .literal(.decimal(Double(Int.random(in: 1...99, using: &random)) / 8))
        case 2: .literal(.text(["", "it's", "\"q\"", "ü{}"].randomElement(using: &random) ?? ""))
        case 3: .literal([.null, .bool(true), .bool(false)].randomElement(using: &random) ?? .null)
        case 4: .everything
        case 5 where variables: .variable("v")
        case 6: .attribute(AttributePath("a", ["b", "end"]))
        default:
            .attribute(
                AttributePath(["value", "case", "set", "when", "end", "x"].randomElement(using: &random) ?? "x")
            )
        }
    }

    mutating func tree(_ depth: Int, variables: Bool = true) -> Expression {
        guard depth > 0 else { return leaf(variables) }
        func next() -> Expression { tree(depth - 1, variables: variables) }
        switch Int.random(in: 0...14, using: &random) {
        case 0: return .negation(next())
        case 1: return .not(next())
        case 2, 3:
            let symbol = [ArithmeticOperator.add, .subtract, .multiply, .divide, .remainder]
                .randomElement(using: &random)
            return .arithmetic(symbol ?? .add, next(), next())
        case 4, 5:
            return .comparison([.equal, .notEqual, .less].randomElement(using: &random) ?? .equal, next(), next())
        case 6: return .all([next(), next()])
        case 7: return .any([next(), next(), next()])
        case 8: return .call(.concat, [next(), next()])
        case 9: return .cast(next(), .integer)
        case 10: return .member(next(), "m")
        case 11: return .object([ObjectMember(name: "k", value: next()), ObjectMember(name: "it's", value: next())])
        case 12: return .array([next()])
        case 13:
            return .choice(
                next(),
                [Branch(test: next(), result: next())],
                otherwise: Bool.random(using: &random) ? next() : nil
            )
        default:
            let selection = Selection(items: [.value(next(), name: "")], isValue: true)
            return .query(Query(selection: selection, source: .attribute(AttributePath("list")), condition: next()))
        }
    }
}

@Suite("Printing of statements")
struct PrintingTests {
    @Test("Any tree that is printed reads the same again", arguments: 0..<20)
    func roundTrip(_ seed: Int) throws {
        var generator = ExpressionGenerator(random: SeededGenerator(state: UInt64(seed)))
        for _ in 0..<200 {
            let statement = generator.statement()
            let printed = statement.description
            #expect(try Parser.statement(printed) == statement, "\(printed)")
        }
    }

    @Test("Durations are printed in the greatest unit that needs no fraction")
    func durations() {
        for milliseconds in [1, 999, 1_000, 90_000, 60_000, 3_600_000, 5_400_000, 86_400_000] as [Int64] {
            #expect(DurationText.milliseconds(DurationText.text(milliseconds)) == milliseconds)
        }
        #expect(DurationText.text(90_000) == "90 seconds")
        for text in ["", "5", "minutes", "-5 s", "0 s", "400 days", "1e3 s", "9223372036854775807 days"] {
            #expect(DurationText.milliseconds(text) == nil)
        }
    }
}
