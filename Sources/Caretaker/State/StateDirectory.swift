import Foundation

/// The one folder in which the service keeps everything: database, pictures, speech and the broker's data.
struct StateDirectory: Sendable {
    /// The folder.
    let url: URL

    /// The database file.
    var database: URL { url.appending(path: "caretaker.sqlite") }
    /// The folder of stored pictures.
    var evidence: URL { url.appending(path: "evidence") }
    /// The folder of spoken alerts.
    var speech: URL { url.appending(path: "speech") }
    /// The folder of the files that rules write; made when the first is written.
    var ruleFiles: URL { url.appending(path: "rule-files") }
    /// The folder of the private broker.
    var broker: URL { url.appending(path: "broker") }

    /// The folder used unless another is named: `caretaker` under the XDG state home.
    static var standard: String {
        let environment = ProcessInfo.processInfo.environment
        if let home = environment["XDG_STATE_HOME"], home.hasPrefix("/") { return home + "/caretaker" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state/caretaker"
    }

    /// Opens the folder, creating what is missing; only its owner may look inside.
    ///
    /// - Throws: ``StartFailure`` if it cannot be created or written.
    init(path: String) throws {
        url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
        for folder in [url, evidence, speech, broker] {
            do {
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw StartFailure(
                    "The state directory \(folder.path) cannot be created: \(Self.reason(error)). "
                        + "Choose another with --state DIR."
                )
            }
        }
        let probe = url.appending(path: ".writable-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try Data().write(to: probe)
            try FileManager.default.removeItem(at: probe)
        } catch {
            throw StartFailure(
                "The state directory \(url.path) cannot be written: \(Self.reason(error)). "
                    + "Check its owner and mount, or choose another with --state DIR."
            )
        }
    }

    private static func reason(_ error: any Error) -> String {
        let error = error as NSError
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError, cause.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(cause.code)))
        }
        return error.localizedDescription
    }
}
