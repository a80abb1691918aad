import Foundation
import MonitoringModel

/// What Home Assistant's documentation says of the discovery payloads that we send, strictly read.
enum HomeAssistantSchema {
    struct Component {
        var required: Set<String>
        var optional: Set<String>
        var deviceClasses: Set<String> = []
    }

    private static let everywhere: Set<String> = [
        "unique_id", "device", "origin", "name", "default_entity_id", "availability", "availability_mode",
    ]
    private static let anywhere: Set<String> = ["icon", "entity_category", "enabled_by_default", "qos", "encoding"]

    static let components: [String: Component] = [
        "binary_sensor": Component(
            required: ["state_topic"],
            optional: [
                "payload_on", "payload_off", "device_class", "expire_after", "off_delay", "value_template",
                "force_update",
            ],
            deviceClasses: ["motion", "occupancy", "safety", "problem", "connectivity", "presence", "running"]
        ),
        "sensor": Component(
            required: ["state_topic"],
            optional: [
                "device_class", "expire_after", "value_template", "state_class", "unit_of_measurement", "options",
                "force_update", "suggested_display_precision",
            ],
            deviceClasses: ["enum", "timestamp", "duration"]
        ),
        "image": Component(required: ["image_topic"], optional: ["content_type", "image_encoding"]),
        "switch": Component(
            required: ["command_topic", "state_topic"],
            optional: ["payload_on", "payload_off", "state_on", "state_off", "retain", "optimistic", "device_class"],
            deviceClasses: ["switch", "outlet"]
        ),
        "select": Component(
            required: ["command_topic", "options", "state_topic"],
            optional: ["retain", "optimistic", "value_template", "command_template"]
        ),
    ]

    /// What is wrong with a configuration; nothing if it is as documented.
    static func faults(topic: String, _ configuration: JSONValue) -> [String] {
        let levels = topic.split(separator: "/")
        guard levels.count == 5, let component = components[String(levels[1])],
            case .object(let members) = configuration
        else { return ["no such component"] }
        var faults: [String] = []
        let names = Set(members.map(\.name))
        let permitted = component.required.union(component.optional).union(everywhere).union(anywhere)
        faults += component.required.union(everywhere).subtracting(names).map { "\($0) is missing" }
        faults += names.subtracting(permitted).map { "\($0) is unknown" }
        for member in members { faults += Self.faults(member, String(levels[1]), component) }
        faults += combinations(configuration)
        return faults
    }

    private static func faults(_ member: JSONValue.Member, _ component: String, _ rules: Component) -> [String] {
        let isRight: Bool
        switch member.name {
        case "device": return deviceFaults(member.value)
        case "origin": isRight = isText(member.value["name"]) && isText(member.value["sw_version"])
        case "availability": return availabilityFaults(member.value)
        case "availability_mode": isRight = ["all", "any", "latest"].contains(member.value.stringValue)
        case "state_topic", "command_topic", "image_topic": isRight = isTopic(member.value)
        case "device_class": isRight = rules.deviceClasses.contains(member.value.stringValue ?? "")
        case "state_class": isRight = member.value.stringValue == "measurement"
        case "entity_category": isRight = ["config", "diagnostic"].contains(member.value.stringValue)
        case "expire_after": isRight = (member.value.doubleValue ?? 0) >= 1
        case "qos": isRight = [0, 1, 2].contains(member.value.doubleValue)
        case "retain", "enabled_by_default": isRight = member.value == .bool(true) || member.value == .bool(false)
        case "options":
            guard case .array(let options) = member.value else { return ["options is no list"] }
            isRight = !options.isEmpty && options.allSatisfy(isText) && Set(options).count == options.count
        case "icon": isRight = member.value.stringValue?.hasPrefix("mdi:") ?? false
        case "default_entity_id":
            let parts = (member.value.stringValue ?? "").split(separator: ".", omittingEmptySubsequences: false)
            isRight =
                parts.count == 2 && parts[0] == component && !parts[1].isEmpty
                && parts[1].allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
        default: isRight = isText(member.value)
        }
        return isRight ? [] : ["\(member.name) is wrong: \(member.value)"]
    }

    /// Rules on members that exclude or need each other.
    private static func combinations(_ configuration: JSONValue) -> [String] {
        var faults: [String] = []
        let isEnumeration = configuration["device_class"]?.stringValue == "enum"
        let isSelect = configuration["command_topic"] != nil && configuration["options"] != nil
        if isEnumeration != (configuration["options"] != nil), !isSelect {
            faults.append("options and enum go together")
        }
        if isEnumeration, configuration["state_class"] != nil || configuration["unit_of_measurement"] != nil {
            faults.append("an enumeration has no unit and no state class")
        }
        return faults
    }

    private static func deviceFaults(_ device: JSONValue) -> [String] {
        guard case .object(let members) = device else { return ["device is no object"] }
        let permitted: Set<String> = [
            "identifiers", "connections", "manufacturer", "model", "name", "hw_version", "serial_number", "sw_version",
            "via_device", "suggested_area", "configuration_url",
        ]
        var faults = members.map(\.name).filter { !permitted.contains($0) }.map { "device.\($0) is unknown" }
        guard case .array(let identifiers) = device["identifiers"], !identifiers.isEmpty, identifiers.allSatisfy(isText)
        else { return faults + ["device has no identifiers"] }
        for member in members where member.name != "identifiers" && !isText(member.value) {
            faults.append("device.\(member.name) is no text")
        }
        return faults
    }

    private static func availabilityFaults(_ availability: JSONValue) -> [String] {
        guard case .array(let conditions) = availability, !conditions.isEmpty else {
            return ["availability is no list"]
        }
        let permitted: Set<String> = ["topic", "payload_available", "payload_not_available", "value_template"]
        return conditions.flatMap { condition -> [String] in
            guard case .object(let members) = condition, isTopic(condition["topic"]) else {
                return ["no availability topic"]
            }
            return members.map(\.name).filter { !permitted.contains($0) }.map { "availability.\($0) is unknown" }
        }
    }

    private static func isText(_ value: JSONValue?) -> Bool {
        guard let text = value?.stringValue else { return false }
        return !text.isEmpty && !text.unicodeScalars.contains { $0.value < 32 }
    }

    private static func isTopic(_ value: JSONValue?) -> Bool {
        guard isText(value), let topic = value?.stringValue else { return false }
        return !topic.contains { "+#".contains($0) }
            && topic.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }
}
