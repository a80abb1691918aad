/// How speech sounds.
public struct VoiceSettings: Hashable, Sendable {
    /// The permitted rates, in words a minute.
    public static let rates = 80...450
    /// The permitted pitches.
    public static let pitches = 0...100
    /// The permitted volumes.
    public static let volumes = 0...100

    /// The voice as the engine names it, such as `en-gb` or `de`, with a variant after `+`, such as `en-gb+f3`.
    public let voice: String
    /// Words a minute; slower than the engine's usual 175, for those who hear badly.
    public let rate: Int
    /// The pitch; 50 is the voice's own.
    public let pitch: Int
    /// The volume; 100 is the voice's own.
    public let volume: Int

    /// Creates settings.
    ///
    /// - Parameters:
    ///   - voice: 1 to 40 of ASCII letters, digits, `-`, `_` and `+`.
    ///   - rate: Words a minute, 80 to 450.
    ///   - pitch: 0 to 100.
    ///   - volume: 0 to 100.
    /// - Throws: ``SpeechError/settingOutOfRange(name:value:range:)`` or ``SpeechError/unknownVoice(_:)``.
    public init(voice: String = "en", rate: Int = 150, pitch: Int = 50, volume: Int = 100) throws(SpeechError) {
        guard (1...40).contains(voice.utf8.count), voice.utf8.allSatisfy(Self.isPermitted) else {
            throw .unknownVoice(voice)
        }
        try Self.check("rate", rate, Self.rates)
        try Self.check("pitch", pitch, Self.pitches)
        try Self.check("volume", volume, Self.volumes)
        self.voice = voice
        self.rate = rate
        self.pitch = pitch
        self.volume = volume
    }

    private static func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(SpeechError) {
        guard range.contains(value) else { throw .settingOutOfRange(name: name, value: value, range: range) }
    }

    /// Paths are not permitted: the engine would load a voice file from anywhere.
    private static func isPermitted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
