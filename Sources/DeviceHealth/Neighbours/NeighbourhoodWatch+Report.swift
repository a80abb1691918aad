public import MonitoringModel

extension AlertKind {
    /// Several devices fail together: the cause is in what they share.
    public static var plantFault: AlertKind { AlertKind("plant_fault") ?? .deviceFault }
}

extension NeighbourhoodWatch {
    /// The most devices that a plant alert lists by name.
    static let listed = 50

    /// What makes the plant alerts of a group the same one.
    public static func fingerprint(_ group: NeighbourGroup) -> String { "plant_fault/\(group)" }

    /// The report of a group's plant alert, with those whom it covers now.
    func plantReport(_ group: NeighbourGroup, _ condition: ConditionReport.State, _ now: Instant) -> ConditionReport {
        let covered = state.covered(by: group)
        let names = covered.prefix(Self.listed).map(\.rawValue).joined(separator: ", ")
        let more = covered.count > Self.listed ? " and \(covered.count - Self.listed) more" : ""
        let place = "\(group.level) \(group.name)"
        let since = state.plants.first { $0.group == group }?.since ?? now
        let began =
            "\(covered.count) of \(sizes[group] ?? covered.count) devices of \(place) fail together; "
            + "the cause is likely outside the homes."
        let faults = Set(covered.flatMap { state.devices[$0]?.reports ?? [] }.compactMap { $0.details["fault"] })
        return ConditionReport(
            fingerprint: Self.fingerprint(group),
            kind: .plantFault,
            state: condition,
            severity: .major,
            subject: Subject(site: group.level == "site" ? SiteID(group.name) : nil),
            summary: condition == .active ? began : "The devices of \(place) work again.",
            details: [
                "fault": "plant_fault", "explanation": "Several homes near you have the same trouble.",
                "covers": names + more, "count": "\(covered.count)", "group": group.description,
                "faults": faults.sorted().prefix(8).joined(separator: ", "),
                "part": "line amplifier, node or power feed of \(place)", "skill": "network",
            ],
            observedAt: condition == .active ? since : now
        )
    }
}
