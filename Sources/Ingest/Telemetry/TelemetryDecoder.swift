public import MonitoringModel

/// Turns MQTT messages into telemetry; a value without state, safe to use from any thread.
///
/// A topic that a mapping covers takes the device from the topic. Any other topic that was subscribed to, say
/// because a rule reads from it, is telemetry too; its device is the payload's member `device`, if that is a name.
///
/// The time of measurement is the first believable one among the members `observedAt`, `timestamp`, `time`, `ts`
/// and `t`; see ``PayloadTime``. Without one it is the time of arrival.
public struct TelemetryDecoder: Sendable {
    /// The largest payload that is taken in by default: 256 KiB.
    public static let standardPayloadLimit = 256 * 1_024
    /// The longest topic MQTT permits, in bytes.
    private static let topicLimit = 65_535

    /// The mappings; the first that covers a topic counts.
    public let mappings: [TopicMapping]
    /// The largest payload that is taken in, in bytes.
    public let payloadLimit: Int
    /// Whether topics that no mapping covers are taken in.
    public let takesOtherTopics: Bool

    /// Creates a decoder.
    public init(
        mappings: [TopicMapping] = [.standard],
        payloadLimit: Int = TelemetryDecoder.standardPayloadLimit,
        takesOtherTopics: Bool = true
    ) {
        self.mappings = mappings
        self.payloadLimit = payloadLimit
        self.takesOtherTopics = takesOtherTopics
    }

    /// Decodes one message.
    ///
    /// The payload is not kept. `isDuplicate` is the DUP flag with which the message arrived.
    public func decode(
        topic: String,
        payload: UnsafeRawBufferPointer,
        isDuplicate: Bool,
        receivedAt: Instant
    ) -> Result<DecodedTelemetry, IngestProblem> {
        do throws(IngestProblem) {
            let route = try route(topic)
            var binary: [UInt8]?
            let document = try document(payload, topic: topic, isFree: route == nil, &binary)
            var members: [JSONValue.Member] = []
            if case .object(let found) = document {
                members = found
            } else if route != nil {
                throw IngestProblem(.notAnObject, topic: topic)
            }
            let found = PayloadMembers(members)
            let (time, timeProblem) = found.observedTime(receivedAt: receivedAt)
            let isUnique = time != nil || found.hasMessageIdentifier
            var telemetry = Telemetry(
                topic: topic,
                device: route ?? found.device.flatMap { DeviceID($0) },
                document: document,
                observedAt: time ?? receivedAt,
                receivedAt: receivedAt
            )
            telemetry.envelope.binaryPayload = binary
            return .success(
                DecodedTelemetry(
                    telemetry: telemetry,
                    key: InputKey(
                        topic: topic,
                        payload: payload,
                        evidence: isUnique ? .unique : found.hasSequence ? .sequence : .none,
                        isDuplicate: isDuplicate
                    ),
                    warning: timeProblem.map { IngestProblem($0, topic: topic) }
                )
            )
        } catch {
            return .failure(error)
        }
    }

    /// Decodes one message whose payload is an array.
    public func decode(
        topic: String,
        payload: [UInt8],
        isDuplicate: Bool,
        receivedAt: Instant
    ) -> Result<DecodedTelemetry, IngestProblem> {
        payload.withUnsafeBytes {
            decode(topic: topic, payload: $0, isDuplicate: isDuplicate, receivedAt: receivedAt)
        }
    }

    /// Returns the device that the topic names, or `nil` if it names none.
    private func route(_ topic: String) throws(IngestProblem) -> DeviceID? {
        var topic = topic
        let outcome = topic.withUTF8 { bytes -> Result<DeviceID?, IngestProblem.Reason> in
            guard (1...Self.topicLimit).contains(bytes.count), !bytes.contains(where: Self.isForbidden) else {
                return .failure(.wrongTopic)
            }
            for mapping in mappings {
                switch mapping.match(bytes) {
                case .none: continue
                case .anonymous: return .success(nil)
                case .device(let range):
                    let name = String(decoding: bytes[range], as: UTF8.self)
                    return DeviceID(name).map { .success($0) } ?? .failure(.badName(name))
                }
            }
            return takesOtherTopics ? .success(nil) : .failure(.wrongTopic)
        }
        switch outcome {
        case .success(let device): return device
        case .failure(let reason): throw IngestProblem(reason, topic: topic)
        }
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#") || byte == 0
    }

    /// Reads a payload; on a topic that belongs to no device it may be anything, which rules can take as bytes.
    private func document(
        _ payload: UnsafeRawBufferPointer,
        topic: String,
        isFree: Bool,
        _ binary: inout [UInt8]?
    ) throws(IngestProblem) -> JSONValue {
        guard payload.count <= payloadLimit else {
            throw IngestProblem(.tooLarge(count: payload.count, limit: payloadLimit), topic: topic)
        }
        do throws(JSONParseError) {
            return try JSONParser.parse(payload)
        } catch {
            if case .tooDeep(let limit) = error.reason { throw IngestProblem(.tooDeep(limit: limit), topic: topic) }
            guard isFree else { throw IngestProblem(.notJSON(error), topic: topic) }
            binary = Array(payload)
            return .null
        }
    }
}
