import Foundation

/// The pictures of a folder, in the order of their names.
struct FolderListing {
    /// The most files of a folder that are looked at.
    static let maximumFiles = 100_000

    /// The folder.
    let path: String

    /// Returns the names behind a name, in order; other files than pictures, hidden ones too, are left out.
    ///
    /// - Throws: ``FrameAnalysisError/sourceFailed(source:reason:remedy:)`` if the folder cannot be read.
    func names(after last: String?) throws(FrameAnalysisError) -> [String] {
        let all: [String]
        do {
            all = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .sourceFailed(
                source: path,
                reason: "the folder cannot be read",
                remedy: "Check that it exists and that the service's user may read it."
            )
        }
        let pictures = all.prefix(Self.maximumFiles)
            .filter { name in
                let end = name.lowercased()
                return !name.hasPrefix(".") && [".jpg", ".jpeg", ".png", ".webp"].contains { end.hasSuffix($0) }
            }
        return pictures.filter { name in last.map { name > $0 } ?? true }.sorted()
    }

    /// Returns a picture's bytes, or `nil` if the file cannot be read.
    ///
    /// Of a file that is too large only so many come that it is refused as such.
    func bytes(of name: String) -> [UInt8]? {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path).appendingPathComponent(name))
            defer { file.closeFile() }
            return try file.read(upToCount: ImageHeader.maximumBytes + 1).map(Array.init) ?? []
        } catch {
            return nil
        }
    }
}
