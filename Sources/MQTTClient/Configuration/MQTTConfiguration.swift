/// Everything a client needs to know.
public struct MQTTConfiguration: Sendable, Hashable {
    /// How long the server keeps the session after the connection ends.
    public enum SessionExpiry: Sendable, Hashable {
        /// Not at all.
        case atDisconnect
        /// This long, in whole seconds (MQTT 5.0).
        case after(Duration)
        /// For ever (MQTT 5.0), or as long as the server likes (3.1.1).
        case never
    }

    /// The server.
    public var server: MQTTServerURL
    /// The version to speak; default 5.0.
    ///
    /// There is no silent fall-back to the other one.
    public var version: MQTTVersion
    /// The client identifier; empty lets the server choose, which needs ``cleanStart``.
    public var clientIdentifier: String
    /// User name and password; nil takes what the server's URL names.
    public var credentials: MQTTCredentials?
    /// Whether to begin with a new session; default true.
    ///
    /// Reconnects resume the session if it outlives a connection.
    /// In MQTT 3.1.1 this is the clean session flag, and ``sessionExpiry`` must be `atDisconnect` when it is true
    /// and must not be when it is false.
    public var cleanStart: Bool
    /// How long the session outlives a connection; default `atDisconnect`.
    public var sessionExpiry: SessionExpiry
    /// The message for the case that the client vanishes; default none.
    public var will: MQTTWill?
    /// The longest silence on the connection, in whole seconds up to 65,535; zero switches it off; default 30 s.
    public var keepAlive: Duration
    /// How long connecting may take, TLS and CONNACK included; default 10 seconds.
    public var connectTimeout: Duration
    /// Name and value pairs for CONNECT (MQTT 5.0).
    public var userProperties: [UserProperty]
    /// TLS settings; nil takes the defaults if the URL begins with `mqtts`.
    public var tls: MQTTTLS?
    /// When to try again.
    public var reconnect: MQTTReconnect
    /// The bounds of all buffers.
    public var limits: MQTTLimits

    /// Makes a configuration with the defaults that each property names.
    ///
    /// - Parameters:
    ///   - server: the server.
    ///   - clientIdentifier: the client identifier, unique at this server.
    ///   - version: the version to speak.
    public init(server: MQTTServerURL, clientIdentifier: String, version: MQTTVersion = .v5) {
        self.server = server
        self.clientIdentifier = clientIdentifier
        self.version = version
        credentials = nil
        cleanStart = true
        sessionExpiry = .atDisconnect
        will = nil
        keepAlive = .seconds(30)
        connectTimeout = .seconds(10)
        userProperties = []
        tls = nil
        reconnect = MQTTReconnect()
        limits = MQTTLimits()
    }
}
