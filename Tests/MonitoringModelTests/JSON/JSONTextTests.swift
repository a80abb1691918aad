import MonitoringModel
import Testing

@Suite("JSON strings")
struct JSONTextTests {
    @Test(
        "Escapes and surrogates are resolved",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u0041""#, "A"), (#""\u00e9""#, "é"),
            (#""\u20AC""#, "€"), (#""\ud83d\udca1""#, "💡"), (#""a\u0000b""#, "a\u{0}b"), (#""x\u00DFy""#, "xßy"),
            (#""\uD800\uDC00""#, "\u{10000}"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), ("\"grün 💡\"", "grün 💡"),
            ("\"\u{7f}\"", "\u{7f}"), (#""\\u0041""#, #"\u0041"#),
        ]
    )
    func escapes(_ text: String, _ expected: String) throws {
        #expect(try JSONParser.parse(text).stringValue?.unicodeScalars.elementsEqual(expected.unicodeScalars) == true)
    }

    @Test(
        "Wrong escapes and lone surrogates are refused",
        arguments: [
            #""\a""#, #""\u12""#, #""\u12G4""#, #""\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\u0041""#,
            #""\udca1""#, #""\ud83d\ud83d""#, #""\"#, #""\u"#, #""\U0041""#, "\"a\nb\"", "\"\t\"", "'a'",
        ]
    )
    func refusal(_ text: String) {
        #expect(throws: JSONParseError.self) { try JSONParser.parse(text) }
    }

    @Test(
        "Bytes that are not UTF-8 are refused, in values and names, with and without escapes",
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82],
        ] as [[UInt8]]
    )
    func notUTF8(_ bytes: [UInt8]) {
        let quote = Array("\"".utf8)
        #expect(throws: JSONParseError.self) { try JSONParser.parse(quote + bytes + quote) }
        #expect(throws: JSONParseError.self) { try JSONParser.parse(Array(#""\n"#.utf8) + bytes + quote) }
        #expect(throws: JSONParseError.self) { try JSONParser.parse(Array("{\"".utf8) + bytes + Array("\":1}".utf8)) }
    }

    @Test("Strings of every length up to 70 are read, with an odd character at every place")
    func lengths() throws {
        for length in 0...70 {
            let plain = String(repeating: "x", count: length)
            #expect(try JSONParser.parse("\"\(plain)\"").stringValue == plain)
            for odd in ["é", "\\n", "💡"] {
                let place = length / 2
                let text = plain.prefix(place) + odd + plain.dropFirst(place)
                let expected = plain.prefix(place) + (odd == "\\n" ? "\n" : odd) + plain.dropFirst(place)
                #expect(try JSONParser.parse("\"\(text)\"").stringValue == String(expected))
            }
            #expect(throws: JSONParseError.self) { try JSONParser.parse("\"\(plain)\u{1f}\"") }
        }
    }

    @Test("Control characters and quotes are written so that they are read again")
    func writing() throws {
        for scalar in (0..<0x80).compactMap({ Unicode.Scalar($0) }) {
            let value = JSONValue.string("a\(Character(scalar))b")
            #expect(try JSONParser.parse(value.serialized) == value)
        }
        #expect(JSONValue.string("\u{1}").description == #""\u0001""#)
    }
}
