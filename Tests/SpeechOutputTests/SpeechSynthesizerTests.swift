import Foundation
import SpeechOutput
import Testing

@Suite("Speaking")
struct SpeechSynthesizerTests {
    private static let phrase = "Attention. Somebody fell in the bedroom."

    private func synthesizer(rate: Int = 150, voice: String = "en") throws -> SpeechSynthesizer {
        try SpeechSynthesizer(settings: VoiceSettings(voice: voice, rate: rate))
    }

    @Test("Speech is heard, at the promised rate, and lasts as long as its words need")
    func sound() throws {
        let spoken = try synthesizer().speak(Self.phrase)
        #expect(spoken.sound.sampleRate == 22_050)
        #expect((0.02...0.5).contains(spoken.sound.loudness))
        // 6 words at 150 a minute are 2.4 s; the sentence pause adds up to a second.
        #expect(spoken.sound.duration > .seconds(1.5))
        #expect(spoken.sound.duration < .seconds(5))
    }

    @Test(
        "Every word is spoken, in order, and the marks tell where it stands",
        arguments: [
            ("Somebody fell near Anna", ["Somebody", "fell", "near", "Anna"]),
            ("Tea", ["Tea"]),
            ("Signal to noise ratio: nineteen decibels!", ["Signal", "to", "noise", "ratio", "nineteen", "decibels"]),
            ("Frau Müller, café, naïve Zoë: all well", ["Frau", "Müller", "café", "naïve", "Zoë", "all", "well"]),
            // The engine says short words together with the one before.
            (phrase, ["Attention", "Somebody", "fell", "in", "bedroom"]),
            // And a number in parts, which count as one.
            ("Temperature 21.5 now", ["Temperature", "21.5", "now"]),
        ]
    )
    func words(text: String, expected: [String]) throws {
        let spoken = try synthesizer().speak(text)
        #expect(spoken.marks.map { $0.word.trimmingCharacters(in: .punctuationCharacters) } == expected)
        let scalars = Array(spoken.text.unicodeScalars)
        var position = 0
        var last = Duration.zero
        for mark in spoken.marks {
            #expect(mark.range.lowerBound >= position)
            #expect(String(String.UnicodeScalarView(scalars[mark.range])) == mark.word)
            #expect(mark.start >= last && mark.start < spoken.sound.duration)
            position = mark.range.upperBound
            last = mark.start
        }
    }

    @Test("Different words and different settings sound different, the same ones alike")
    func differences() throws {
        let bedroom = try synthesizer().speak(Self.phrase).sound
        // Not the same bytes: the engine mixes noise into consonants, and pauses depend on what it said before.
        let again = try synthesizer().speak(Self.phrase).sound
        #expect(abs((again.duration - bedroom.duration) / .seconds(1)) < 0.3)
        #expect(abs(again.loudness / bedroom.loudness - 1) < 0.2)
        #expect(try synthesizer().speak("Attention. Somebody fell in the kitchen.").sound != bedroom)
        let slow = try synthesizer(rate: 90).speak(Self.phrase).sound
        #expect(slow.duration > bedroom.duration)
        #expect(try synthesizer(voice: "de").speak(Self.phrase).sound != bedroom)
        let quiet = try SpeechSynthesizer(settings: VoiceSettings(volume: 20)).speak(Self.phrase).sound
        #expect(quiet.loudness < bedroom.loudness / 2)
        let high = try SpeechSynthesizer(settings: VoiceSettings(pitch: 99)).speak(Self.phrase).sound
        #expect(high != bedroom)
    }

    @Test("Words of the lexicon are said as it tells")
    func lexicon() throws {
        let spoken = try synthesizer().speak("SNR 19 dB, no SNRX.")
        #expect(spoken.text == "signal to noise ratio 19 decibels, no SNRX.")
        let plain = try SpeechSynthesizer(settings: VoiceSettings(), lexicon: Lexicon(replacements: [:]))
        #expect(try plain.speak("SNR").text == "SNR")
    }

    @Test("Control characters and markup are neither spoken nor obeyed")
    func sanitised() throws {
        let spoken = try synthesizer().speak("<speak>Tea\u{0}\u{1B}[31m is\r\n ready</speak> [[h@'loU]]")
        #expect(spoken.text == "speak Tea 31m is ready /speak h@'loU")
        #expect(spoken.marks.map(\.word).contains("ready"))
    }

    @Test("Texts that cannot be spoken are refused", arguments: ["", " \n\t", "…!?", "\u{0}\u{1}", "<>"])
    func emptyTexts(text: String) throws {
        let synthesizer = try synthesizer()
        #expect(throws: SpeechError.emptyText) { try synthesizer.speak(text) }
    }

    @Test("Two thousand characters are spoken, one more is refused, also when the lexicon makes it so")
    func longTexts() throws {
        let synthesizer = try synthesizer(rate: 450)
        #expect(try synthesizer.speak(String(repeating: "tea ", count: 500)).marks.count == 500)
        #expect(throws: SpeechError.textTooLong(characters: 2_001, limit: 2_000)) {
            try synthesizer.speak(String(repeating: "a", count: 2_001))
        }
        #expect(throws: SpeechError.self) { try synthesizer.speak(String(repeating: "SNR ", count: 400)) }
        #expect(throws: SpeechError.self) {
            try synthesizer.speak("a" + String(repeating: "\u{301}", count: 100_000))
        }
    }

    @Test("Random texts are spoken or refused, and never do harm")
    func randomTexts() throws {
        var random = SeededRandom(state: 11)
        let synthesizer = try synthesizer(rate: 450)
        for _ in 0..<150 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let limit: UInt32 = Bool.random(using: &random) ? 0x7F : 0x1_FFFF
                if let scalar = Unicode.Scalar(UInt32.random(in: 1...limit, using: &random)) { text.append(scalar) }
            }
            do {
                let spoken = try synthesizer.speak(String(text))
                #expect(!spoken.text.isEmpty)
            } catch {
                #expect(error == .emptyText)
            }
        }
    }

    @Test("Settings out of range are refused")
    func settings() {
        #expect(throws: SpeechError.self) { try VoiceSettings(rate: 79) }
        #expect(throws: SpeechError.self) { try VoiceSettings(rate: 451) }
        #expect(throws: SpeechError.self) { try VoiceSettings(pitch: 101) }
        #expect(throws: SpeechError.self) { try VoiceSettings(volume: -1) }
        for voice in ["", "../../etc/passwd", "en gb", "a\u{0}b"] {
            #expect(throws: SpeechError.unknownVoice(voice)) { try VoiceSettings(voice: voice) }
        }
    }

    @Test("An unknown voice is refused with its name, and the next text is spoken")
    func unknownVoice() throws {
        let unknown = try synthesizer(voice: "xx-nonsense")
        #expect(throws: SpeechError.unknownVoice("xx-nonsense")) { try unknown.speak("Tea") }
        #expect(try synthesizer().speak("Tea").marks.count == 1)
    }

    @Test("Many at once speak one after another and all get their own words")
    func concurrently() async throws {
        let synthesizer = try synthesizer(rate: 300)
        try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for count in 1...40 {
                group.addTask {
                    (
                        count,
                        try synthesizer.speak(Array(repeating: "tea", count: count).joined(separator: " ")).marks.count
                    )
                }
            }
            for try await (expected, spoken) in group { #expect(expected == spoken) }
        }
    }
}
