import Foundation
import SpeechOutput
import Testing

@Suite("Kept speech")
struct SpeechCacheTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "speech-\(UUID().uuidString)")

    private func cache(_ maximumSize: Int = 200_000_000, rate: Int = 150) throws -> SpeechCache {
        let synthesizer = try SpeechSynthesizer(settings: VoiceSettings(rate: rate))
        return try SpeechCache(folder: folder, synthesizer: synthesizer, maximumSize: maximumSize)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("A text is spoken once and found again, also after a restart")
    func keeps() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try cache().wave(for: "Tea is ready")
        #expect(try WaveSound(file: first).duration > .milliseconds(500))
        let url = try cache().file(for: "Tea is ready")
        let stamp = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: stamp], ofItemAtPath: url.path)
        #expect(try cache().wave(for: "Tea is ready") == first)
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
        #expect(attributes[.modificationDate] as? Date == stamp)
        #expect(try files() == [url.lastPathComponent])
    }

    @Test("Other words and other settings get files of their own")
    func names() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try cache().file(for: "Tea is ready")
        _ = try cache().file(for: "Tea is cold")
        _ = try cache(rate: 300).file(for: "Tea is ready")
        #expect(try files().count == 3)
    }

    @Test("A damaged file is spoken anew, and what a crash left behind is removed")
    func damaged() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try cache().wave(for: "Tea is ready")
        let url = try cache().file(for: "Tea is ready")
        try Data(first.prefix(1_000)).write(to: url)
        try Data([1]).write(to: folder.appending(path: "left.wav.part"))
        let again = try WaveSound(file: cache().wave(for: "Tea is ready"))
        #expect(again.duration > .milliseconds(500))
        #expect(try files() == [url.lastPathComponent])
    }

    @Test("Beyond the bound the files made longest ago are removed")
    func bounded() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let size = try cache().wave(for: "number 0").count
        let small = try cache(3 * size + size / 2)
        for index in 0..<8 {
            let url = try small.file(for: "number \(index)")
            let stamp = Date(timeIntervalSince1970: 1_000_000 + Double(index))
            try FileManager.default.setAttributes([.modificationDate: stamp], ofItemAtPath: url.path)
        }
        let total = try files()
            .reduce(0) { sum, name in
                let path = folder.appending(path: name).path
                return sum + (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
            }
        #expect(total <= small.maximumSize)
        #expect(try files().contains(small.file(for: "number 7").lastPathComponent))
    }

    @Test("A folder that cannot be used is an error that names it")
    func unusable() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data([1]).write(to: folder)
        let synthesizer = try SpeechSynthesizer(settings: VoiceSettings())
        #expect {
            _ = try SpeechCache(folder: folder, synthesizer: synthesizer)
        } throws: { error in
            "\(error)".contains(folder.path)
        }
    }
}
