import MonitoringModel

extension Program {
    /// Returns the value of a step; `nil` is Undefined.
    func value(_ index: Int, _ evaluation: inout Evaluation) -> JSONValue? {
        switch steps[index] {
        case .constant(let value): return value
        case .attribute(let path): return path.value(in: evaluation.document)
        case .everything: return evaluation.everything
        case .variable(let place):
            return place < evaluation.variables.count ? evaluation.variables[place] : nil
        case .slot(let place): return place < evaluation.slots.count ? evaluation.slots[place] : nil
        case .member(let owner, let name):
            return value(owner, &evaluation).flatMap { AttributePath(name).value(in: $0) }
        case .negation(let operand):
            return ArithmeticOperator.subtract.evaluate(.integer(0), value(operand, &evaluation))
        case .arithmetic(let symbol, let left, let right):
            let first = value(left, &evaluation)
            return symbol.evaluate(first, value(right, &evaluation), evaluation.version)
        case .not, .comparison, .threshold, .all, .any:
            return truth(index, &evaluation).map(JSONValue.bool)
        default: return composite(index, &evaluation)
        }
    }

    private func composite(_ index: Int, _ evaluation: inout Evaluation) -> JSONValue? {
        switch steps[index] {
        case .call(let function, let arguments):
            let values = arguments.map { value($0, &evaluation) }
            return function.evaluate(values, &evaluation)
        case .encodedPayload: return .string(Base64.encode(evaluation.payload))
        case .search(let function, let arguments, let pattern):
            return PatternFunctions.evaluate(function, arguments.map { value($0, &evaluation) }, pattern)
        case .cast(let operand, let target):
            return value(operand, &evaluation).flatMap { target.convert($0, evaluation.version) }
        case .object(let members):
            return .object(
                members.compactMap { member in
                    value(member.value, &evaluation).map { JSONValue.Member(name: member.name, value: $0) }
                }
            )
        case .array(let elements): return .array(elements.compactMap { value($0, &evaluation) })
        case .choice(let subject, let branches, let otherwise):
            return choose(subject, branches, otherwise, &evaluation)
        case .query(let query, let source):
            return value(source, &evaluation).flatMap { query.result(of: $0, &evaluation) }
        default: return nil
        }
    }

    private func choose(
        _ subject: Int,
        _ branches: [(test: Int, result: Int)],
        _ otherwise: Int?,
        _ evaluation: inout Evaluation
    ) -> JSONValue? {
        let wanted = value(subject, &evaluation)
        for branch in branches
        where ComparisonOperator.equal.evaluate(wanted, value(branch.test, &evaluation)) == true {
            return value(branch.result, &evaluation)
        }
        return otherwise.flatMap { value($0, &evaluation) }
    }

    /// Returns whether a step holds, by three-valued logic.
    ///
    /// False decides `AND`, true decides `OR`, whatever else is Undefined.
    func truth(_ index: Int, _ evaluation: inout Evaluation) -> Bool? {
        switch steps[index] {
        case .not(let operand): return truth(operand, &evaluation).map { !$0 }
        case .threshold(let symbol, let path, let limit):
            guard let value = path.value(in: evaluation.document), let number = Numeric(value) else { return nil }
            return symbol.evaluate(number, limit)
        case .comparison(let symbol, let left, let right):
            let first = value(left, &evaluation)
            return symbol.evaluate(first, value(right, &evaluation))
        case .all(let operands): return decision(operands, decisive: false, &evaluation)
        case .any(let operands): return decision(operands, decisive: true, &evaluation)
        default: return Text.truth(of: value(index, &evaluation))
        }
    }

    private func decision(_ operands: [Int], decisive: Bool, _ evaluation: inout Evaluation) -> Bool? {
        var isDefined = true
        for operand in operands {
            guard let truth = truth(operand, &evaluation) else {
                isDefined = false
                continue
            }
            if truth == decisive { return decisive }
        }
        return isDefined ? !decisive : nil
    }
}
