import Foundation
import MonitoringModel
import Persistence
import StreamPipeline

/// A database in a folder of its own that goes with the test.
final class TemporaryStore: Sendable {
    let folder: URL
    let store: SQLiteStore

    var path: String { folder.appending(path: "caretaker.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "caretaker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try SQLiteStore(StoreConfiguration(path: folder.appending(path: "caretaker.sqlite").path))
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }
}

/// 2026-03-02, a Monday, 09:00 UTC.
let monday = Instant(millisecondsSinceEpoch: 1_772_442_000_000)
