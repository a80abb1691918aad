import Alerting
import DeviceHealth
import FieldService
import Foundation
import FrameAnalysis
import MetricAlarms
import MonitoringModel
import RuleEngine
public import StreamPipeline

/// Everything that a settings file says.
public struct Settings: Sendable {
    /// How the service itself runs.
    public var service = ServiceDocument()
    /// Whom and what it watches, and who is told.
    public var household = Household()

    /// Creates the settings of a first run.
    public init() {}

    /// Reads settings from a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - isForRunningService: Whether its rules and alarms go to a service that runs, and knows what they may reach.
    /// - Throws: ``SettingsError`` at the first fault, with file, line and path.
    public init(contentsOf path: String, isForRunningService: Bool = false) throws(SettingsError) {
        try self.init(try Self.text(of: path), file: path, isForRunningService: isForRunningService)
    }

    /// Returns the text of a settings file.
    ///
    /// - Throws: ``SettingsError`` if it cannot be read, is too large or no text.
    static func text(of path: String) throws(SettingsError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        } catch {
            throw SettingsError(file: path, message: "cannot be read: \(error.localizedDescription)")
        }
        guard data.count <= SettingsNode.maximumFileSize else {
            throw SettingsError(file: path, message: "is larger than \(SettingsNode.maximumFileSize) bytes: split it")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw SettingsError(file: path, message: "is not UTF-8 text")
        }
        return text
    }

    /// Reads settings from the text of a file.
    ///
    /// - Throws: ``SettingsError`` at the first fault, with file, line and path.
    public init(_ text: String, file: String, isForRunningService: Bool = false) throws(SettingsError) {
        let fields = try SettingsNode.parse(text, file: file)
            .mapping([
                "service", "people", "cameras", "watches", "profiles", "devices", "rules", "alarms", "receivers",
                "groups", "neighbours",
                "routes", "technicians",
            ])
        if let node = fields["service"] { service = try ServiceDocument(node) }
        household.actions = isForRunningService ? .decidedElsewhere : service.actions
        let permissions = household.actions
        household.people = try fields.list("people") { (node) throws(SettingsError) in
            try Household.Resident(node)
        }
        household.cameras = try fields.list("cameras") { (node) throws(SettingsError) in
            try Household.WatchedCamera(node)
        }
        household.watches = try WatchReader(household).watches(fields)
        household.profiles = try fields.list("profiles") { (node) throws(SettingsError) in
            try Profile(node, timeZone: household.people.first?.timeZone ?? "UTC")
        }
        household.devices = try fields.list("devices") { (node) throws(SettingsError) in
            try Household.WatchedDevice(node)
        }
        if let node = fields["neighbours"] { household.neighbourhood = try node.decode(NeighbourhoodSettings.self) }
        household.rules = try fields.list("rules") { (node) throws(SettingsError) in
            try node.rule(permissions)
        }
        household.alarms = try fields.list("alarms") { (node) throws(SettingsError) in try node.alarm(permissions) }
        do {
            _ = try MetricAlarmSet(household.alarms)
        } catch {
            throw (fields["alarms"] ?? fields.owner).error("\(error)")
        }
        household.receivers = try fields.list("receivers") { (node) throws(SettingsError) in try Receiver(node) }
        household.groups = try Self.groups(fields)
        household.routes = try fields.list("routes") { (node) throws(SettingsError) in try Route(node) }
        household.technicians = try fields.list("technicians") { (node) throws(SettingsError) in
            try Technician(node)
        }
        try HouseholdReferences(household, fields).validate()
    }

    /// Reads the groups to which rules send messages: a list of `id` and `receivers`.
    private static func groups(_ fields: SettingsMapping) throws(SettingsError) -> [String: [ReceiverID]] {
        var groups: [String: [ReceiverID]] = [:]
        _ = try fields.list("groups") { (node) throws(SettingsError) in
            let group = try node.mapping(["id", "receivers"])
            let id: ReceiverID = try group.required("id").identifier()
            let receivers: [ReceiverID] = try group.list("receivers") { (node) throws(SettingsError) in
                try node.identifier()
            }
            guard !receivers.isEmpty else { throw node.error("a group has at least one of the receivers") }
            guard groups.updateValue(receivers, forKey: id.rawValue) == nil else {
                throw node.error("the group '\(id)' is there already: give another name")
            }
        }
        return groups
    }
}
