import CSpeech
import Synchronization

/// Speaks text with the engine espeak-ng, into memory.
///
/// The engine is one global of the process; a lock lets one text be spoken at a time, whatever the
/// number of synthesizers. Speaking costs about a two-hundredth of the time that it lasts, so a caller
/// may wait for it.
public struct SpeechSynthesizer: Sendable {
    /// The longest text, in characters.
    public static let maximumLength = SpeakableText.maximumLength
    /// The longest sound.
    public static let maximumDuration: Duration = .seconds(600)

    /// How it sounds.
    public let settings: VoiceSettings
    /// Words that are said differently from how they are written.
    public let lexicon: Lexicon

    private let sampleRate: UInt32

    private static let engine = Mutex(())

    /// Starts the engine.
    ///
    /// - Parameters:
    ///   - settings: How it sounds.
    ///   - lexicon: Words that are said differently from how they are written.
    ///   - dataPath: The folder that holds `espeak-ng-data`; the engine's own by default. What the process
    ///     starts the engine with first, stays.
    /// - Throws: ``SpeechError/engineDataMissing`` if the engine's data cannot be read.
    public init(
        settings: VoiceSettings,
        lexicon: Lexicon = .standard,
        dataPath: String? = nil
    ) throws(SpeechError) {
        var rate: UInt32 = 0
        let status = Self.engine.withLock { _ in cspeech_start(dataPath, &rate) }
        guard status == CSPEECH_OK, rate > 0 else { throw .engineDataMissing }
        self.settings = settings
        self.lexicon = lexicon
        sampleRate = rate
    }

    /// Speaks a text.
    ///
    /// - Parameter text: Plain text of at most ``maximumLength`` characters; control characters and
    ///   markup are not spoken.
    /// - Returns: The sound, 16-bit mono at the engine's rate (22,050 Hz), and its words.
    /// - Throws: ``SpeechError``.
    public func speak(_ text: String) throws(SpeechError) -> SpokenAudio {
        let spoken = try SpeakableText(text, lexicon: lexicon).value
        return try Self.engine.withLock { _ throws(SpeechError) in try render(spoken) }
    }

    private func render(_ text: String) throws(SpeechError) -> SpokenAudio {
        var audio = cspeech_audio()
        defer { cspeech_release(&audio) }
        let status = cspeech_speak(
            text,
            text.utf8.count + 1,
            settings.voice,
            Int32(settings.rate),
            Int32(settings.pitch),
            Int32(settings.volume),
            Int(sampleRate) * Int(Self.maximumDuration.components.seconds),
            &audio
        )
        switch status {
        case CSPEECH_OK: break
        case CSPEECH_NO_DATA: throw .engineDataMissing
        case CSPEECH_NO_VOICE: throw .unknownVoice(settings.voice)
        case CSPEECH_TOO_LONG: throw .audioTooLong(limit: Self.maximumDuration)
        default: throw .engineFailed
        }
        let samples = Array(UnsafeBufferPointer(start: audio.samples, count: audio.sample_count))
        let words = Array(UnsafeBufferPointer(start: audio.words, count: audio.word_count))
        let sound = WaveSound(sampleRate: audio.sample_rate, samples: samples)
        return SpokenAudio(sound: sound, marks: Self.marks(words, in: text), text: text)
    }

    /// The engine counts Unicode scalars, and marks every part of a number, inexactly: a mark within the
    /// word before, or beyond the text, is left out.
    private static func marks(_ words: [cspeech_word], in text: String) -> [SpeechMark] {
        let scalars = Array(text.unicodeScalars)
        var marks: [SpeechMark] = []
        for word in words {
            let start = Int(word.text_position)
            let end = start + Int(word.text_length)
            guard start < end, end <= scalars.count, start >= marks.last?.range.upperBound ?? 0 else { continue }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[start..<end])
            marks.append(
                SpeechMark(word: String(view), range: start..<end, start: .milliseconds(Int(word.milliseconds)))
            )
        }
        return marks
    }
}
