/// Why the console cannot be served as configured.
public enum ConsoleError: Error, Hashable, CustomStringConvertible {
    /// The address reaches beyond this machine, but a token, TLS or both are missing.
    case unprotectedAddress(host: String, missing: String)
    /// A setting is not permitted.
    case invalidSetting(name: String, problem: String)
    /// A certificate or key file cannot be used.
    case unusableFile(path: String, problem: String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unprotectedAddress(let host, let missing):
            "The console is not served on '\(host)', which other machines can reach, without \(missing): "
                + "set a token and a TLS certificate, or serve it on 127.0.0.1."
        case .invalidSetting(let name, let problem):
            "The console's setting '\(name)' is wrong: \(problem)."
        case .unusableFile(let path, let problem):
            "The console cannot use the file '\(path)': \(problem)."
        }
    }
}
