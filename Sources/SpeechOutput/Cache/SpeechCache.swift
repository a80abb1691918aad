public import Foundation
import Synchronization

/// Spoken texts as WAV files in a folder, so that each is spoken by the engine only once.
///
/// A file's name is a hash of text and voice. Files are written beside and renamed, so a crash leaves
/// no half file under a good name; a file that cannot be read is written anew. When the folder
/// outgrows its bound the files that were made longest ago are removed.
public final class SpeechCache: Sendable {
    /// The folder.
    public let folder: URL
    /// The greatest size of all files together, in bytes.
    public let maximumSize: Int

    private let synthesizer: SpeechSynthesizer
    private let lock = Mutex(())

    /// Opens a folder, which is created if it is missing.
    ///
    /// - Parameters:
    ///   - folder: The folder; nothing else should be kept in it.
    ///   - synthesizer: Who speaks.
    ///   - maximumSize: The greatest size in bytes; 200 MB by default, about an hour and a quarter.
    /// - Throws: ``SpeechError/cacheFailed(path:reason:)`` if it cannot be created.
    public init(
        folder: URL,
        synthesizer: SpeechSynthesizer,
        maximumSize: Int = 200_000_000
    ) throws(SpeechError) {
        self.folder = folder
        self.synthesizer = synthesizer
        self.maximumSize = max(maximumSize, 0)
        try Self.attempt(folder) {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            where file.pathExtension == "part" {
                try FileManager.default.removeItem(at: file)
            }
        }
    }

    /// Returns a text as a WAV file's bytes, spoken now or before.
    ///
    /// - Throws: ``SpeechError`` if it cannot be spoken, or the folder cannot be written.
    public func wave(for text: String) throws(SpeechError) -> [UInt8] {
        try lock.withLock { _ throws(SpeechError) in try file(for: text).bytes }
    }

    /// Returns the WAV file of a text, spoken now or before.
    ///
    /// - Throws: ``SpeechError`` if it cannot be spoken, or the folder cannot be written.
    public func file(for text: String) throws(SpeechError) -> URL {
        try lock.withLock { _ throws(SpeechError) in try file(for: text).url }
    }

    private func file(for text: String) throws(SpeechError) -> (url: URL, bytes: [UInt8]) {
        let url = folder.appending(path: name(of: text))
        if let bytes = Self.intactFile(at: url) { return (url, bytes) }
        let bytes = try synthesizer.speak(text).sound.file()
        try makeRoom(for: bytes.count)
        let part = url.appendingPathExtension("part")
        try Self.attempt(url) {
            try Data(bytes).write(to: part)
            guard rename(part.path, url.path) == 0 else {
                throw SpeechError.cacheFailed(path: url.path, reason: String(cString: strerror(errno)))
            }
        }
        return (url, bytes)
    }

    /// A file that is missing, unreadable or damaged is not intact: the text is then spoken anew.
    private static func intactFile(at url: URL) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
        let bytes = [UInt8](data)
        do {
            _ = try WaveSound(file: bytes)
            return bytes
        } catch {
            return nil
        }
    }

    private func name(of text: String) -> String {
        let settings = synthesizer.settings
        let spoken = synthesizer.lexicon.apply(to: text)
        let parts = [settings.voice, "\(settings.rate)", "\(settings.pitch)", "\(settings.volume)", spoken]
        return ContentHash.name(of: parts.joined(separator: "\u{0}")) + ".wav"
    }

    private func makeRoom(for size: Int) throws(SpeechError) {
        let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
        try Self.attempt(folder) {
            let urls = try FileManager.default.contentsOfDirectory(
                at: folder,
                includingPropertiesForKeys: Array(keys)
            )
            var files: [(url: URL, size: Int, date: Date)] = []
            for url in urls where url.pathExtension == "wav" {
                let values = try url.resourceValues(forKeys: keys)
                files.append((url, values.fileSize ?? 0, values.contentModificationDate ?? .distantPast))
            }
            var total = files.reduce(size) { $0 + $1.size }
            for file in files.sorted(by: { $0.date < $1.date }) where total > maximumSize {
                try FileManager.default.removeItem(at: file.url)
                total -= file.size
            }
        }
    }

    private static func attempt(_ url: URL, _ body: () throws -> Void) throws(SpeechError) {
        do {
            try body()
        } catch let error as SpeechError {
            throw error
        } catch {
            throw .cacheFailed(path: url.path, reason: error.localizedDescription)
        }
    }
}
