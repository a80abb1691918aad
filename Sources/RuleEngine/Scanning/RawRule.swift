import MonitoringModel

/// A rule that can be applied to the bytes of a payload: conditions on attributes and literals, joined by
/// `AND`, `OR` and `NOT`, and a selection of `*` alone or of attributes.
public struct RawRule: Sendable {
    /// What a rule makes of a payload.
    public enum Answer: Hashable, Sendable {
        /// The condition holds.
        case matches
        /// It does not.
        case doesNotMatch
        /// It is Undefined.
        case undefined
        /// The bytes alone do not tell; the document must be read.
        case needsDocument
    }

    private enum Node: Sendable {
        case threshold(ComparisonOperator, Int, Numeric)
        case equality(ComparisonOperator, Int, JSONValue)
        case not(Int)
        case all([Int])
        case any([Int])
    }

    private var nodes: [Node] = []
    private var root: Int?
    private var paths: [AttributePath] = []
    /// The selected names as they stand in JSON, with quotes and colon, and their slots; `nil` for `*`.
    private var items: [(prefix: [UInt8], slot: Int)]?
    private var scanner = FieldScanner([])
    private var slices: [FieldScanner.Slice] = []

    /// Prepares a rule, or returns `nil` if it needs the document.
    public init?(_ rule: CompiledRule) {
        let statement = rule.statement
        guard rule.stream == nil, statement.variables.isEmpty, !statement.selection.isValue else { return nil }
        if let condition = statement.condition {
            guard let prepared = add(condition) else { return nil }
            root = prepared
        }
        if statement.selection.items != [.everything] {
            var selected: [(prefix: [UInt8], slot: Int)] = []
            for item in statement.selection.items {
                guard case .value(.attribute(let path), let name) = item,
                    !selected.contains(where: { $0.prefix == Self.prefix(name) })
                else { return nil }
                selected.append((Self.prefix(name), slot(of: path)))
            }
            items = selected
        }
        scanner = FieldScanner(paths)
        slices = Array(repeating: FieldScanner.Slice(), count: paths.count)
    }

    private static func prefix(_ name: String) -> [UInt8] {
        JSONValue.string(name).serialized + [UInt8(ascii: ":")]
    }

    private mutating func slot(of path: AttributePath) -> Int {
        if let known = paths.firstIndex(of: path) { return known }
        paths.append(path)
        return paths.count - 1
    }

    private mutating func add(_ expression: Expression) -> Int? {
        guard let node = node(for: expression) else { return nil }
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func node(for expression: Expression) -> Node? {
        switch expression {
        case .comparison(let symbol, .attribute(let path), let other):
            return comparison(symbol, path, other)
        case .comparison(let symbol, let other, .attribute(let path)):
            return comparison(symbol.mirrored, path, other)
        case .not(let operand): return add(operand).map { .not($0) }
        case .all(let operands):
            let parts = operands.compactMap { add($0) }
            return parts.count == operands.count ? .all(parts) : nil
        case .any(let operands):
            let parts = operands.compactMap { add($0) }
            return parts.count == operands.count ? .any(parts) : nil
        default: return nil
        }
    }

    private mutating func comparison(
        _ symbol: ComparisonOperator,
        _ path: AttributePath,
        _ other: Expression
    ) -> Node? {
        if symbol == .equal || symbol == .notEqual {
            guard case .literal(let literal) = other else { return nil }
            return .equality(symbol, slot(of: path), literal.value)
        }
        return other.number.map { .threshold(symbol, slot(of: path), $0) }
    }

    /// Returns what the condition says about a payload.
    public mutating func answer(_ payload: UnsafeRawBufferPointer) -> Answer {
        guard scanner.scan(payload, &slices) else { return .needsDocument }
        guard let root else { return .matches }
        switch truth(root, payload) {
        case true?: return .matches
        case false?: return .doesNotMatch
        case nil: return .undefined
        }
    }

    /// Returns what is selected of a payload that has just been answered with ``Answer/matches``; nothing of
    /// a shorter one.
    public func selected(_ payload: UnsafeRawBufferPointer) -> [UInt8] {
        guard let items else { return Array(payload) }
        guard items.allSatisfy({ slices[$0.slot].end <= payload.count }) else { return [] }
        var size = 2
        for item in items { size += item.prefix.count + slices[item.slot].end - slices[item.slot].start + 1 }
        return Array(unsafeUninitializedCapacity: size) { output, count in
            output[0] = UInt8(ascii: "{")
            count = 1
            for item in items {
                let slice = slices[item.slot]
                guard slice.end > slice.start else { continue }
                if count > 1 {
                    output[count] = UInt8(ascii: ",")
                    count += 1
                }
                for byte in item.prefix {
                    output[count] = byte
                    count += 1
                }
                for position in slice.start..<slice.end {
                    output[count] = payload[position]
                    count += 1
                }
            }
            output[count] = UInt8(ascii: "}")
            count += 1
        }
    }

    private func truth(_ index: Int, _ payload: UnsafeRawBufferPointer) -> Bool? {
        switch nodes[index] {
        case .threshold(let symbol, let slot, let limit):
            return number(slot, payload).map { symbol.evaluate($0, limit) }
        case .equality(let symbol, let slot, let literal): return symbol.evaluate(value(slot, payload), literal)
        case .not(let operand): return truth(operand, payload).map { !$0 }
        case .all(let operands): return decision(operands, decisive: false, payload)
        case .any(let operands): return decision(operands, decisive: true, payload)
        }
    }

    private func decision(_ operands: [Int], decisive: Bool, _ payload: UnsafeRawBufferPointer) -> Bool? {
        var isDefined = true
        for operand in operands {
            guard let truth = truth(operand, payload) else {
                isDefined = false
                continue
            }
            if truth == decisive { return decisive }
        }
        return isDefined ? !decisive : nil
    }

    private func value(_ slot: Int, _ payload: UnsafeRawBufferPointer) -> JSONValue? {
        let slice = slices[slot]
        guard slice.end > slice.start else { return nil }
        // proof: a value that the strict reader refuses, such as a wrong escape, counts as absent.
        return try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: payload[slice.start..<slice.end]))
    }

    /// Whole numbers of up to 18 digits are read here, everything else by the strict reader.
    private func number(_ slot: Int, _ payload: UnsafeRawBufferPointer) -> Numeric? {
        let slice = slices[slot]
        guard slice.end - slice.start <= 18 else { return value(slot, payload).flatMap(Numeric.init) }
        var magnitude: Int64 = 0
        for position in slice.start..<slice.end {
            let digit = payload[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return value(slot, payload).flatMap(Numeric.init) }
            magnitude = magnitude * 10 + Int64(digit)
        }
        return slice.end > slice.start ? .integer(magnitude) : nil
    }
}
