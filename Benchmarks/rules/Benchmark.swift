import MonitoringModel
import RuleEngine

/// Measures how many messages rules look at in a second, on one core.
@main
enum Benchmark {
    static let payload = Array(
        """
        {"device":"greenhouse-7","site":"north","seq":184467,"temperature":21.4,"humidity":63,"co2":417,\
        "lux":35120,"battery":{"level":87,"charging":false},"fw":"2.4.1","tags":["a","b"],"t":1700000000000}
        """
        .utf8
    )
    static let now = Instant(millisecondsSinceEpoch: 1_700_000_000_000)

    static func main() throws {
        print("payload \(payload.count) bytes; medians of 5 runs, one core")
        try raw("raw   SELECT * … WHERE lux > 35000", "SELECT * FROM 'x' WHERE lux > 35000")
        try raw("raw   SELECT * … WHERE lux < 35000 (no match)", "SELECT * FROM 'x' WHERE lux < 35000")
        try raw(
            "raw   SELECT lux, temperature … WHERE lux > 35000",
            "SELECT lux, temperature FROM 'x' WHERE lux > 35000"
        )
        try raw(
            "raw   … WHERE lux > 35000 AND battery.level < 90",
            "SELECT lux FROM 'x' WHERE lux > 35000 AND battery.level < 90"
        )
        try decoded("doc   SELECT * … WHERE lux > 35000, document at hand", "SELECT * FROM 'x' WHERE lux > 35000")
        try decodedAndParsed()
        let one = try many(1)
        let thousand = try many(1_000)
        print(
            "one rule: \(rate(one)) messages/s; 1,000 rules on distinct topics: \(rate(thousand)); cost x \(ratio(thousand, one))"
        )
        let oneRaw = try manyRaw(1)
        let thousandRaw = try manyRaw(1_000)
        print("the same on bytes: \(rate(oneRaw)) and \(rate(thousandRaw)); cost x \(ratio(thousandRaw, oneRaw))")
        try shared()
    }

    /// Returns the median seconds of an operation, of 5 runs of so many operations.
    static func median(_ count: Int, _ operation: () throws -> Void) rethrows -> Double {
        var times: [Double] = []
        let clock = ContinuousClock()
        for _ in 0..<5 {
            let time = try clock.measure { for _ in 0..<count { try operation() } }
            times.append(Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds))
        }
        return times.sorted()[2] / Double(count)
    }

    static func rate(_ seconds: Double) -> Int { Int(1 / seconds) }

    static func ratio(_ first: Double, _ second: Double) -> Double { (first / second * 100).rounded() / 100 }

    static func compiled(_ sql: String, _ id: String = "r") throws -> CompiledRule {
        guard let name = RuleID(id) else { throw BenchmarkError(what: "no rule name: \(id)") }
        return try CompiledRule(Rule(id: name, sql: sql))
    }

    static func raw(_ title: String, _ sql: String) throws {
        var rules = RawRuleSet([try compiled(sql)])
        var bytes = 0
        let seconds = payload.withUnsafeBytes { buffer in
            median(400_000) {
                _ = rules.select(topic: "x", payload: buffer) { _, selected in bytes &+= selected.count }
            }
        }
        print("\(title): \(rate(seconds)) messages/s (\(bytes) bytes selected)")
    }

    static func message(_ topic: String) throws -> Telemetry {
        Telemetry(topic: topic, device: nil, document: try JSONParser.parse(payload), observedAt: now, receivedAt: now)
    }

    static func decoded(_ title: String, _ sql: String) throws {
        guard let name = RuleID("r") else { return }
        let action = RuleAction.republish(RepublishAction(topic: "out"))
        var rules = try RuleSet([Rule(id: name, sql: sql, actions: [action])])
        let message = try message("x")
        var effects = 0
        let seconds = median(50_000) { effects += rules.handle(message, at: now).effects.count }
        print("\(title), result published: \(rate(seconds)) messages/s (\(effects))")
        rules = try RuleSet([Rule(id: name, sql: "SELECT * FROM 'x' WHERE lux < 35000", actions: [action])])
        let without = median(100_000) { effects += rules.handle(message, at: now).effects.count }
        print("\(title), no match: \(rate(without)) messages/s")
    }

    static func decodedAndParsed() throws {
        guard let name = RuleID("r") else { return }
        var rules = try RuleSet([Rule(id: name, sql: "SELECT * FROM 'x' WHERE lux < 35000")])
        let seconds = try median(50_000) { _ = rules.handle(try message("x"), at: now) }
        print("doc   parse and evaluate, no match: \(rate(seconds)) messages/s")
    }

    static func many(_ count: Int) throws -> Double {
        var list: [Rule] = []
        for number in 0..<count {
            guard let name = RuleID("r\(number)") else { continue }
            list.append(Rule(id: name, sql: "SELECT * FROM 'site/\(number)/lux' WHERE lux < 35000"))
        }
        var rules = try RuleSet(list)
        let messages = try (0..<count).map { try message("site/\($0)/lux") }
        var next = 0
        return median(100_000) {
            _ = rules.handle(messages[next], at: now)
            next = next + 1 == count ? 0 : next + 1
        }
    }

    static func manyRaw(_ count: Int) throws -> Double {
        let list = try (0..<count).map { try compiled("SELECT * FROM 'site/\($0)/lux' WHERE lux < 35000", "r\($0)") }
        var rules = RawRuleSet(list)
        let topics = (0..<count).map { "site/\($0)/lux" }
        var next = 0
        return payload.withUnsafeBytes { buffer in
            median(300_000) {
                _ = rules.mayAct(topic: topics[next], payload: buffer)
                next = next + 1 == count ? 0 : next + 1
            }
        }
    }

    static func shared() throws {
        var list: [Rule] = []
        for number in 0..<300 {
            guard let name = RuleID("r\(number)") else { continue }
            let sql = "SELECT lux, temperature FROM 'x' WHERE lux > \(30_000 + number * 20) AND humidity > 10"
            list.append(Rule(id: name, sql: sql, actions: [.republish(RepublishAction(topic: "out/\(number)"))]))
        }
        var rules = try RuleSet(list)
        let seconds = try median(500) { _ = rules.handle(try message("x"), at: now) }
        let share = (seconds * 500 * 1_000).rounded() / 10
        print("300 rules on one stream of 500 messages/s, parsed, 256 matching and published: \(share) % of a core")
    }
}

/// Why the benchmark cannot run.
struct BenchmarkError: Error {
    /// What happened.
    var what: String
}
