import DeviceHealth
import MonitoringModel

extension MonitoringCore {
    /// The groups of devices that are large enough for a fault of the plant, by device.
    ///
    /// Others are left out: nobody's trouble is held back to wait for neighbours that there are not.
    static func neighbours(of household: Household) -> [DeviceID: [NeighbourGroup]] {
        let all = household.devices.map { ($0.id, NeighbourGroup.groups(of: $0.neighbourAttributes)) }
        var sizes: [NeighbourGroup: Int] = [:]
        for group in all.flatMap({ Set($0.1) }) { sizes[group, default: 0] += 1 }
        let least = household.neighbourhood.count
        var groups: [DeviceID: [NeighbourGroup]] = [:]
        for (device, candidates) in all {
            let large = candidates.filter { sizes[$0, default: 0] >= least }
            if !large.isEmpty { groups[device] = large }
        }
        return groups
    }

    /// Does what a device's health machine wants; a fault waits to see whether neighbours fail too.
    mutating func applyOfDevice(_ effect: Effect, _ turn: inout Turn) throws {
        guard case .report(let report) = effect else { return try apply(effect, &turn) }
        let before = neighbourhood.state
        let effects = neighbourhood.handle(report, at: turn.now)
        noteNeighbours(before)
        for effect in effects { try apply(effect, &turn) }
    }

    /// Tells what was held back long enough.
    mutating func tellNeighbours(_ deadline: Deadline, _ turn: inout Turn) throws {
        let before = neighbourhood.state
        let effects = neighbourhood.handle(deadline, at: turn.now)
        noteNeighbours(before)
        for effect in effects { try apply(effect, &turn) }
    }

    private mutating func noteNeighbours(_ before: NeighbourhoodState) {
        if neighbourhood.state != before { changedMachines.insert(StoredMachine.neighbourhood.key("")) }
    }
}

extension Household.WatchedDevice {
    /// What makes devices neighbours: the attributes, and the site.
    fileprivate var neighbourAttributes: [String: String] {
        var all = attributes
        if let site, all["site"] == nil { all["site"] = site.rawValue }
        return all
    }
}
