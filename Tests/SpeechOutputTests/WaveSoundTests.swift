import SpeechOutput
import Testing

@Suite("WAV files")
struct WaveSoundTests {
    private static func sound(_ count: Int, seed: UInt64) -> WaveSound {
        var random = SeededRandom(state: seed)
        return WaveSound(
            sampleRate: 22_050,
            samples: (0..<count).map { _ in Int16.random(in: .min ... .max, using: &random) }
        )
    }

    @Test("Written and read again, a sound is the same", arguments: [0, 1, 2, 1_000])
    func roundTrip(count: Int) throws {
        let sound = Self.sound(count, seed: UInt64(count))
        let file = try sound.file()
        #expect(file.count == 44 + 2 * count)
        #expect(try WaveSound(file: file) == sound)
    }

    @Test("The header says what the samples are, byte for byte")
    func header() throws {
        let file = try WaveSound(sampleRate: 22_050, samples: [1, -2]).file()
        let expected: [UInt8] = [
            0x52, 0x49, 0x46, 0x46, 40, 0, 0, 0, 0x57, 0x41, 0x56, 0x45, 0x66, 0x6D, 0x74, 0x20, 16, 0, 0, 0, 1, 0, 1,
            0,
            0x22, 0x56, 0, 0, 0x44, 0xAC, 0, 0, 2, 0, 16, 0, 0x64, 0x61, 0x74, 0x61, 4, 0, 0, 0, 1, 0, 0xFE, 0xFF,
        ]
        #expect(file == expected)
    }

    @Test("Every cut of a file is refused, never read as less")
    func truncations() throws {
        let file = try Self.sound(20, seed: 1).file()
        for length in 0..<file.count {
            #expect(throws: SpeechError.self) { try WaveSound(file: Array(file.prefix(length))) }
        }
    }

    @Test("Chunks of other kinds are passed over, odd ones with their padding")
    func otherChunks() throws {
        let sound = Self.sound(4, seed: 2)
        var file = try sound.file()
        file.insert(contentsOf: [0x4C, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0], at: 12)
        #expect(try WaveSound(file: file) == sound)
    }

    @Test("Other formats are refused", arguments: [(20, UInt8(3)), (22, 2), (34, 8), (16, 15), (0, 0), (8, 0)])
    func otherFormats(offset: Int, value: UInt8) throws {
        var file = try Self.sound(4, seed: 3).file()
        file[offset] = value
        #expect(throws: SpeechError.self) { try WaveSound(file: file) }
    }

    @Test("Random bytes never do harm")
    func randomBytes() throws {
        var random = SeededRandom(state: 7)
        let file = try Self.sound(30, seed: 4).file()
        for _ in 0..<20_000 {
            var damaged = file
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                damaged[Int.random(in: 0..<44, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            do {
                let sound = try WaveSound(file: damaged)
                #expect(sound.samples.count <= 30)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test("Length and loudness are what they should be")
    func measures() {
        let square = WaveSound(
            sampleRate: 100,
            samples: Array(repeating: [16_384, -16_384], count: 75).flatMap(\.self)
        )
        #expect(square.duration == .milliseconds(1_500))
        #expect(square.loudness == 0.5)
        #expect(WaveSound(sampleRate: 0, samples: []).duration == .zero)
        #expect(WaveSound(sampleRate: 100, samples: []).loudness == 0)
    }
}

/// The generator SplitMix64 by Sebastiano Vigna.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
