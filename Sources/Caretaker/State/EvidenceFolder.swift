import Foundation
import FrameAnalysis
import Logging
import MonitoringModel
import Persistence

/// The stored pictures, films and traces: one file for each, named by its identifier.
struct EvidenceFolder: EvidenceSink {
    private let folder: URL
    private let store: SQLiteStore
    private let wallClock: any WallClock
    private let logger: Logger

    /// Opens the folder.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - store: Where deletions are recorded.
    ///   - wallClock: What time it is.
    ///   - logger: Where failures are told.
    init(_ folder: URL, store: SQLiteStore, wallClock: any WallClock, logger: Logger) {
        self.folder = folder
        self.store = store
        self.wallClock = wallClock
        self.logger = logger
    }

    /// Stores a file, in place of one of the same name; it is complete or not there.
    ///
    /// - Throws: ``StartFailure`` if it is too large, or the error of the file system.
    func store(_ item: EvidenceItem) throws {
        guard item.bytes.count <= EvidenceItem.maximumBytes else {
            throw StartFailure("\(item.id) has \(item.bytes.count) bytes, more than \(EvidenceItem.maximumBytes).")
        }
        try Data(item.bytes).write(to: folder.appending(path: item.id.rawValue), options: .atomic)
    }

    /// Records that a promised file never came.
    func abandon(_ id: EvidenceID, because reason: String) async {
        let now = wallClock.now
        let record = EvidenceDeletionRecord(evidence: id, bytes: 0, storedAt: now, deletedAt: now, reason: .abandoned)
        do {
            try await store.recordDeletions([record])
        } catch {
            logger.warning("That a film never came could not be recorded", metadata: ["error": "\(error)"])
        }
    }

    /// Returns a file, or `nil` if there is none of that name.
    ///
    /// - Throws: The error of the file system.
    func bytes(_ id: EvidenceID) throws -> [UInt8]? {
        let file = folder.appending(path: id.rawValue)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return Array(try Data(contentsOf: file))
    }

    /// Removes what is too old or too much, records each deletion, and returns how many files went.
    ///
    /// - Parameters:
    ///   - limits: How long and how much is kept.
    ///   - open: What open alerts mention; it stays.
    /// - Returns: The number of files that went.
    /// - Throws: The error of the file system or of the store.
    func prune(_ limits: EvidenceLimits, keeping open: Set<EvidenceID>) async throws -> Int {
        let now = wallClock.now
        let deletions = try index().deletions(at: now, limits, keeping: open)
        // Recorded first: a deletion without its record must not be.
        try await store.recordDeletions(
            deletions.map { deletion in
                EvidenceDeletionRecord(
                    evidence: deletion.id,
                    bytes: deletion.bytes,
                    storedAt: deletion.storedAt,
                    deletedAt: now,
                    reason: deletion.reason.recorded
                )
            }
        )
        for deletion in deletions {
            try FileManager.default.removeItem(at: folder.appending(path: deletion.id.rawValue))
        }
        return deletions.count
    }

    private func index() throws -> EvidenceIndex {
        let keys: [URLResourceKey] = [.contentModificationDateKey, .fileSizeKey]
        var index = EvidenceIndex()
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys) {
            let values = try file.resourceValues(forKeys: Set(keys))
            guard let id = EvidenceID(file.lastPathComponent), let bytes = values.fileSize,
                let stored = values.contentModificationDate
            else { continue }
            let storedAt = Instant(millisecondsSinceEpoch: Int64(stored.timeIntervalSince1970 * 1_000))
            index.add(id, EvidenceIndex.Entry(bytes: bytes, storedAt: storedAt))
        }
        return index
    }
}

extension EvidenceDeletion.Reason {
    /// The reason as it is recorded.
    fileprivate var recorded: EvidenceDeletionRecord.Reason {
        switch self {
        case .expired: .expired
        case .overSize: .overSize
        }
    }
}
