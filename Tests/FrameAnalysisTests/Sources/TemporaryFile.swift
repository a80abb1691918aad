import Foundation

/// A file that lives as long as a test holds it.
final class TemporaryFile: Sendable {
    /// Where it lies.
    let path: String

    init(_ bytes: [UInt8], ending: String = "") throws {
        path = NSTemporaryDirectory() + "/caretaker-test-\(UUID().uuidString)\(ending)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit {
        unlink(path)
    }
}

/// A folder that lives as long as a test holds it.
final class PictureFolder: Sendable {
    /// Where it lies.
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/caretaker-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func write(_ bytes: [UInt8], as name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// What a test could not go on with.
struct TestFailure: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
