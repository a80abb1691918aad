import Testing

@testable import MetricAlarms

/// The published cases: newest right, `0` within the threshold, `X` beyond it, `-` without values.
///
/// Source: Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data", the two
/// tables of "How alarm state is evaluated when data is missing" and the text of "Avoiding premature
/// transitions to alarm state". Results are in the order missing, ignore, breaching, notBreaching;
/// `K` keeps the state, `?` is INSUFFICIENT_DATA, `A` is ALARM.
@Suite("What the newest periods say")
struct VerdictTests {
    private func judge(
        _ drawing: String,
        needed: Int,
        of periods: Int = 3,
        _ treatment: MissingDataTreatment
    ) throws -> String {
        let points = drawing.split(separator: " ").map(String.init)
        let condition = MetricCondition(
            metric: try MetricSeries(namespace: "Test", name: "value"),
            evaluationPeriods: periods,
            datapointsToAlarm: needed,
            comparison: .greater,
            threshold: 0.5,
            evaluationRange: points.count
        )
        let verdict = AlarmVerdict.judge(condition, treatment: treatment) { age in
            switch points[points.count - age] {
            case "X": 1
            case "0": 0
            default: nil
            }
        }
        switch verdict.state {
        case .ok: return "OK"
        case .alarm: return "A"
        case .insufficientData: return "?"
        case nil: return "K"
        }
    }

    private func all(_ drawing: String, needed: Int, of periods: Int = 3) throws -> String {
        let order: [MissingDataTreatment] = [.missing, .ignore, .breaching, .notBreaching]
        return try order.map { try judge(drawing, needed: needed, of: periods, $0) }.joined(separator: " ")
    }

    @Test(
        "The five published cases of three of three",
        arguments: [
            ("0 - X - X", "OK OK OK OK"), ("0 - - - -", "OK OK OK OK"), ("- - - - -", "? K A OK"),
            ("0 X X - X", "A A A A"), ("- - X - -", "A K A OK"),
        ]
    )
    func threeOfThree(_ drawing: String, _ expected: String) throws {
        #expect(try all(drawing, needed: 3) == expected)
    }

    @Test(
        "The five published cases of two of three",
        arguments: [
            ("0 - X - X", "A A A A"), ("0 0 X 0 X", "A A A A"), ("0 - X - -", "OK OK A OK"),
            ("- - - - 0", "OK OK A OK"), ("- - - X -", "A K A OK"),
        ]
    )
    func twoOfThree(_ drawing: String, _ expected: String) throws {
        #expect(try all(drawing, needed: 2) == expected)
    }

    @Test(
        "An alarm does not go off early: the oldest breach must be as old as the number of breaches needed",
        arguments: [
            ("- - - - X", "K"), ("- - - X -", "K"), ("- - X - -", "A"), ("- X - - -", "A"), ("X - - - -", "A"),
            ("- - - X X", "K"), ("- - X - X", "A"), ("0 - - X X", "OK"), ("- - - 0 X", "OK"), ("0 X - - -", "OK"),
        ]
    )
    func premature(_ drawing: String, _ expected: String) throws {
        #expect(try judge(drawing, needed: 3, .missing) == expected)
    }

    @Test(
        "Beyond the published cases: breaches enough settle it whatever is missing; one value settles one of one",
        arguments: [
            ("- - - X X", 2, 3, "A A A A"), ("- X - - X", 2, 3, "A A A A"), ("- - X", 1, 1, "A A A A"),
            ("- - 0", 1, 1, "OK OK OK OK"), ("X - -", 1, 1, "A A A A"), ("0 - -", 1, 1, "OK OK OK OK"),
            ("- - -", 1, 1, "? K A OK"), ("X X X X X 0", 3, 5, "A A A A"), ("0 0 0 X X - -", 5, 5, "OK OK OK OK"),
        ]
    )
    func further(_ drawing: String, _ needed: Int, _ periods: Int, _ expected: String) throws {
        #expect(try all(drawing, needed: needed, of: periods) == expected)
    }

    @Test("With values enough the treatment of missing ones does not matter", arguments: 0..<243)
    func treatmentIsIgnored(_ number: Int) throws {
        var rest = number
        var points: [String] = []
        for _ in 0..<5 {
            points.append(["0", "X", "-"][rest % 3])
            rest /= 3
        }
        let drawing = points.joined(separator: " ")
        for needed in 1...3 {
            let results = try all(drawing, needed: needed).split(separator: " ")
            if points.count(where: { $0 != "-" }) >= 3 {
                #expect(Set(results).count == 1)
                let newest = points.filter { $0 != "-" }.suffix(3)
                #expect(results[0] == (newest.count { $0 == "X" } >= needed ? "A" : "OK"))
            } else {
                #expect(results[2] != "K" && results[3] != "K" && results[1] != "?")
            }
        }
    }
}
