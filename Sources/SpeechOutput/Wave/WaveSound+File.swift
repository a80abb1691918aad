/// The WAV file format: a RIFF container with a `fmt ` chunk (PCM, mono, 16 bits) and a `data` chunk.
///
/// Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991.
extension WaveSound {
    /// The greatest number of samples that a file holds here: more than an hour and a half at 22,050 Hz.
    public static let maximumSamples = 1 << 27

    /// The sound as a WAV file.
    ///
    /// - Throws: ``SpeechError/invalidWave(_:)`` if there are more than ``maximumSamples``.
    public func file() throws(SpeechError) -> [UInt8] {
        guard samples.count <= Self.maximumSamples, sampleRate <= UInt32.max / 2 else {
            throw .invalidWave("it is too long or its sample rate too high")
        }
        let size = UInt32(2 * samples.count)
        var file: [UInt8] = []
        file.reserveCapacity(44 + 2 * samples.count)
        file.append(contentsOf: "RIFF".utf8)
        file.append(littleEndian: 36 + size)
        file.append(contentsOf: "WAVEfmt ".utf8)
        file.append(littleEndian: UInt32(16))
        file.append(littleEndian: UInt16(1))
        file.append(littleEndian: UInt16(1))
        file.append(littleEndian: sampleRate)
        file.append(littleEndian: sampleRate * 2)
        file.append(littleEndian: UInt16(2))
        file.append(littleEndian: UInt16(16))
        file.append(contentsOf: "data".utf8)
        file.append(littleEndian: size)
        for sample in samples { file.append(littleEndian: UInt16(bitPattern: sample)) }
        return file
    }

    /// Reads a WAV file; chunks of other kinds are passed over.
    ///
    /// - Throws: ``SpeechError/invalidWave(_:)`` if it is cut off, no WAV file, or not mono PCM of 16 bits.
    public init(file: [UInt8]) throws(SpeechError) {
        guard file.count >= 12, file.tag(at: 0) == "RIFF", file.tag(at: 8) == "WAVE" else {
            throw .invalidWave("it does not begin like one")
        }
        var position = 12
        var rate: UInt32?
        while position + 8 <= file.count {
            let tag = file.tag(at: position)
            let start = position + 8
            guard let size = Int(exactly: file.uint32(at: position + 4)), size <= file.count - start else {
                throw .invalidWave("it is cut off")
            }
            if tag == "fmt " { rate = try Self.sampleRate(file, start, size) }
            if tag == "data" {
                guard let rate else { throw .invalidWave("the samples come before their description") }
                guard size % 2 == 0 else { throw .invalidWave("half a sample is missing") }
                let samples = stride(from: start, to: start + size, by: 2)
                    .map { Int16(bitPattern: file.uint16(at: $0)) }
                self.init(sampleRate: rate, samples: samples)
                return
            }
            position = start + size + size % 2
        }
        throw .invalidWave("it has no samples")
    }

    private static func sampleRate(_ file: [UInt8], _ start: Int, _ size: Int) throws(SpeechError) -> UInt32 {
        guard size >= 16, file.uint16(at: start) == 1 else { throw .invalidWave("the samples are compressed") }
        guard file.uint16(at: start + 2) == 1 else { throw .invalidWave("it has more than one channel") }
        guard file.uint16(at: start + 14) == 16 else { throw .invalidWave("the samples have not 16 bits") }
        return file.uint32(at: start + 4)
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    fileprivate mutating func append(littleEndian value: UInt32) {
        append(littleEndian: UInt16(truncatingIfNeeded: value))
        append(littleEndian: UInt16(truncatingIfNeeded: value >> 16))
    }

    fileprivate func uint16(at position: Int) -> UInt16 {
        UInt16(self[position]) | UInt16(self[position + 1]) << 8
    }

    fileprivate func uint32(at position: Int) -> UInt32 {
        UInt32(uint16(at: position)) | UInt32(uint16(at: position + 2)) << 16
    }

    fileprivate func tag(at position: Int) -> String {
        String(decoding: self[position..<position + 4], as: UTF8.self)
    }
}
