/// Where the private broker is reached, and the service's own credentials.
public struct BrokerEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// The address: loopback.
    public let host: String
    /// The TCP port.
    public let port: Int
    /// The user name of the service.
    public let username: String
    /// The password of the service, made anew for each run.
    public let password: String

    /// The address for status and log; never the password.
    public var description: String { "\(host):\(port)" }

    /// Creates an endpoint on loopback with a new password of 192 random bits.
    init(port: Int) {
        var source = SystemRandomNumberGenerator()
        host = "127.0.0.1"
        self.port = port
        username = "caretaker-service"
        let digits = (0..<48).map { _ in String(Int.random(in: 0..<16, using: &source), radix: 16) }
        password = digits.joined()
    }
}
