import NIOCore

@testable import MQTTClient

/// Packets of every type that both versions know, with as much in them as the standard allows.
enum SamplePackets {
    private static let bytes = ByteBuffer(bytes: [0, 1, 2, 255])
    private static let user: [Property] = [
        .userProperty(name: "näme", value: "välue"), .userProperty(name: "", value: ""),
    ]
    private static let explained = PropertyList([.reasonString("because")] + user)

    /// All samples of a version.
    static func all(_ version: MQTTVersion) -> [ControlPacket] {
        common(version) + (version == .v5 ? onlyIn5 : [])
    }

    private static func common(_ version: MQTTVersion) -> [ControlPacket] {
        [
            .connect(ConnectPacket(version: version, cleanStart: true, keepAlive: 30, clientIdentifier: "c")),
            .connect(
                ConnectPacket(
                    version: version,
                    cleanStart: false,
                    keepAlive: 65_535,
                    clientIdentifier: "",
                    will: ConnectPacket.Will(
                        topic: TopicName(unchecked: "will/topic"),
                        payload: bytes,
                        qos: .exactlyOnce,
                        retain: true
                    ),
                    userName: "üser",
                    password: bytes
                )
            ),
            .connack(ConnackPacket(sessionPresent: true, reasonCode: .success)),
            .connack(ConnackPacket(sessionPresent: false, reasonCode: .notAuthorized)),
            .publish(PublishPacket(qos: .atMostOnce, topic: TopicName(unchecked: "a/b"), payload: ByteBuffer())),
            .publish(
                PublishPacket(
                    isDuplicate: true,
                    qos: .exactlyOnce,
                    retain: true,
                    topic: TopicName(unchecked: "tö/pic"),
                    packetIdentifier: 513,
                    payload: ByteBuffer(repeating: 7, count: 200)
                )
            ),
            .acknowledgement(AcknowledgementPacket(.puback, 1)),
            .acknowledgement(AcknowledgementPacket(.pubrec, 65_535)),
            .acknowledgement(AcknowledgementPacket(.pubrel, 2)),
            .acknowledgement(AcknowledgementPacket(.pubcomp, 3)),
            .subscribe(
                SubscribePacket(
                    packetIdentifier: 9,
                    requests: [
                        .init(filter: TopicFilter(unchecked: "a/+/#"), options: 2),
                        .init(filter: TopicFilter(unchecked: "b"), options: 0),
                    ]
                )
            ),
            .suback(SubackPacket(packetIdentifier: 9, reasonCodes: [ReasonCode(rawValue: 2), .unspecifiedError])),
            .unsubscribe(UnsubscribePacket(packetIdentifier: 9, filters: [TopicFilter(unchecked: "a/+/#")])),
            .unsuback(SubackPacket(packetIdentifier: 9, reasonCodes: version == .v5 ? [.success] : [])),
            .pingreq,
            .pingresp,
            .disconnect(DisconnectPacket()),
        ]
    }

    private static let onlyIn5: [ControlPacket] = [
        .connect(
            ConnectPacket(
                version: .v5,
                cleanStart: true,
                keepAlive: 0,
                clientIdentifier: "client",
                will: ConnectPacket.Will(
                    topic: TopicName(unchecked: "w"),
                    payload: ByteBuffer(),
                    qos: .atMostOnce,
                    retain: false,
                    properties: PropertyList(
                        [
                            .willDelayInterval(9), .payloadFormatIndicator(1), .messageExpiryInterval(1),
                            .contentType("t"), .responseTopic("r"), .correlationData(bytes),
                        ] + user
                    )
                ),
                password: bytes,
                properties: PropertyList(
                    [
                        .sessionExpiryInterval(.max), .receiveMaximum(1), .maximumPacketSize(.max),
                        .topicAliasMaximum(9), .requestResponseInformation(1), .requestProblemInformation(0),
                        .authenticationMethod("m"), .authenticationData(bytes),
                    ] + user
                )
            )
        ),
        .connack(
            ConnackPacket(
                sessionPresent: false,
                reasonCode: .success,
                properties: PropertyList(
                    [
                        .sessionExpiryInterval(1), .receiveMaximum(20), .maximumQoS(1), .retainAvailable(0),
                        .maximumPacketSize(100), .assignedClientIdentifier("id"), .topicAliasMaximum(1),
                        .reasonString("r"), .wildcardSubscriptionAvailable(0), .subscriptionIdentifierAvailable(1),
                        .sharedSubscriptionAvailable(0), .serverKeepAlive(5), .responseInformation("i"),
                        .serverReference("s"), .authenticationMethod("m"), .authenticationData(bytes),
                    ] + user
                )
            )
        ),
        .publish(
            PublishPacket(
                qos: .atLeastOnce,
                topic: TopicName(unchecked: ""),
                packetIdentifier: 1,
                properties: PropertyList(
                    [
                        .payloadFormatIndicator(0), .messageExpiryInterval(.max), .topicAlias(3), .contentType(""),
                        .responseTopic("x/y"), .correlationData(bytes), .subscriptionIdentifier(1),
                        .subscriptionIdentifier(268_435_455),
                    ] + user
                ),
                payload: bytes
            )
        ),
        .acknowledgement(
            AcknowledgementPacket(.puback, 4, reasonCode: .notAuthorized, properties: explained)
        ),
        .acknowledgement(AcknowledgementPacket(.pubrec, 4, reasonCode: .quotaExceeded)),
        .acknowledgement(
            AcknowledgementPacket(.pubrel, 4, reasonCode: ReasonCode(rawValue: 0x92), properties: explained)
        ),
        .acknowledgement(AcknowledgementPacket(.pubcomp, 4, properties: explained)),
        .subscribe(
            SubscribePacket(
                packetIdentifier: 9,
                requests: [.init(filter: TopicFilter(unchecked: "$share/g/a"), options: 0b0010_1101)],
                properties: PropertyList([.subscriptionIdentifier(128)] + user)
            )
        ),
        .suback(SubackPacket(packetIdentifier: 1, reasonCodes: [.success, .notAuthorized], properties: explained)),
        .unsubscribe(
            UnsubscribePacket(
                packetIdentifier: 2,
                filters: [TopicFilter(unchecked: "b")],
                properties: PropertyList(user)
            )
        ),
        .unsuback(
            SubackPacket(
                packetIdentifier: 2,
                reasonCodes: [.noSubscriptionExisted, .success],
                properties: explained
            )
        ),
        .disconnect(
            DisconnectPacket(
                reasonCode: .serverShuttingDown,
                properties: PropertyList([.sessionExpiryInterval(1), .serverReference("other")] + explained.entries)
            )
        ),
        .disconnect(DisconnectPacket(reasonCode: .sessionTakenOver)),
        .auth(AuthPacket()),
        .auth(
            AuthPacket(
                reasonCode: ReasonCode(rawValue: 0x18),
                properties: PropertyList([.authenticationMethod("m"), .authenticationData(bytes)])
            )
        ),
    ]
}

extension ControlPacket {
    /// The packet as bytes.
    func encoded(_ version: MQTTVersion) -> [UInt8] {
        var buffer = ByteBuffer()
        write(to: &buffer, version: version)
        return Array(buffer.readableBytesView)
    }
}

/// A small seeded generator of random numbers (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    /// Starts at a seed.
    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
