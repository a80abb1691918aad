import MonitoringModel
import Testing

@Suite("Reading of JSON")
struct JSONParserTests {
    static let documents = [
        "null", "true", "false", "0", "-12.5e-3", #""""#, #""text""#, "[]", "{}", "[1,2,[3,[]],{}]",
        #"{"a":1,"b":[true,null,"x"],"c":{"d":-0.5}}"#,
        #"{"device":"box","snr_db":33.25,"lux":36120,"ok":false,"note":"grün 💡 \" \\ \n"}"#,
        "[9223372036854775807,-9223372036854775808,1e300]",
    ]

    @Test("Writing a document and reading it again gives the same document", arguments: documents)
    func roundTrip(_ text: String) throws {
        let value = try JSONParser.parse(text)
        #expect(try JSONParser.parse(value.serialized) == value)
        #expect(try JSONParser.parse(value.serialized).serialized == value.serialized)
    }

    @Test("White space around every token changes nothing", arguments: ["{\"a\":[1,{\"b\":null},\"x\"],\"c\":true}"])
    func whitespace(_ text: String) throws {
        let spaced = text.map { "{}[],:".contains($0) ? " \t\r\n\($0)\n\r\t " : String($0) }.joined()
        #expect(try JSONParser.parse(spaced) == JSONParser.parse(text))
    }

    @Test("Every truncation is an error, except of a number", arguments: documents)
    func truncation(_ text: String) throws {
        let bytes = Array(text.utf8)
        let isNumber = bytes[0] == UInt8(ascii: "-")
        for length in 0..<bytes.count where !isNumber {
            #expect(throws: JSONParseError.self) { try JSONParser.parse(Array(bytes.prefix(length))) }
        }
    }

    @Test("Every change of one byte gives an error within the document or a document", arguments: documents)
    func singleByte(_ text: String) {
        let bytes = Array(text.utf8)
        for position in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = bytes
                changed[position] = byte
                expectNoTrap(changed)
            }
        }
    }

    @Test("Random bytes give an error within the document or a document", arguments: 0..<20)
    func randomBytes(_ seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let likely = Array(#"{}[]",:\u0123456789eE+-.truefalsn "#.utf8)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...60, using: &generator))
                .map { _ in
                    Bool.random(using: &generator)
                        ? UInt8.random(in: 0...255, using: &generator)
                        : likely[Int.random(in: 0..<likely.count, using: &generator)]
                }
            expectNoTrap(bytes)
        }
    }

    /// What is read must read the same after writing; what is not read must be told with a place.
    private func expectNoTrap(_ bytes: [UInt8]) {
        do {
            let value = try JSONParser.parse(bytes)
            #expect((try? JSONParser.parse(value.serialized)) == value, "\(bytes)")
        } catch {
            #expect((0...bytes.count).contains(error.offset), "\(bytes)")
        }
    }

    @Test("Nesting up to 64 is read, beyond it is refused", arguments: [("[", "]"), (#"{"a":"#, "}")])
    func depth(_ opening: String, _ closing: String) throws {
        func text(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
        }
        _ = try JSONParser.parse(text(64))
        for depth in [65, 300, 100_000] {
            let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(text(depth)) }
            #expect(error.reason == .tooDeep(limit: 64))
            #expect(error.offset == 64 * opening.utf8.count)
        }
    }

    @Test(
        "Errors tell what is wrong and where",
        arguments: [
            ("", JSONParseError.Reason.unexpectedEnd, 0), (" ", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
            ("[1 2]", .unexpectedByte(UInt8(ascii: "2")), 3), ("{1:2}", .unexpectedByte(UInt8(ascii: "1")), 1),
            ("{\"a\" 1}", .unexpectedByte(UInt8(ascii: "1")), 5), ("[,]", .unexpectedByte(UInt8(ascii: ",")), 1),
            ("[1,]", .unexpectedByte(UInt8(ascii: "]")), 3), ("{\"a\":1,}", .unexpectedByte(UInt8(ascii: "}")), 7),
            ("1 1", .trailingBytes, 2), ("tru", .unexpectedEnd, 0), ("trux", .unexpectedByte(UInt8(ascii: "x")), 0),
            ("nul", .unexpectedEnd, 0), ("NaN", .unexpectedByte(UInt8(ascii: "N")), 0), ("01", .invalidNumber, 0),
            ("\"a", .unexpectedEnd, 2), ("\"a\u{1}\"", .invalidString, 2), (#""\x""#, .invalidString, 2),
        ]
    )
    func faults(_ text: String, _ reason: JSONParseError.Reason, _ offset: Int) throws {
        let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(text) }
        #expect(error.reason == reason)
        #expect(error.offset == offset)
        #expect(error.description.contains("at byte \(offset)"))
    }

    @Test("Of a repeated name the last value counts, at the first place", arguments: [3, 16, 17, 40])
    func duplicateNames(_ count: Int) throws {
        let names = (0..<count).map { "\"n\($0)\":\($0)" }
        let value = try JSONParser.parse("{" + (names + ["\"n1\":-1", "\"n1\":-2"]).joined(separator: ",") + "}")
        guard case .object(let members) = value else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.name) == (0..<count).map { "n\($0)" })
        #expect(value["n1"] == .integer(-2))
    }

    @Test("An object of many members is read in proportionate time", .timeLimit(.minutes(1)))
    func manyMembers() throws {
        let text = "{" + (0..<100_000).map { "\"n\($0)\":0" }.joined(separator: ",") + "}"
        guard case .object(let members) = try JSONParser.parse(text) else {
            Issue.record("no object")
            return
        }
        #expect(members.count == 100_000)
    }

    @Test("Objects are equal whatever the order of their members")
    func equality() throws {
        #expect(try JSONParser.parse(#"{"a":1,"b":2}"#) == JSONParser.parse(#"{"b":2.0,"a":1}"#))
        #expect(try JSONParser.parse(#"{"a":1}"#) != JSONParser.parse(#"{"a":1,"b":2}"#))
        #expect(try JSONParser.parse("[1,2]") != JSONParser.parse("[2,1]"))
    }
}
