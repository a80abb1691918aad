import Foundation

/// The claim of one running service on a state directory; it ends with the process, however that ends.
final class StateLock: Sendable {
    private let descriptor: Int32

    /// Claims a directory.
    ///
    /// - Throws: ``StartFailure`` if another service holds it or the lock file cannot be written.
    init(_ directory: StateDirectory) throws {
        let path = directory.url.appending(path: "lock").path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StartFailure("The lock \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StartFailure(
                "Another Caretaker runs with the state directory \(directory.url.path): "
                    + "stop it, or choose another with --state DIR."
            )
        }
    }

    deinit {
        close(descriptor)
    }
}
