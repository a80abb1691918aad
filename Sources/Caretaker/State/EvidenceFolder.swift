import Foundation
import MonitoringModel

/// The stored pictures: one JPEG file for each, named by its identifier.
struct EvidenceFolder: Sendable {
    /// The largest picture that is stored, in bytes.
    static let maximumSize = 2 << 20

    private let folder: URL

    /// Opens the folder.
    init(_ folder: URL) {
        self.folder = folder
    }

    /// Stores a picture, in place of one of the same name; it is complete or not there.
    ///
    /// - Throws: ``StartFailure`` if it is too large, or the error of the file system.
    func store(_ jpeg: [UInt8], as id: EvidenceID) throws {
        guard jpeg.count <= Self.maximumSize else {
            throw StartFailure("A picture of \(jpeg.count) bytes is larger than \(Self.maximumSize).")
        }
        try Data(jpeg).write(to: folder.appending(path: id.rawValue), options: .atomic)
    }

    /// Returns a picture, or `nil` if there is none of that name.
    ///
    /// - Throws: The error of the file system.
    func picture(_ id: EvidenceID) throws -> [UInt8]? {
        let file = folder.appending(path: id.rawValue)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return Array(try Data(contentsOf: file))
    }

    /// Removes pictures that were stored before a time and returns how many.
    ///
    /// - Throws: The error of the file system.
    func prune(before instant: Instant) throws -> Int {
        let limit = Date(timeIntervalSince1970: Double(instant.millisecondsSinceEpoch) / 1_000)
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: [.contentModificationDateKey]
        )
        var removed = 0
        for file in files {
            let values = try file.resourceValues(forKeys: [.contentModificationDateKey])
            guard let stored = values.contentModificationDate, stored < limit else { continue }
            try FileManager.default.removeItem(at: file)
            removed += 1
        }
        return removed
    }
}
