import Foundation
import Synchronization

/// Hashing of a password file by mosquitto's own tool.
///
/// The password goes through a file that only its owner may read, never through an argument, which every user
/// of the machine could see.
enum PasswordHashing {
    /// Replaces the passwords in clear in a file by their hashes.
    ///
    /// - Throws: ``ManagedBrokerError`` with the tool's last words if it fails.
    static func hash(_ file: URL, tool: String) async throws(ManagedBrokerError) {
        let lastLine = LastLine()
        let child: ChildProcess
        do {
            child = try await ChildProcess.start(tool, arguments: ["-U", file.path]) { lastLine.set($0) }
        } catch {
            throw .passwordToolFailed(reason: "\(error)")
        }
        let code = await child.exitCode()
        guard code == 0 else { throw .passwordToolFailed(reason: lastLine.text ?? "it ended with code \(code)") }
    }

    private final class LastLine: Sendable {
        private let line = Mutex<String?>(nil)

        var text: String? { line.withLock { $0 } }

        func set(_ text: String) { line.withLock { $0 = text } }
    }
}
