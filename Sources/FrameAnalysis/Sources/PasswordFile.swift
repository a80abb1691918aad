import Foundation

/// The file that holds a camera's password and nothing else.
struct PasswordFile {
    /// The most bytes of a password.
    static let maximumBytes = 1_024

    /// Where it lies.
    let path: String

    /// Returns the password: the file's text without the line break behind it.
    ///
    /// - Throws: ``FrameAnalysisError/sourceFailed(source:reason:remedy:)`` if there is none to read.
    func password(for source: String) throws(FrameAnalysisError) -> String {
        let bytes: [UInt8]
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { file.closeFile() }
            bytes = try file.read(upToCount: Self.maximumBytes + 1).map(Array.init) ?? []
        } catch {
            let reason = "the password file \(path) cannot be read"
            throw .sourceFailed(source: source, reason: reason, remedy: "Create it, readable by the service's user.")
        }
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        guard !line.isEmpty, line.count <= Self.maximumBytes, let text = String(validating: line, as: UTF8.self) else {
            let reason = "the password file \(path) holds no password"
            throw .sourceFailed(source: source, reason: reason, remedy: "Write it into the file's first line.")
        }
        return text
    }
}
