import Alerting
import ChatAssistant
import Foundation
import GRDB
import MonitoringTestKit
import StreamPipeline
import Testing

@testable import Persistence

@Suite("The schema")
struct SchemaTests {
    @Test("A database of the first release opens, keeps its alerts and can be written")
    func firstReleaseStillOpens() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "caretaker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "caretaker.sqlite").path
        let fixture = try #require(Bundle.module.path(forResource: "first-release", ofType: "sql"))
        try OldDatabase.create(at: path, from: try String(contentsOfFile: fixture, encoding: .utf8))
        let store = try SQLiteStore(StoreConfiguration(path: path))
        let restored = try await store.restore()
        #expect(restored.openAlerts.map(\.summary) == ["Somebody fell in the bedroom."])
        #expect(restored.nextAlertNumber == 2)
        #expect(try await store.messages(with: "anna", after: 0, limit: 10).map(\.text) == ["Hello"])
        try await store.perform { try $0.saveState([1], of: MachineKey(machine: "camera", key: "hall")) }
        try store.close()
    }

    @Test("The first schema has not been edited since it was released")
    func firstSchemaIsFrozen() {
        let digest = Migration.firstSchema.sql.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        #expect(digest == 386_270_108_228_977_980)
        #expect(Migration.all.map(\.name).first == "2026-11-23 first schema")
    }

    @Test("Commits are synchronous and the journal mode is write-ahead")
    func commitsAreDurable() throws {
        let temporary = try TemporaryStore()
        #expect(try temporary.text("PRAGMA journal_mode") == "wal")
        #expect(try temporary.store.pool.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
    }

    @Test("A folder that is not there and a file that is no database are told in one sentence")
    func unusableFilesAreExplained() throws {
        let missing = #expect(throws: StoreFailure.self) {
            try SQLiteStore(StoreConfiguration(path: "/nonexistent-folder/caretaker.sqlite"))
        }
        #expect(missing?.description.contains("/nonexistent-folder/caretaker.sqlite") == true)
        #expect(missing?.isTransient == true)
        let file = FileManager.default.temporaryDirectory.appending(path: "no-database-\(UUID().uuidString)")
        try Data(repeating: 0x41, count: 8_192).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let damaged = #expect(throws: StoreFailure.self) { try SQLiteStore(StoreConfiguration(path: file.path)) }
        #expect(damaged?.isTransient == false)
    }

    @Test("A database of a newer version is refused")
    func newerDatabasesAreRefused() throws {
        let temporary = try TemporaryStore()
        try temporary.store.pool.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('2999-01-01 future')")
        }
        let failure = #expect(throws: StoreFailure.self) {
            try SQLiteStore(StoreConfiguration(path: temporary.path))
        }
        #expect(failure?.description.contains("newer version") == true)
    }
}
