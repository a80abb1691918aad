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
            if pair.name == PublicationDelivery.hopsProperty, let count = Int(pair.value), count >= 0 {
                hops = max(hops, count)
            } else {
                userProperties.append(UserProperty(name: pair.name, value: pair.value))
            }
        }
    }
}
