import MQTTClient
import NIOCore
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    @Test(
        "A server URL is understood",
        arguments: [
            ("mqtt://broker", "broker", 1883, false, nil), ("mqtts://broker", "broker", 8883, true, nil),
            ("mqtt://10.0.0.1:99/", "10.0.0.1", 99, false, nil), ("MQTT://[::1]:5", "::1", 5, false, nil),
            ("mqtts://me:a%40b%3A%2F@h", "h", 8883, true, "a@b:/"), ("mqtt://me:p@ss@h", "h", 1883, false, "p@ss"),
        ] as [(String, String, Int, Bool, String?)]
    )
    func urls(text: String, host: String, port: Int, usesTLS: Bool, password: String?) throws {
        let url = try MQTTServerURL(text)
        #expect(url.host == host)
        #expect(url.port == port)
        #expect(url.usesTLS == usesTLS)
        #expect(url.credentials?.password == password)
    }

    @Test(
        "A server URL that makes no sense is refused without repeating a password",
        arguments: [
            "", "broker", "http://h", "mqtt://", "mqtt://:1", "mqtt://h:0", "mqtt://h:65536", "mqtt://h:x",
            "mqtt://h/x",
            "mqtt://h?x", "mqtt://[::1", "mqtt://[::1]x", "mqtt://:s3cret@h", "mqtt://u:s3cret%4@h", "mqtt://u:s3cret@",
            "mqtt://u:s3cret%ff@h", "mqtt://u:s3 cret@h",
        ]
    )
    func badURLs(text: String) {
        let error = #expect(throws: MQTTClientError.self) { try MQTTServerURL(text) }
        #expect(error?.description.contains("s3") == false)
    }

    @Test("No description shows the password")
    func secrecy() throws {
        var configuration = MQTTConfiguration(
            server: try MQTTServerURL("mqtts://user:s3cret@host"),
            clientIdentifier: "c"
        )
        configuration.credentials = MQTTCredentials(userName: "user", password: "s3cret")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("s3cret"))
            #expect(text.contains("user"))
        }
    }

    @Test("A configuration that cannot work is refused", arguments: mistakeList.indices)
    func mistakes(index: Int) throws {
        var configuration = MQTTConfiguration(
            server: try MQTTServerURL("mqtt://host"),
            clientIdentifier: "c",
            version: .v311
        )
        try configuration.validate()
        mistakeList[index](&configuration)
        #expect(throws: MQTTClientError.self) { try configuration.validate() }
    }

    @Test("Properties of a message can be set, replaced and removed")
    func messageProperties() {
        var properties = MessageProperties()
        #expect(properties.isEmpty)
        properties.contentType = "a"
        properties.contentType = "b"
        properties.messageExpiry = .milliseconds(1500)
        properties.payloadIsText = true
        #expect(properties.contentType == "b")
        #expect(properties.messageExpiry == .seconds(2))
        properties.contentType = nil
        properties.messageExpiry = nil
        properties.payloadIsText = false
        #expect(properties.isEmpty)
    }
}

private let mistakeList: [@Sendable (inout MQTTConfiguration) -> Void] = [
    {
        $0.clientIdentifier = ""; $0.cleanStart = false
    },
    { $0.sessionExpiry = .never },
    { $0.cleanStart = false },
    { $0.clientIdentifier = "a\u{0}" },
    { $0.credentials = MQTTCredentials(userName: String(repeating: "u", count: 65_536)) },
    { $0.userProperties = [UserProperty("a", "\u{0}")] },
    { $0.keepAlive = .seconds(65_536) },
    { $0.keepAlive = .seconds(-1) },
    { $0.connectTimeout = .zero },
    {
        $0.version = .v5; $0.sessionExpiry = .after(.zero)
    },
    { $0.reconnect.initialDelay = .zero },
    { $0.reconnect.maximumDelay = .milliseconds(1) },
    { $0.reconnect.multiplier = .nan },
    { $0.reconnect.jitter = 1.5 },
    { $0.tls = MQTTTLS() },
    { $0.limits.receiveMaximum = 0 },
    { $0.limits.maximumInFlight = 65_535 },
    { $0.limits.maximumPacketSize = 1 << 30 },
    { $0.limits.incomingMessageLimit = 0 },
    { $0.limits.topicAliasMaximum = 65_536 },
]
