import Alerting
import FieldService
import MonitoringModel
import StreamPipeline

extension Household.Resident {
    /// Reads a person.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["id", "name", "time_zone", "site", "sees_pictures"])
        self.init(
            id: try fields.required("id").identifier(),
            name: try fields.required("name").string(),
            timeZone: try fields.value("time_zone", default: "UTC") { (node) throws(SettingsError) in
                try node.timeZone()
            },
            site: try fields.optional("site") { (node) throws(SettingsError) in try node.identifier() }
        )
        seesPictures = try fields.value("sees_pictures", default: seesPictures) { (node) throws(SettingsError) in
            try node.bool()
        }
    }
}

extension Receiver {
    /// Reads a receiver.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["id", "channel", "address", "person"])
        let channel = try fields.required("channel").string()
        guard ["webhook", "webchat", "speech", "sms"].contains(channel) else {
            throw try fields.required("channel").error("must be one of webhook, webchat, speech, sms")
        }
        self.init(
            id: try fields.required("id").identifier(),
            channel: channel,
            address: try fields.required("address").string(),
            person: try fields.optional("person") { (node) throws(SettingsError) in try node.identifier() }
        )
    }
}

extension Route {
    /// Reads a route.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["kinds", "minimum_severity", "person", "site", "sends_resolved", "receivers"])
        self.init(
            kinds: try fields.list("kinds") { (node) throws(SettingsError) in try node.alertKind() },
            minimumSeverity: try fields.value("minimum_severity", default: .information) {
                (node) throws(SettingsError) in try node.choice()
            },
            person: try fields.optional("person") { (node) throws(SettingsError) in try node.identifier() },
            site: try fields.optional("site") { (node) throws(SettingsError) in try node.identifier() },
            sendsResolved: try fields.value("sends_resolved", default: true) { (node) throws(SettingsError) in
                try node.bool()
            },
            receivers: try fields.list("receivers") { (node) throws(SettingsError) in try node.identifier() }
        )
    }
}

extension Technician {
    /// Reads a technician.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["id", "name", "skills", "sites", "shifts", "time_zone"])
        self.init(
            id: try fields.required("id").identifier(),
            name: try fields.required("name").string(),
            skills: Set(try fields.list("skills") { (node) throws(SettingsError) in try node.string() }),
            sites: Set(try fields.list("sites") { (node) throws(SettingsError) in try node.identifier() }),
            shifts: try ShiftPlan.read(try fields.required("shifts")),
            timeZone: try fields.value("time_zone", default: "UTC") { (node) throws(SettingsError) in
                try node.timeZone()
            }
        )
    }
}
