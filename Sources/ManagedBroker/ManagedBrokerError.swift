/// Why the private broker cannot be run.
public enum ManagedBrokerError: Error, Hashable, CustomStringConvertible {
    /// There is no mosquitto; the places that were searched.
    case executableMissing(searched: [String])
    /// Another program listens on the port.
    case portInUse(Int)
    /// The port is not between 0 and 65535, or may not be used by this user.
    case portUnusable(Int, reason: String)
    /// The folder cannot be created or written.
    case directoryUnusable(String, reason: String)
    /// The service's password could not be hashed.
    case passwordToolFailed(reason: String)

    /// What happened and what to do, in one sentence.
    public var description: String {
        switch self {
        case .executableMissing(let searched):
            "No mosquitto was found (searched \(searched.joined(separator: ", "))): "
                + "install it with 'apt-get install mosquitto', or use another broker by setting its URL."
        case .portInUse(let port):
            "Port \(port) is in use by another program, so the private broker cannot listen there: "
                + "stop that program (perhaps 'systemctl stop mosquitto'), or set another port, or use that broker "
                + "by setting its URL."
        case .portUnusable(let port, let reason):
            "The private broker cannot listen on port \(port): \(reason); set another port."
        case .directoryUnusable(let path, let reason):
            "The broker's folder \(path) cannot be used: \(reason); check its owner and mount, or choose another."
        case .passwordToolFailed(let reason):
            "mosquitto_passwd could not prepare the broker's password file: \(reason); "
                + "install the Debian package 'mosquitto' again."
        }
    }
}
