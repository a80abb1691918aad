import GRDB
import StreamPipeline

extension StoreFailure {
    /// Tells why the database could not be opened.
    init(opening path: String, _ error: any Error) {
        self.init("open", path, error)
    }

    /// Tells why the database could not be read.
    init(reading path: String, _ error: any Error) {
        self.init("read", path, error)
    }

    /// Tells why the database could not be written.
    init(writing path: String, _ error: any Error) {
        self.init("write", path, error)
    }

    private init(_ verb: String, _ path: String, _ error: any Error) {
        if let failure = error as? StoreFailure {
            self = failure
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(isTransient: false, description: "Cannot \(verb) the database \(path): \(error)")
            return
        }
        let (isTransient, advice) = Self.classify(error.resultCode)
        self.init(
            isTransient: isTransient,
            description: "Cannot \(verb) the database \(path): \(error.message ?? "\(error.resultCode)"). \(advice)"
        )
    }

    private static func classify(_ code: ResultCode) -> (isTransient: Bool, advice: String) {
        switch code {
        case .SQLITE_FULL: (true, "The disk is full: free some space.")
        case .SQLITE_IOERR: (true, "Reading or writing the disk failed: check that it has room and is healthy.")
        case .SQLITE_READONLY: (true, "The file or its folder cannot be written: check permissions and mounts.")
        case .SQLITE_CANTOPEN: (true, "Check that the folder exists and can be written.")
        case .SQLITE_BUSY, .SQLITE_LOCKED: (true, "Another program holds it: stop that program.")
        case .SQLITE_PERM, .SQLITE_AUTH: (true, "Access is denied: check the permissions.")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: (false, "The file is damaged: restore it from a backup.")
        default: (false, "")
        }
    }
}
