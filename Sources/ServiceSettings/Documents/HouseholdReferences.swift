import Alerting
import FieldService
import FrameAnalysis
import MonitoringModel
import RuleEngine
import StreamPipeline

/// The check that parts of a household name each other rightly and that no name is given twice.
struct HouseholdReferences {
    private let household: Household
    private let fields: SettingsMapping

    /// Creates the check of a household that was read from fields.
    init(_ household: Household, _ fields: SettingsMapping) {
        self.household = household
        self.fields = fields
    }

    /// Checks everything.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    func validate() throws(SettingsError) {
        try checkUnique("people", household.people.map(\.id.rawValue))
        try checkUnique("cameras", household.cameras.map(\.id.rawValue))
        try checkUnique("devices", household.devices.map(\.id.rawValue))
        try checkUnique("rules", household.rules.map(\.id.rawValue))
        try checkUnique("receivers", household.receivers.map(\.id.rawValue))
        try checkUnique("technicians", household.technicians.map(\.id.rawValue))
        try checkPeople()
        try check("routes") { _ = try AlertRouter(receivers: household.receivers, routes: household.routes) }
        try check("technicians") { _ = try Scheduler(technicians: household.technicians) }
        try check("rules") { _ = try RuleSet(household.rules) }
    }

    private func checkPeople() throws(SettingsError) {
        let people = Set(household.people.map(\.id))
        for (index, device) in household.devices.enumerated() {
            guard let owner = device.owner, !people.contains(owner) else { continue }
            throw error("devices", index, "owner", "'\(owner)' is not one of the people")
        }
        for (index, camera) in household.cameras.enumerated() {
            guard let person = camera.settings.person, !people.contains(person) else { continue }
            throw error("cameras", index, "person", "'\(person)' is not one of the people")
        }
        for (index, receiver) in household.receivers.enumerated() where receiver.channel == "webchat" {
            guard PersonID(receiver.address).map(people.contains) != true else { continue }
            throw error("receivers", index, "address", "'\(receiver.address)' is not one of the people")
        }
    }

    private func checkUnique(_ list: String, _ names: [String]) throws(SettingsError) {
        var seen: Set<String> = []
        for (index, name) in names.enumerated() where !seen.insert(name).inserted {
            throw error(list, index, "id", "'\(name)' is there already: give another name")
        }
    }

    private func check(_ list: String, _ body: () throws -> Void) throws(SettingsError) {
        do {
            try body()
        } catch {
            throw (fields[list] ?? fields.owner).error("\(error)")
        }
    }

    private func error(_ list: String, _ index: Int, _ field: String, _ message: String) -> SettingsError {
        guard let elements = try? fields[list]?.sequence(), index < elements.count else {
            return fields.owner.error(message)
        }
        let error = elements[index].error(message)
        return SettingsError(file: error.file, line: error.line, path: "\(error.path).\(field)", message: message)
    }
}
