import MonitoringModel
import Testing

@Suite("JSON numbers")
struct JSONNumberTests {
    @Test(
        "Whole numbers of 64 bits stay exact",
        arguments: [
            ("0", Int64(0)), ("-1", -1), ("9007199254740993", 9_007_199_254_740_993),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("10", 10),
        ]
    )
    func integers(_ text: String, _ expected: Int64) throws {
        guard case .integer(let number) = try JSONParser.parse(text) else {
            Issue.record("\(text) is no whole number")
            return
        }
        #expect(number == expected)
    }

    @Test(
        "All other numbers become the nearest double",
        arguments: [
            ("1.0", 1), ("-0", -0.0), ("0.1", 0.1), ("1e0", 1), ("1E+2", 100), ("25e-1", 2.5), ("-1.5e3", -1_500),
            ("9223372036854775808", 9_223_372_036_854_775_808), ("-9223372036854775809", -9_223_372_036_854_775_808),
            ("1e308", 1e308), ("1e-400", 0), ("5e-324", Double.leastNonzeroMagnitude),
            ("0.30000000000000004", 0.30000000000000004),
            ("123456789012345678901234567890", 1.2345678901234568e29), ("33.25", 33.25),
            ("2.2250738585072014e-308", 2.2250738585072014e-308), ("1.7976931348623157e308", 1.7976931348623157e308),
            ("0.000001", 1e-6), ("9007199254740993.0", 9_007_199_254_740_992), ("1e22", 1e22), ("1e23", 1e23),
            ("8.41e21", 8.41e21), ("123456.789e-10", 123_456.789e-10), ("0e5", 0), ("-0.0", -0.0), ("1e-22", 1e-22),
        ]
    )
    func doubles(_ text: String, _ expected: Double) throws {
        guard case .number(let number) = try JSONParser.parse(text) else {
            Issue.record("\(text) is no double")
            return
        }
        #expect(number.bitPattern == expected.bitPattern)
    }

    @Test("Random decimals are read as the standard library reads them", arguments: 0..<10)
    func agreement(_ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        for _ in 0..<2_000 {
            let whole =
                UInt64.random(in: 0...UInt64.max, using: &generator) >> UInt64.random(in: 0..<64, using: &generator)
            let digits = Int.random(in: 1...20, using: &generator)
            let fraction = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            let exponent = Bool.random(using: &generator) ? "e\(Int.random(in: -40...40, using: &generator))" : ""
            let text = (Bool.random(using: &generator) ? "-" : "") + "\(whole).\(fraction)\(exponent)"
            guard case .number(let number) = try JSONParser.parse(text) else {
                Issue.record("\(text) is no double")
                continue
            }
            #expect(number.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test(
        "What is no number is refused",
        arguments: [
            "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.e1", "0x10", "1e999", "-1e999", "--1", "1-", "Infinity",
            "1_000", "٣",
        ]
    )
    func refusal(_ text: String) {
        #expect(throws: JSONParseError.self) { try JSONParser.parse(text) }
    }

    @Test("Whole doubles are written without a fraction, infinities as null")
    func writing() {
        #expect(JSONValue.number(10).description == "10")
        #expect(JSONValue.number(-2.5).description == "-2.5")
        #expect(JSONValue.number(.infinity).description == "null")
        #expect(JSONValue.number(.nan).description == "null")
    }
}
