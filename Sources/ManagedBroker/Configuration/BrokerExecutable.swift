import Foundation

/// The places where Debian and others put mosquitto's programs.
enum BrokerExecutable {
    /// Returns the path of a program: the given one, else the first found on `PATH` or in the usual folders.
    ///
    /// - Throws: ``ManagedBrokerError`` if there is none.
    static func locate(_ given: String?, named name: String) throws(ManagedBrokerError) -> String {
        if let given {
            guard access(given, X_OK) == 0 else { throw .executableMissing(searched: [given]) }
            return given
        }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/bin", "/usr/local/sbin"]
        for folder in folders where folder.hasPrefix("/") {
            let candidate = folder + "/" + name
            if access(candidate, X_OK) == 0 { return candidate }
        }
        throw .executableMissing(searched: ["PATH", "/usr/sbin", "/usr/bin", "/usr/local/sbin"])
    }
}
