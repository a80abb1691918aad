public import MonitoringModel

/// Makes one plant alert of the failures of several neighbours, in place of one alert for each.
///
/// Reports of device health go in, and those that people are to be told come out. A failure of a device that
/// has neighbours is held back a short while. When enough devices of a group fail within the window, one plant
/// alert begins that names them; what was held back is dropped and what was told is withdrawn. While it lasts,
/// further failures of the group are covered. It ends when fewer than half of the number that began it still
/// fail; those are then told singly. A device that belongs to several groups counts for each, and is covered by one.
public struct NeighbourhoodWatch: Sendable {
    /// The owner of the machine's deadline.
    public static let deadlineOwner = "neighbourhood"

    /// When failures are a plant fault.
    public let settings: NeighbourhoodSettings
    /// What is stored between reports.
    public internal(set) var state: NeighbourhoodState
    /// The groups of each device, the narrowest first.
    let groups: [DeviceID: [NeighbourGroup]]
    /// How many devices each group has.
    let sizes: [NeighbourGroup: Int]

    /// Creates a watch, from its stored state if there is one; devices that are gone are forgotten.
    public init(
        groups: [DeviceID: [NeighbourGroup]],
        settings: NeighbourhoodSettings = NeighbourhoodSettings(),
        state: NeighbourhoodState = NeighbourhoodState()
    ) {
        self.groups = groups
        self.settings = settings
        var sizes: [NeighbourGroup: Int] = [:]
        for group in groups.values.flatMap(Set.init) { sizes[group, default: 0] += 1 }
        self.sizes = sizes
        self.state = state
    }

    /// The name of the deadline at which held-back reports are told.
    public static var deadline: Deadline.ID { Deadline.ID(owner: deadlineOwner, key: "hold") }

    /// Considers what a device's health machine reports; everything else passes, and so does what is merely unusual:
    /// three homes that are not as they used to be are no fault of the plant.
    public mutating func handle(_ report: ConditionReport, at now: Instant) -> [Effect] {
        guard report.kind == .deviceFault || report.kind == .deviceSilent, let device = report.subject.device,
            !(groups[device] ?? []).isEmpty, report.details["fault"]?.hasSuffix(MonitorProfile.unusualSuffix) != true
        else { return [.report(report)] }
        let effects = report.state == .active ? begin(report, device, now) : end(report, device, now)
        return effects + reschedule()
    }

    /// Tells what has been held back long enough; others' deadlines are left alone.
    public mutating func handle(_ deadline: Deadline, at now: Instant) -> [Effect] {
        guard deadline.id == Self.deadline, deadline.dueAt == state.dueAt else { return [] }
        state.dueAt = nil
        var effects: [Effect] = []
        for device in state.devices.keys.sorted() {
            guard let trouble = state.devices[device], let until = trouble.heldUntil, until <= now else { continue }
            state.devices[device]?.heldUntil = nil
            effects += trouble.reports.map(Effect.report)
        }
        return effects + reschedule()
    }

    /// Ends what concerns devices and groups that are no longer known; to be called once after the settings changed.
    ///
    /// - Parameters:
    ///   - now: The current time.
    ///   - isWatched: Whether a device without neighbours is still there: what it reported and nobody was told is told.
    /// - Returns: What is to be told.
    public mutating func forgetStrangers(
        at now: Instant,
        isWatched: (DeviceID) -> Bool = { _ in false }
    ) -> [Effect] {
        var effects: [Effect] = []
        for (device, trouble) in state.devices.sorted(by: { $0.key < $1.key }) where groups[device] == nil {
            state.devices[device] = nil
            let isUntold = trouble.heldUntil != nil || trouble.coveredBy != nil
            if isUntold, isWatched(device) { effects += trouble.reports.map(Effect.report) }
        }
        for plant in state.plants { effects += endIfOver(plant.group, now) }
        return effects + reschedule()
    }
}

extension NeighbourhoodWatch {
    private mutating func begin(_ report: ConditionReport, _ device: DeviceID, _ now: Instant) -> [Effect] {
        var trouble = state.devices[device] ?? newTrouble(device, now)
        if let index = trouble.reports.firstIndex(where: { $0.fingerprint == report.fingerprint }) {
            trouble.reports[index] = report
        } else if trouble.reports.count < NeighbourhoodState.reportsOfOneDevice {
            trouble.reports.append(report)
        } else {
            return [.report(report)]
        }
        let isNew = state.devices.updateValue(trouble, forKey: device) == nil
        if let group = trouble.coveredBy { return isNew ? [.report(plantReport(group, .active, now))] : [] }
        let effects: [Effect] = trouble.heldUntil == nil ? [.report(report)] : []
        return effects + form(groups[device] ?? [], now)
    }

    private func newTrouble(_ device: DeviceID, _ now: Instant) -> NeighbourhoodState.Trouble {
        let plant = groups[device]?.first { group in state.plants.contains { $0.group == group } }
        let isHeld = plant == nil && settings.hold > .zero
        return NeighbourhoodState.Trouble(
            since: now,
            reports: [],
            heldUntil: isHeld ? now + settings.hold : nil,
            coveredBy: plant
        )
    }

    private mutating func end(_ report: ConditionReport, _ device: DeviceID, _ now: Instant) -> [Effect] {
        guard var trouble = state.devices[device],
            let index = trouble.reports.firstIndex(where: { $0.fingerprint == report.fingerprint })
        else { return [.report(report)] }
        trouble.reports.remove(at: index)
        let wasTold = trouble.coveredBy == nil && trouble.heldUntil == nil
        state.devices[device] = trouble.reports.isEmpty ? nil : trouble
        let effects: [Effect] = wasTold ? [.report(report)] : []
        guard trouble.reports.isEmpty, let group = trouble.coveredBy else { return effects }
        return effects + endIfOver(group, now)
    }

    /// Begins a plant alert for the first of the groups of which enough devices fail.
    private mutating func form(_ candidates: [NeighbourGroup], _ now: Instant) -> [Effect] {
        for group in candidates {
            let failing = state.devices.filter { device, trouble in
                trouble.coveredBy == nil && now - trouble.since < settings.window
                    && groups[device]?.contains(group) == true
            }
            let needed = settings.share * Double(sizes[group] ?? 0)
            guard failing.count >= settings.count, Double(failing.count) >= needed else { continue }
            state.plants.append(NeighbourhoodState.Plant(group: group, since: now))
            var withdrawn: [Effect] = []
            for (device, trouble) in failing.sorted(by: { $0.key < $1.key }) {
                if trouble.heldUntil == nil { withdrawn += trouble.reports.map { withdrawal($0, group, now) } }
                state.devices[device]?.heldUntil = nil
                state.devices[device]?.coveredBy = group
            }
            return [.report(plantReport(group, .active, now))] + withdrawn
        }
        return []
    }

    /// Ends a group's plant alert if too few devices still fail, and tells those singly.
    private mutating func endIfOver(_ group: NeighbourGroup, _ now: Instant) -> [Effect] {
        let rest = state.covered(by: group)
        guard rest.count < max(1, (settings.count + 1) / 2) else {
            return [.report(plantReport(group, .active, now))]
        }
        let over = plantReport(group, .cleared, now)
        state.plants.removeAll { $0.group == group }
        var effects: [Effect] = [.report(over)]
        for device in rest {
            state.devices[device]?.coveredBy = nil
            effects += (state.devices[device]?.reports ?? []).map(Effect.report)
        }
        return effects
    }

    private func withdrawal(_ report: ConditionReport, _ group: NeighbourGroup, _ now: Instant) -> Effect {
        var withdrawn = report
        withdrawn.state = .cleared
        withdrawn.summary = "Part of a fault of \(group.level) \(group.name) that concerns several homes."
        withdrawn.details["covered_by"] = Self.fingerprint(group)
        withdrawn.observedAt = now
        return .report(withdrawn)
    }

    private mutating func reschedule() -> [Effect] {
        let next = state.devices.values.compactMap(\.heldUntil).min()
        guard next != state.dueAt else { return [] }
        state.dueAt = next
        guard let next else { return [.cancel(Self.deadline)] }
        return [.schedule(Deadline(id: Self.deadline, dueAt: next))]
    }
}
