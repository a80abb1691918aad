import LanguageUnderstanding
import MonitoringModel
import Testing

/// Times said on Monday, 23 November 2026, 08:00 in Berlin.
struct TimeExpressionTests {
    private static let now = Instant(iso8601: "2026-11-23T07:00:00Z") ?? Instant(millisecondsSinceEpoch: 0)

    private func parse(_ text: String, at now: Instant = now, expecting: Bool = false) throws -> TimeExpression? {
        let parser = try #require(TimeExpressionParser(timeZone: "Europe/Berlin"))
        return parser.parse(text, relativeTo: now, isExpectingTime: expecting)
    }

    @Test(
        "Points in time are read in local time and in the future",
        arguments: [
            ("tomorrow at 10", "2026-11-24T10:00", TimeExpression.Grain.hour),
            ("next tuesday 14:30", "2026-12-01T14:30", .minute), ("friday", "2026-11-27T00:00", .day),
            ("monday", "2026-11-30T00:00", .day), ("on the 3rd", "2026-12-03T00:00", .day),
            ("the 23rd", "2026-11-23T00:00", .day), ("in two hours", "2026-11-23T10:00", .minute),
            ("the day after tomorrow", "2026-11-25T00:00", .day), ("10 am", "2026-11-23T10:00", .hour),
            ("7 am", "2026-11-24T07:00", .hour), ("half past nine", "2026-11-23T09:30", .minute),
            ("noon", "2026-11-23T12:00", .hour), ("at ten", "2026-11-23T10:00", .hour),
            ("at seven", "2026-11-23T19:00", .hour), ("2026-12-01 09:00", "2026-12-01T09:00", .minute),
            ("1 December", "2026-12-01T00:00", .day), ("December 1st at 4:15 pm", "2026-12-01T16:15", .minute),
            ("Friday at quarter to three in the afternoon", "2026-11-27T14:45", .minute),
            ("tomorrow evening at 8", "2026-11-24T20:00", .hour), ("9 tomorrow", "2026-11-24T09:00", .hour),
            ("31.12.2026", "2026-12-31T00:00", .day), ("any time on thursday", "2026-11-26T00:00", .day),
            ("1 January", "2027-01-01T00:00", .day), ("29 February", "2028-02-29T00:00", .day),
            ("yesterday at 10", "2026-11-22T10:00", .hour), ("in 3 days", "2026-11-26T00:00", .day),
            ("last Friday in December", "2026-12-25T00:00", .day), ("friday next week", "2026-12-04T00:00", .day),
            ("Wed at 9", "2026-11-25T09:00", .hour), ("at midnight", "2026-11-24T00:00", .hour),
            ("in half an hour", "2026-11-23T08:30", .second), ("Tuesday the 8th", "2026-12-08T00:00", .day),
        ]
    )
    func point(_ text: String, _ local: String, _ grain: TimeExpression.Grain) throws {
        let time = try #require(try parse(text), "\(text) was not understood")
        #expect(time.start == Instant(iso8601: local + ":00+01:00"))
        #expect(time.grain == grain)
        #expect(time.shape == .instant)
        #expect(time.end > time.start)
    }

    @Test(
        "Stretches of time have a beginning and an end",
        arguments: [
            ("friday afternoon", "2026-11-27T12:00", "2026-11-27T19:00", TimeExpression.Shape.interval),
            ("monday morning", "2026-11-30T00:00", "2026-11-30T12:00", .interval),
            ("today after 4", "2026-11-23T16:00", "2026-11-24T00:00", .after),
            ("tuesday after 4 pm", "2026-11-24T16:00", "2026-11-25T00:00", .after),
            ("between 2 and 4 pm", "2026-11-23T14:00", "2026-11-23T16:00", .interval),
            ("tomorrow between 9 and 11", "2026-11-24T09:00", "2026-11-24T11:00", .interval),
            ("friday from 9:30 to 11:00", "2026-11-27T09:30", "2026-11-27T11:00", .interval),
            ("from 10 to 4", "2026-11-23T10:00", "2026-11-23T16:00", .interval),
            ("from 3 to 4 pm", "2026-11-23T15:00", "2026-11-23T16:00", .interval),
            ("3-4pm", "2026-11-23T15:00", "2026-11-23T16:00", .interval),
            ("tomorrow before noon", "2026-11-24T00:00", "2026-11-24T12:00", .before),
            ("this evening", "2026-11-23T18:00", "2026-11-24T00:00", .interval),
            ("tonight", "2026-11-23T18:00", "2026-11-24T00:00", .interval),
            ("the weekend of next week", "", "", .interval),
            ("this weekend", "2026-11-27T18:00", "2026-11-30T00:00", .interval),
            ("next 3 days", "2026-11-24T00:00", "2026-11-27T00:00", .interval),
            ("1 to 3 December", "2026-12-01T00:00", "2026-12-04T00:00", .interval),
            ("from wednesday to friday", "2026-11-25T00:00", "2026-11-28T00:00", .interval),
        ]
    )
    func stretch(_ text: String, _ start: String, _ end: String, _ shape: TimeExpression.Shape) throws {
        guard !start.isEmpty else { return #expect(try parse(text) == nil) }
        let time = try #require(try parse(text), "\(text) was not understood")
        #expect(time.start == Instant(iso8601: start + ":00+01:00"))
        #expect(time.end == Instant(iso8601: end + ":00+01:00"))
        #expect(time.shape == shape)
    }

    @Test(
        "Nonsense gives nothing, never a guess",
        arguments: [
            "", " ", "25", "10", "banana", "at the zoo", "30 February", "2026-02-30", "12:99", "25:00", "at 25",
            "monday tuesday", "tomorrow yesterday", "13 pm", "half past", "between 4", "the one", "in", "at", "next",
            "4a", "rat 6", "650-650-6500", "three twenty", "1.5", "tomorrow at ten banana", "32 December",
            "at 10 people",
            "99999999999999999999", "in 99999999999 hours", "5 minutes", "🕙", "\u{0}", "next week at 10",
        ]
    )
    func nonsense(_ text: String) throws {
        #expect(try parse(text) == nil)
    }

    @Test("A number is an hour only when a time was asked for")
    func bareNumber() throws {
        #expect(try parse("10") == nil)
        let time = try #require(try parse("10", expecting: true))
        #expect(time.isBareNumber && !time.namesDay)
        #expect(time.start == Instant(iso8601: "2026-11-23T10:00:00+01:00"))
        #expect(time.alternativeStart == Instant(iso8601: "2026-11-23T22:00:00+01:00"))
        #expect(try parse("40", expecting: true) == nil)
    }

    @Test("Clocks are set back: a time that occurs twice is the first, and the day has 25 hours")
    func autumn() throws {
        let eve = Instant(iso8601: "2026-10-24T12:00:00+02:00") ?? Self.now
        #expect(try parse("tomorrow at 02:30", at: eve)?.start == Instant(iso8601: "2026-10-25T02:30:00+02:00"))
        #expect(try parse("tomorrow at 10", at: eve)?.start == Instant(iso8601: "2026-10-25T10:00:00+01:00"))
        let day = try #require(try parse("tomorrow", at: eve))
        #expect(day.end - day.start == .seconds(25 * 3_600))
        #expect(try parse("in 24 hours", at: eve)?.start == eve + .seconds(86_400))
    }

    @Test("Clocks are set forward: a skipped time is an hour later on the clock, and the day has 23 hours")
    func spring() throws {
        let eve = Instant(iso8601: "2027-03-27T12:00:00+01:00") ?? Self.now
        #expect(try parse("tomorrow at 02:30", at: eve)?.start == Instant(iso8601: "2027-03-28T03:30:00+02:00"))
        #expect(try parse("tomorrow at 10", at: eve)?.start == Instant(iso8601: "2027-03-28T10:00:00+02:00"))
        let day = try #require(try parse("tomorrow", at: eve))
        #expect(day.end - day.start == .seconds(23 * 3_600))
    }

    @Test(
        "Times are found within sentences",
        arguments: [
            ("no, Friday afternoon would be better", ["friday afternoon"]),
            ("yes but make it Friday please", ["friday"]),
            ("could he come tomorrow at 10 or on Thursday?", ["tomorrow at 10", "on thursday"]),
            ("I sat down and may march", []), ("we are 3 people", []),
        ]
    )
    func sentences(_ text: String, _ expected: [String]) throws {
        let parser = try #require(TimeExpressionParser(timeZone: "Europe/Berlin"))
        #expect(parser.expressions(in: text, relativeTo: Self.now).map(\.text) == expected)
    }

    @Test("Any row of words and signs is read without a trap, at any time", arguments: 1...8)
    func randomWords(seed: UInt64) throws {
        let words = [
            "tomorrow", "friday", "next", "last", "10", "0", "24", "60", "999999999", "99999999999999999999", ":", "/",
            "-", ".", "pm", "a", "half", "past", "quarter", "to", "between", "and", "march", "2026", "9999", "31st",
            "in",
            "weeks", "years", "ago", "from", "now", "of", "the", "week", "month", "end", "until", "after", "by", "noon",
            "midnight", "evening", "first", "two", "thirty", "'", "h", "day", "weekend", "early", "é", "\u{301}",
        ]
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let parser = try #require(TimeExpressionParser(timeZone: "Europe/Berlin"))
        let extremes = [Self.now, Instant(millisecondsSinceEpoch: .max), Instant(millisecondsSinceEpoch: .min)]
        for _ in 0..<100 {
            let text = (0...random(12)).map { _ in words[random(words.count)] }
                .joined(separator: random(2) == 0 ? " " : "")
            for time in extremes {
                for found in parser.expressions(in: text, relativeTo: time, isExpectingTime: true) {
                    #expect(found.start < found.end, "\(text)")
                }
                _ = parser.parse(text, relativeTo: time)
            }
        }
    }

    @Test("Every beginning of an expression is read without a trap")
    func truncations() throws {
        let text = "between half past 9:30 a.m. and 11:15:30 pm on friday the 3rd of december, 2026-12-01/2026"
        for length in 0...text.count { _ = try parse(String(text.prefix(length)), expecting: true) }
    }
}
