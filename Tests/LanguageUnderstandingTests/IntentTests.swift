import LanguageUnderstanding
import MonitoringModel
import Testing

struct IntentTests {
    @Test(
        "Utterances are recognised",
        arguments: [
            ("yes", Intent.affirm), ("Yes, please!", .affirm), ("ok", .affirm), ("sounds good", .affirm),
            ("why not", .affirm), ("no problem", .affirm), ("👍", .affirm), ("that works for me", .affirm),
            ("no", .deny), ("No thanks", .deny), ("I can't", .deny), ("that doesn't work", .deny), ("nope", .deny),
            ("not now", .deny), ("I’d rather not", .deny), ("book a technician for friday", .book),
            ("please send somebody", .book), ("move my visit to Friday", .reschedule),
            ("can we reschedule?", .reschedule),
            ("cancel my visit", .cancelVisit), ("please cancel the appointment on friday", .cancelVisit),
            ("I no longer need the technician", .cancelVisit), ("is everything all right?", .askStatus),
            ("What happened?", .askStatus), ("when is my appointment", .askStatus), ("status", .askStatus),
            ("I'm on it", .acknowledge), ("ok I'll take care", .acknowledge), ("I’m on my way", .acknowledge),
            ("help", .help), ("what can you do?", .help), ("hello", .greet), ("good morning", .greet),
            ("thank you", .thanks), ("I want to talk to a person", .human), ("call me back", .human),
            ("purple elephants", .fallback), ("", .fallback), ("???", .fallback), ("\u{0}\u{FFFD}", .fallback),
        ]
    )
    func recognised(_ text: String, _ intent: Intent) {
        let matches = IntentRecognizer().recognize(text)
        #expect(matches.first?.intent == intent, "\(matches)")
        #expect(matches.allSatisfy { (0...1).contains($0.confidence) })
        #expect(matches.count <= IntentRecognizer.maximumMatches)
    }

    @Test("A no with a new time has both, and a refused time is not a wish")
    func denyWithTime() throws {
        let now = try #require(Instant(iso8601: "2026-11-23T07:00:00Z"))
        let reader = try #require(UtteranceReader(timeZone: "Europe/Berlin"))
        let wish = reader.read("no, Friday afternoon", at: now)
        #expect(wish.intent == .deny && wish.times.count == 1 && wish.refusedTimes.isEmpty)
        let refusal = reader.read("I can't on Friday", at: now)
        #expect(refusal.intent == .deny && refusal.times.isEmpty && refusal.refusedTimes.count == 1)
        let change = reader.read("yes but make it Friday", at: now)
        #expect(change.has(.affirm) && change.times.count == 1)
        let both = reader.read("Friday doesn't work, Thursday at 3 pm", at: now)
        #expect(both.times.map(\.text) == ["thursday at 3 pm"])
        #expect(reader.read("do it right now", at: now).times.isEmpty)
    }
}
