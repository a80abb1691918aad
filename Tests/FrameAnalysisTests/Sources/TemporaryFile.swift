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

/// A server that accepts connections and never says a word.
final class SilentServer: Sendable {
    /// Where it listens.
    let port: Int
    private let descriptor: Int32

    init?() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (descriptor, size) = (descriptor, length)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isBound else { return nil }
    }

    deinit {
        close(descriptor)
    }
}
