/// Speech: the sound and where each word begins in it.
public struct SpokenAudio: Hashable, Sendable {
    /// The sound.
    public var sound: WaveSound
    /// The words that were spoken, in order.
    public var marks: [SpeechMark]
    /// The text as it was spoken, after replacements; what the ranges of the marks refer to.
    public var text: String
}

/// One spoken word.
///
/// The engine says some short words together with the one before ("in the"): they have one mark. The
/// parts of a number ("21.5") have one mark together.
public struct SpeechMark: Hashable, Sendable {
    /// The word as it stands in the text.
    public var word: String
    /// Where it stands, in Unicode scalars from the beginning of ``SpokenAudio/text``.
    public var range: Range<Int>
    /// When it begins, from the beginning of the sound.
    public var start: Duration
}
