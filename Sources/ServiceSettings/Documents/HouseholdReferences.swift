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
        try checkWatches()
        try checkUnique("profiles", household.profiles.map(\.id.rawValue))
        try checkPeople()
        try checkProfiles()
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
        for (index, receiver) in household.receivers.enumerated() {
            guard let person = receiver.person, !people.contains(person) else { continue }
            throw error("receivers", index, "person", "'\(person)' is not one of the people")
        }
        for (index, receiver) in household.receivers.enumerated()
        where receiver.channel == Receiver.textChannel && !household.actions.canSendText {
            throw error("receivers", index, "channel", "nothing sends text messages: add service.text_messages")
        }
        let known = Set(household.receivers.map(\.id))
        for (name, members) in household.groups.sorted(by: { $0.key < $1.key }) {
            guard let unknown = members.first(where: { !known.contains($0) }) else { continue }
            throw (fields["groups"] ?? fields.owner)
                .error("the group '\(name)' names '\(unknown)', which is no receiver")
        }
        for (index, receiver) in household.receivers.enumerated() where receiver.channel == "webchat" {
            guard PersonID(receiver.address).map(people.contains) != true else { continue }
            throw error("receivers", index, "address", "'\(receiver.address)' is not one of the people")
        }
    }

    /// Watches have names across cameras; the short form of stillness has its camera's name.
    private func checkWatches() throws(SettingsError) {
        var seen: Set<WatchID> = []
        for watch in household.allWatches where !seen.insert(watch.id).inserted {
            throw (fields["watches"] ?? fields["cameras"] ?? fields.owner)
                .error("the watch '\(watch.id)' is there already: give another 'id'")
        }
    }

    private func checkProfiles() throws(SettingsError) {
        let watches = Set(household.allWatches.map(\.id))
        let cameras = Set(household.cameras.map(\.id))
        for (index, profile) in household.profiles.enumerated() {
            let (field, names) =
                switch profile.selection {
                case .only(let names): ("watches", names)
                case .allBut(let names): ("off", names)
                }
            if let unknown = names.subtracting(watches).min() {
                throw error("profiles", index, field, "'\(unknown)' is not one of the watches")
            }
            if let unknown = Set(profile.switches.keys).subtracting(cameras).min() {
                throw error("profiles", index, "cameras", "'\(unknown)' is not one of the cameras")
            }
        }
        guard household.profiles.count <= CameraProfile.maximumCount else {
            throw (fields["profiles"] ?? fields.owner).error("must be at most \(CameraProfile.maximumCount)")
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
        // proof: the list was read before; without it the error is told with the place of the whole.
        guard let elements = try? fields[list]?.sequence(), index < elements.count else {
            return fields.owner.error(message)
        }
        let error = elements[index].error(message)
        return SettingsError(file: error.file, line: error.line, path: "\(error.path).\(field)", message: message)
    }
}
