public import FrameAnalysis
import MonitoringModel
public import StreamPipeline

/// How the service itself runs: where it listens, which broker it uses, how long it keeps things.
public struct ServiceDocument: Hashable, Sendable {
    /// Where the console and the API are served.
    public struct HTTP: Hashable, Sendable {
        /// The address to listen on; loopback unless set.
        public var host = "127.0.0.1"
        /// The port, 0 for any free one; 8480 unless set.
        public var port = 8_480
        /// The file that holds the access token; required beyond loopback.
        public var tokenFile: String?
        /// The PEM file of the certificate chain; required beyond loopback.
        public var certificateFile: String?
        /// The PEM file of the private key; required beyond loopback.
        public var keyFile: String?
        /// Further host names under which browsers may reach the console.
        public var hostNames: [String] = []
    }

    /// Which broker is used.
    public enum Broker: Hashable, Sendable {
        /// A private mosquitto on loopback, with a port for MQTT and perhaps one for websockets.
        case managed(port: Int, websocketPort: Int?)
        /// A broker run by somebody else.
        case external(url: String, username: String?, passwordFile: String?, certificateAuthorityFile: String?)
    }

    /// How speech sounds.
    public struct Speech: Hashable, Sendable {
        /// The espeak-ng voice; `en` unless set.
        public var voice = "en"
        /// The speed in words a minute, 80 to 450; 150 unless set.
        public var wordsPerMinute = 150
    }

    /// Where the console and the API are served.
    public var http = HTTP()
    /// Which broker is used.
    public var broker = Broker.managed(port: 1_883, websocketPort: nil)
    /// How speech sounds.
    public var speech = Speech()
    /// Under which topics cameras are announced over MQTT; not announced if `nil`.
    public var announcements: AnnouncementSettings? = .standard
    /// How long input events are kept, 1 hour to 10 years; 30 days unless set.
    public var journalRetention = Duration.seconds(30 * 86_400)
    /// What rules may reach outside of the service; nothing unless set.
    public var actions = ActionPermissions()
    /// How text messages reach phones; they do not if `nil`.
    public var textMessages: TextMessageGateway?
    /// How long the rows of rules' tables are kept, 1 hour to 10 years; 400 days unless set.
    public var tableRetention = Duration.seconds(400 * 86_400)
    /// How long pictures, films and traces are kept, and how much of them.
    public var evidence = EvidenceLimits()

    /// Creates the document of a first run.
    public init() {}
}

extension ServiceDocument {
    /// Reads the `service` part of a settings file.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping([
            "http", "broker", "speech", "announcements", "journal_retention", "table_retention",
            "evidence_retention", "actions", "text_messages",
        ])
        let retention = Duration.seconds(3_600)...Duration.seconds(3_650 * 86_400)
        if let node = fields["http"] { http = try HTTP(node) }
        if let node = fields["broker"] { broker = try Broker(node) }
        if let node = fields["speech"] { speech = try Speech(node) }
        if let node = fields["announcements"] { announcements = try AnnouncementSettings(document: node) }
        journalRetention = try fields.value("journal_retention", default: journalRetention) {
            (node) throws(SettingsError) in try node.duration(in: retention)
        }
        tableRetention = try fields.value("table_retention", default: tableRetention) {
            (node) throws(SettingsError) in try node.duration(in: retention)
        }
        if let node = fields["actions"] { actions = try ActionPermissions(document: node) }
        if let node = fields["text_messages"] { textMessages = try TextMessageGateway(document: node) }
        actions.canSendText = textMessages != nil
        if let node = fields["evidence_retention"] { evidence = try EvidenceLimits(document: node) }
    }
}

extension ServiceDocument.HTTP {
    fileprivate init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping([
            "host", "port", "token_file", "certificate_file", "key_file", "host_names",
        ])
        host = try fields.value("host", default: host) { (node) throws(SettingsError) in try node.string() }
        port = try fields.value("port", default: port) { (node) throws(SettingsError) in
            try node.integer(in: 0...65_535)
        }
        tokenFile = try fields.optional("token_file") { (node) throws(SettingsError) in try node.string() }
        certificateFile = try fields.optional("certificate_file") { (node) throws(SettingsError) in try node.string() }
        keyFile = try fields.optional("key_file") { (node) throws(SettingsError) in try node.string() }
        hostNames = try fields.list("host_names") { (node) throws(SettingsError) in try node.string() }
    }
}

extension ServiceDocument.Broker {
    fileprivate init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping([
            "port", "websocket_port", "url", "username", "password_file", "certificate_authority_file",
        ])
        guard let url = fields["url"] else {
            for name in ["username", "password_file", "certificate_authority_file"] {
                if let node = fields[name] { throw node.error("belongs to a broker with a 'url'") }
            }
            self = .managed(
                port: try fields.value("port", default: 1_883) { (node) throws(SettingsError) in
                    try node.integer(in: 0...65_535)
                },
                websocketPort: try fields.optional("websocket_port") { (node) throws(SettingsError) in
                    try node.integer(in: 1...65_535)
                }
            )
            return
        }
        for name in ["port", "websocket_port"] {
            if let node = fields[name] { throw node.error("belongs to the private broker: put it into the 'url'") }
        }
        self = .external(
            url: try url.string(),
            username: try fields.optional("username") { (node) throws(SettingsError) in try node.string() },
            passwordFile: try fields.optional("password_file") { (node) throws(SettingsError) in try node.string() },
            certificateAuthorityFile: try fields.optional("certificate_authority_file") {
                (node) throws(SettingsError) in try node.string()
            }
        )
    }
}

extension ServiceDocument.Speech {
    fileprivate init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["voice", "words_per_minute"])
        voice = try fields.value("voice", default: voice) { (node) throws(SettingsError) in try node.string() }
        wordsPerMinute = try fields.value("words_per_minute", default: wordsPerMinute) {
            (node) throws(SettingsError) in try node.integer(in: 80...450)
        }
    }
}
