import MonitoringModel

/// The JSON form of the status.
enum StatusDocument {
    /// Returns the status' document.
    static func value(of status: ServiceStatus) -> JSONValue {
        let counters = status.counters.sorted { $0.key < $1.key }
        return JSONValue(object: [
            "version": .string(status.version),
            "startedAt": .time(status.startedAt),
            "ready": .bool(status.ready),
            "components": .array(status.components.map(value)),
            "cameras": .array(status.cameras.map(value)),
            "broker": status.broker.map(value) ?? .null,
            "channels": .array(status.channels.map(value)),
            "pipeline": status.pipeline.map(value) ?? .null,
            "counters": .object(counters.map { JSONValue.Member(name: $0.key, value: .number($0.value)) }),
        ])
    }

    private static func value(of component: ServiceStatus.Component) -> JSONValue {
        JSONValue(object: [
            "name": .string(component.name),
            "state": .string(component.state.rawValue),
            "message": .string(component.message),
            "since": .time(component.since),
        ])
    }

    private static func value(of camera: ServiceStatus.Camera) -> JSONValue {
        JSONValue(object: [
            "id": .string(camera.id.rawValue),
            "state": .string(camera.state.rawValue),
            "message": .string(camera.message),
            "framesPerSecond": camera.framesPerSecond.map(JSONValue.number) ?? .null,
            "lastFrameAt": .time(camera.lastFrameAt),
            "watchedSeconds": .number(camera.watchedSeconds),
            "falseAlarms": .number(camera.falseAlarms),
        ])
    }

    private static func value(of broker: ServiceStatus.Broker) -> JSONValue {
        JSONValue(object: [
            "state": .string(broker.state.rawValue),
            "address": .string(broker.address),
            "message": .string(broker.message),
            "since": .time(broker.since),
        ])
    }

    private static func value(of channel: ServiceStatus.Channel) -> JSONValue {
        JSONValue(object: [
            "name": .string(channel.name),
            "state": .string(channel.state.rawValue),
            "message": .string(channel.message),
            "delivered": .number(channel.delivered),
            "failed": .number(channel.failed),
        ])
    }

    private static func value(of pipeline: ServiceStatus.Pipeline) -> JSONValue {
        JSONValue(object: [
            "stored": .number(pipeline.stored),
            "transactions": .number(pipeline.transactions),
            "repetitions": .number(pipeline.repetitions),
            "refused": .number(pipeline.refused),
            "waiting": .number(pipeline.waiting),
            "deadlines": .number(pipeline.deadlines),
        ])
    }
}
