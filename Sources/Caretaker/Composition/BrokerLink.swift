import Foundation
import Logging
import MQTTClient
import ManagedBroker
import ServiceSettings

/// The broker that is used, and how our connections to it are set up.
struct BrokerLink: Sendable {
    /// The largest message that is accepted from the broker; larger payloads are counted, not stored.
    static let maximumPacketSize = 17 << 20

    /// The private broker, if it is ours.
    let managed: ManagedBroker?
    private let server: MQTTServerURL
    private let credentials: MQTTCredentials?
    private let tls: MQTTTLS?
    private let identity: String

    /// Prepares the broker that the settings name.
    ///
    /// - Throws: ``StartFailure`` or the broker's error if the settings cannot be used.
    init(_ document: ServiceDocument.Broker, state: StateDirectory, logger: Logger) throws {
        identity = try Self.identity(state)
        switch document {
        case .managed(let port, let websocketPort):
            var configuration = BrokerConfiguration(directory: state.broker, port: port, websocketPort: websocketPort)
            configuration.maximumPayload = 16 << 20
            let broker = try ManagedBroker(configuration: configuration, logger: logger)
            managed = broker
            server = try MQTTServerURL("mqtt://\(broker.endpoint.host):\(broker.endpoint.port)")
            credentials = MQTTCredentials(userName: broker.endpoint.username, password: broker.endpoint.password)
            tls = nil
        case .external(let url, let username, let passwordFile, let authorityFile):
            managed = nil
            server = try MQTTServerURL(url)
            let password = try passwordFile.map(Self.secret)
            credentials = username.map { MQTTCredentials(userName: $0, password: password) } ?? server.credentials
            tls = authorityFile.map { MQTTTLS(trust: .certificateFile($0)) }
        }
    }

    /// Where the broker is, without secrets.
    var address: String { "\(server)" }

    /// Creates a connection.
    ///
    /// - Parameters:
    ///   - purpose: What it is for; part of the client identifier.
    ///   - keepsSession: Whether the broker keeps messages for us while we are away.
    ///   - will: What the broker publishes when the connection breaks.
    ///   - logger: Where the connection tells what happens.
    /// - Returns: The client; it connects when it runs.
    /// - Throws: The client's error if the settings cannot be used.
    func makeClient(_ purpose: String, keepsSession: Bool, will: MQTTWill? = nil, logger: Logger) throws -> MQTTClient {
        var configuration = MQTTConfiguration(server: server, clientIdentifier: "caretaker-\(purpose)-\(identity)")
        configuration.credentials = credentials
        configuration.cleanStart = !keepsSession
        configuration.sessionExpiry = keepsSession ? .never : .atDisconnect
        // mosquitto 2.0.11 exceeds a smaller receive maximum when it resends after a reconnect, which would end
        // every new connection at once. Nothing grows without bound: the socket is not read while we are behind.
        configuration.limits = MQTTLimits(
            maximumPacketSize: Self.maximumPacketSize,
            receiveMaximum: 65_535,
            incomingByteLimit: 64 << 20
        )
        if let tls { configuration.tls = tls }
        configuration.will = will
        return try MQTTClient(configuration: configuration, logger: logger)
    }

    /// The name under which the broker knows this installation, made at the first start.
    private static func identity(_ state: StateDirectory) throws -> String {
        let file = state.url.appending(path: "client-identity")
        if FileManager.default.fileExists(atPath: file.path) {
            // A new name instead of one that cannot be read would leave the broker's old session, and what it
            // keeps for us, behind.
            do {
                let text = try String(contentsOf: file, encoding: .utf8)
                if text.count == 12 { return text }
            } catch {
                throw StartFailure("The file \(file.path) cannot be read: \(error.localizedDescription)")
            }
        }
        let fresh = String(UUID().uuidString.lowercased().filter { $0 != "-" }.prefix(12))
        try fresh.write(to: file, atomically: true, encoding: .utf8)
        return fresh
    }

    /// Reads a secret from a file, without the line end that editors add.
    static func secret(_ path: String) throws -> String {
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw StartFailure("The file \(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
