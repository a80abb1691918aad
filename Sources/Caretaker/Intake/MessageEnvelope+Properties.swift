import MQTTClient
import MonitoringModel
import NIOCore

extension MessageEnvelope {
    /// Takes over the properties that an MQTT 5 message has; one of an older version has none.
    mutating func take(_ properties: MessageProperties) {
        guard !properties.isEmpty else { return }
        isText = properties.payloadIsText ? true : nil
        contentType = properties.contentType
        responseTopic = properties.responseTopic?.rawValue
        correlationData = properties.correlationData.map { Array(buffer: $0) }
        for pair in properties.userProperties {
            if pair.name == PublicationDelivery.hopsProperty {
                // A number that is none, or that somebody made up, must not switch the guard off.
                hops = max(hops, min(max(Int(pair.value) ?? 0, 0), 1_000))
            } else {
                userProperties.append(UserProperty(name: pair.name, value: pair.value))
            }
        }
    }
}
