import Foundation
import FrameAnalysis

/// The file that keeps how cameras are switched, and which retained topics have been used.
struct AnnouncerStateFile: Sendable {
    /// The largest file that is read, in bytes.
    static let maximumSize = 4 << 20

    let file: URL

    /// Reads the state; that of a first start if there is no file.
    ///
    /// - Throws: ``StartFailure`` if the file cannot be read.
    func load() throws -> CameraAnnouncer.State {
        guard FileManager.default.fileExists(atPath: file.path) else { return CameraAnnouncer.State() }
        do {
            let data = try Data(contentsOf: file)
            guard data.count <= Self.maximumSize else { throw StartFailure("it has \(data.count) bytes") }
            return try JSONDecoder().decode(CameraAnnouncer.State.self, from: data)
        } catch {
            throw StartFailure("The file \(file.path) cannot be read (\(error)): remove it to begin anew.")
        }
    }

    /// Writes the state; it is complete or as before.
    ///
    /// - Throws: The error of the file system.
    func save(_ state: CameraAnnouncer.State) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try encoder.encode(state).write(to: file, options: .atomic)
    }
}
