public import Alerting
public import MonitoringModel

extension OutboxEntry {
    /// The channel of MQTT messages.
    public static let mqttChannel = "mqtt"

    /// Creates the entry for an MQTT message; quality of service and retain flag go with the content type.
    public init(_ publication: Publication, key: String, createdAt: Instant) {
        self.init(
            key: key,
            channel: Self.mqttChannel,
            address: publication.topic,
            contentType: "application/octet-stream;qos=\(publication.qos);retain=\(publication.retain ? 1 : 0)"
                + (publication.hops > 0 ? ";hops=\(publication.hops)" : ""),
            body: publication.payload,
            createdAt: createdAt
        )
    }

    /// The MQTT message of an entry of the MQTT channel.
    public var publication: Publication {
        var publication = Publication(
            topic: address,
            payload: body,
            qos: contentType.contains(";qos=2") ? 2 : contentType.contains(";qos=0") ? 0 : 1,
            retain: contentType.contains(";retain=1")
        )
        let hops = contentType.split(separator: ";").first { $0.hasPrefix("hops=") }
        publication.hops = hops.flatMap { Int($0.dropFirst("hops=".count)) } ?? 0
        return publication
    }
}
