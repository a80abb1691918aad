import NIOCore

extension MQTTConfiguration {
    /// Refuses a configuration that cannot work.
    ///
    /// - Throws: ``MQTTClientError/invalidConfiguration(_:)`` with what to change.
    public func validate() throws(MQTTClientError) {
        for problem in [sessionProblem, identityProblem, timeProblem, willProblem, tlsProblem, limits.problem] {
            if let problem { throw .invalidConfiguration(problem) }
        }
    }

    private var sessionProblem: String? {
        if clientIdentifier.isEmpty && !cleanStart {
            return "resuming a session needs a client identifier; set one, or set cleanStart"
        }
        guard version == .v311 else { return nil }
        if cleanStart && sessionExpiry != .atDisconnect {
            return "MQTT 3.1.1 cannot begin a new session that outlives the connection; clear cleanStart"
        }
        if !cleanStart && sessionExpiry == .atDisconnect {
            return "an MQTT 3.1.1 session without cleanStart outlives the connection; set sessionExpiry to never"
        }
        return nil
    }

    private var identityProblem: String? {
        let credentials = credentials ?? server.credentials
        if version == .v311 && credentials?.userName == "" { return "the user name must not be empty" }
        let texts = [clientIdentifier, credentials?.userName ?? "", credentials?.password ?? ""]
        if texts.contains(where: { $0.utf8.count > WireLimits.maximumFieldLength }) {
            return "client identifier, user name and password have at most 65,535 bytes"
        }
        if texts.dropLast().contains(where: { $0.utf8.contains(0) }) {
            return "client identifier and user name must not contain U+0000"
        }
        let pairs = userProperties.flatMap { [$0.name, $0.value] }
        if pairs.contains(where: { $0.utf8.count > WireLimits.maximumFieldLength || $0.utf8.contains(0) }) {
            return "user properties have at most 65,535 bytes and no U+0000"
        }
        return nil
    }

    private var timeProblem: String? {
        if keepAlive < .zero || keepAlive > .seconds(65_535) { return "keepAlive must be from 0 to 65535 seconds" }
        if connectTimeout < .milliseconds(1) || connectTimeout > .seconds(3600) {
            return "connectTimeout must be from 1 millisecond to 1 hour"
        }
        if case .after(let duration) = sessionExpiry, duration < .seconds(1) || duration >= .seconds(0xFFFF_FFFF) {
            return "sessionExpiry must be from 1 to 4294967294 seconds"
        }
        if reconnect.initialDelay <= .zero || reconnect.maximumDelay < reconnect.initialDelay {
            return "reconnect delays must be positive and in order"
        }
        if !(reconnect.multiplier >= 1 && reconnect.multiplier <= 1000) || !(0...1).contains(reconnect.jitter) {
            return "reconnect.multiplier must be from 1 to 1000 and reconnect.jitter from 0 to 1"
        }
        return nil
    }

    private var willProblem: String? {
        guard let will else { return nil }
        if will.payload.readableBytes > WireLimits.maximumFieldLength {
            return "the will's payload has at most 65,535 bytes"
        }
        if will.delay < .zero { return "the will's delay must not be negative" }
        return will.properties.problem
    }

    private var tlsProblem: String? {
        guard let tls else { return nil }
        if !server.usesTLS { return "TLS settings need a server URL that begins with mqtts://" }
        if (tls.certificateFile == nil) != (tls.privateKeyFile == nil) {
            return "certificateFile and privateKeyFile go together; set both or none"
        }
        return nil
    }
}
