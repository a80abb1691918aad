public import MonitoringModel

/// The only place where alerts change: turns reports of conditions and commands of people into alerts.
///
/// The rules:
/// - An active condition without an open alert fires a new one, with the next number.
/// - Repeating it changes nothing. A higher severity raises the alert, which then **fires again even if
///   it was acknowledged**: whoever took care of a warning has not agreed to take care of an emergency.
///   New pictures and details of a new name are added; a detail whose value merely changes is not news
///   of its own, so the history of an alert stays short however often its condition is reported.
/// - A cleared condition resolves its alert, unless the end lies before the alert's beginning.
/// - A condition that comes back after its alert was resolved fires a new alert.
/// - A condition whose alert was **resolved by hand stays quiet** until it is reported cleared once, comes
///   back more severe, or ``AlertLimits/quietPeriod`` has passed: see ``suppressions``.
///
/// A value: no clock, no storage. Store ``suppressions`` with the alerts and hand them back at the start.
public struct AlertLifecycle: Sendable {
    /// The longest name of a person who acts, in characters.
    public static let maximumNameLength = 128
    /// The longest note to a command, in characters.
    public static let maximumNoteLength = 1_000

    /// What is kept at most.
    public let limits: AlertLimits
    /// The number of the next alert.
    public private(set) var nextNumber: Int64
    /// What has been left out since the life cycle was created.
    public private(set) var counts = AlertCounts()

    private var openByFingerprint: [String: Alert]
    private var fingerprintByID: [AlertID: String]
    private var quiet: [String: Suppression]

    /// Creates a life cycle from what was stored.
    ///
    /// - Parameters:
    ///   - openAlerts: The alerts that are not resolved; resolved ones are left out.
    ///   - nextNumber: The number of the next alert, from 1.
    ///   - suppressions: The conditions that stay quiet.
    ///   - limits: What is kept at most.
    public init(
        openAlerts: [Alert] = [],
        nextNumber: Int64 = 1,
        suppressions: [Suppression] = [],
        limits: AlertLimits = AlertLimits()
    ) {
        self.limits = limits
        openByFingerprint = [:]
        fingerprintByID = [:]
        for alert in openAlerts where alert.state != .resolved {
            if let other = openByFingerprint[alert.fingerprint] { fingerprintByID[other.id] = nil }
            openByFingerprint[alert.fingerprint] = alert
            fingerprintByID[alert.id] = alert.fingerprint
        }
        let highest = openAlerts.map(\.number).max() ?? 0
        self.nextNumber = max(1, nextNumber, highest == .max ? highest : highest + 1)
        quiet = [:]
        for suppression in suppressions.prefix(limits.suppressions) { quiet[suppression.fingerprint] = suppression }
    }

    /// The alerts that are not resolved, by rising number.
    public var openAlerts: [Alert] { openByFingerprint.values.sorted { $0.number < $1.number } }

    /// The number of alerts that are not resolved.
    public var openCount: Int { openByFingerprint.count }

    /// The conditions that stay quiet after being resolved by hand, by fingerprint.
    public var suppressions: [Suppression] { quiet.values.sorted { $0.fingerprint < $1.fingerprint } }

    /// Returns an open alert, or `nil` if there is none of that name.
    public func openAlert(_ id: AlertID) -> Alert? {
        fingerprintByID[id].flatMap { openByFingerprint[$0] }
    }

    /// Takes note of a condition and returns what changed, at most one change.
    ///
    /// - Parameters:
    ///   - report: The report; texts longer than ``limits`` are cut.
    ///   - now: The current time.
    /// - Returns: The change, or nothing.
    public mutating func handle(_ report: ConditionReport, at now: Instant) -> [AlertChange] {
        guard (1...limits.fingerprintSize).contains(report.fingerprint.utf8.count) else {
            counts.refusedFingerprint += 1
            return []
        }
        let report = limits.bounded(report)
        switch (report.state, openByFingerprint[report.fingerprint]) {
        case (.active, nil): return fire(report, now)
        case (.active, let alert?): return update(alert, report, now)
        case (.cleared, let alert?): return clear(alert, report, now)
        case (.cleared, nil):
            quiet[report.fingerprint] = nil
            return []
        }
    }

    /// Carries out a command about an alert and returns what changed.
    ///
    /// Acknowledging twice by the same person changes nothing and is no error.
    ///
    /// - Parameters:
    ///   - command: The command.
    ///   - now: The current time.
    /// - Returns: The changes, or why the command was refused.
    public mutating func handle(_ command: Command, at now: Instant) -> Result<[AlertChange], AlertingError> {
        switch command {
        case .acknowledgeAlert(let id, let person, let note):
            open(id, person, note).flatMap { acknowledge($0, person, note, now) }
        case .resolveAlert(let id, let person, let note):
            open(id, person, note).map { resolve($0, person, note, now) }
        case .rejectAlert(let id, let person, let note):
            open(id, person, note).map { resolve($0, person, note, now, asFalse: true) }
        case .switchProfile, .quietCameras, .keepDocument, .removeDocument, .setAlarm, .settleAction,
            .changeDestination:
            .success([])
        }
    }
}

// MARK: - Reports

extension AlertLifecycle {
    private mutating func fire(_ report: ConditionReport, _ now: Instant) -> [AlertChange] {
        if let suppression = quiet[report.fingerprint] {
            guard report.severity > suppression.severity || now - suppression.since >= limits.quietPeriod else {
                counts.suppressed += 1
                return []
            }
        }
        guard openByFingerprint.count < limits.openAlerts else {
            counts.refusedTooManyOpen += 1
            return []
        }
        quiet[report.fingerprint] = nil
        var alert = Alert(number: nextNumber, report: report, now: now)
        alert.evidence = []
        add(report.evidence, to: &alert)
        if nextNumber < .max { nextNumber += 1 }
        return [keep(alert, .fired, alert.summary, nil, now)]
    }

    /// The details that are kept as they are now, because they say whom an alert covers; others stay as they were when
    /// it fired, since a reading changes all the time.
    private static let livingDetails: Set<String> = ["covers", "count"]

    private mutating func update(_ alert: Alert, _ report: ConditionReport, _ now: Instant) -> [AlertChange] {
        var changed = alert
        let pictures = add(report.evidence, to: &changed)
        let facts = add(report.details, to: &changed)
        if report.severity > alert.severity {
            changed.severity = report.severity
            changed.summary = report.summary
            changed.details.merge(report.details.filter { changed.details[$0.key] != nil }) { $1 }
            changed.state = .firing
            changed.acknowledgedAt = nil
            changed.acknowledgedBy = nil
            let text = "\(alert.severity.rawValue) became \(report.severity.rawValue): \(report.summary)"
            return [keep(changed, .severityRaised, text, nil, now)]
        }
        let isRevised = Self.livingDetails.contains { name in
            report.details[name] != nil && report.details[name] != alert.details[name]
        }
        if isRevised { changed.summary = report.summary }
        guard isRevised || pictures + facts.count > 0 else { return [] }
        changed.details.merge(report.details.filter { changed.details[$0.key] != nil }) { $1 }
        var news: [String] = []
        if pictures > 0 { news.append(pictures == 1 ? "1 picture" : "\(pictures) pictures") }
        if isRevised {
            changed.details.merge(report.details) { $1 }
            news.append("now \(report.summary)")
        }
        news.append(contentsOf: facts.map { "\($0): \(report.details[$0] ?? "")" })
        return [keep(changed, .updated, "Added " + news.joined(separator: ", "), nil, now)]
    }

    private mutating func clear(_ alert: Alert, _ report: ConditionReport, _ now: Instant) -> [AlertChange] {
        guard report.observedAt >= alert.startedAt else {
            counts.staleEnds += 1
            return []
        }
        var resolved = alert
        resolved.state = .resolved
        resolved.resolvedAt = report.observedAt
        return [keep(resolved, .resolved, "Returned to normal", nil, now)]
    }

    @discardableResult
    private mutating func add(_ evidence: [EvidenceID], to alert: inout Alert) -> Int {
        var added = 0
        for picture in evidence where !alert.evidence.contains(picture) {
            guard alert.evidence.count < limits.evidence else {
                counts.droppedEvidence += 1
                continue
            }
            alert.evidence.append(picture)
            added += 1
        }
        return added
    }

    private func add(_ details: [String: String], to alert: inout Alert) -> [String] {
        var added: [String] = []
        for name in details.keys.sorted() where alert.details[name] == nil {
            guard alert.details.count < limits.details else { break }
            alert.details[name] = details[name]
            added.append(name)
        }
        return added
    }

    /// Keeps an alert as it is now, or forgets it if it is over, and describes the change.
    private mutating func keep(
        _ alert: Alert,
        _ event: TimelineEntry.Event,
        _ text: String,
        _ actor: String?,
        _ now: Instant
    ) -> AlertChange {
        var alert = alert
        alert.updatedAt = now
        let isOver = alert.state == .resolved
        openByFingerprint[alert.fingerprint] = isOver ? nil : alert
        fingerprintByID[alert.id] = isOver ? nil : alert.fingerprint
        let entry = TimelineEntry(alert: alert.id, at: now, event: event, text: text, actor: actor)
        return AlertChange(alert: alert, entry: entry)
    }
}

// MARK: - Commands

extension AlertLifecycle {
    private func open(_ id: AlertID, _ person: String, _ note: String?) -> Result<Alert, AlertingError> {
        guard (1...Self.maximumNameLength).contains(person.count) else {
            return .failure(.invalidName(length: person.count))
        }
        if let length = note?.count, length > Self.maximumNoteLength { return .failure(.noteTooLong(length: length)) }
        if let alert = openAlert(id) { return .success(alert) }
        guard let number = Alert.number(of: id), number < nextNumber else { return .failure(.unknownAlert(id)) }
        return .failure(.alreadyResolved(id))
    }

    private mutating func acknowledge(
        _ alert: Alert,
        _ person: String,
        _ note: String?,
        _ now: Instant
    ) -> Result<[AlertChange], AlertingError> {
        if alert.state == .acknowledged {
            guard let other = alert.acknowledgedBy, other != person else { return .success([]) }
            return .failure(.alreadyAcknowledged(alert.id, by: other))
        }
        var acknowledged = alert
        acknowledged.state = .acknowledged
        acknowledged.acknowledgedAt = now
        acknowledged.acknowledgedBy = person
        return .success([keep(acknowledged, .acknowledged, Self.text("Acknowledged", person, note), person, now)])
    }

    private mutating func resolve(
        _ alert: Alert,
        _ person: String,
        _ note: String?,
        _ now: Instant,
        asFalse isFalse: Bool = false
    ) -> [AlertChange] {
        var resolved = alert
        resolved.state = .resolved
        resolved.isFalseAlarm = isFalse ? true : nil
        resolved.resolvedAt = max(now, alert.startedAt)
        quiet = quiet.filter { now - $0.value.since < limits.quietPeriod }
        if quiet.count < limits.suppressions {
            quiet[alert.fingerprint] = Suppression(
                fingerprint: alert.fingerprint,
                severity: alert.severity,
                since: now
            )
        }
        let verb = isFalse ? "Called a false alarm" : "Resolved"
        return [keep(resolved, .resolved, Self.text(verb, person, note), person, now)]
    }

    private static func text(_ verb: String, _ person: String, _ note: String?) -> String {
        guard let note, !note.isEmpty else { return "\(verb) by \(person)" }
        return "\(verb) by \(person): \(note)"
    }
}

extension Alert {
    /// Returns the number in an alert's name, or `nil` if it is no alert's name.
    static func number(of id: AlertID) -> Int64? {
        guard id.rawValue.hasPrefix("alert-"), let number = Int64(id.rawValue.dropFirst(6)), number > 0,
            Alert.id(number: number) == id
        else { return nil }
        return number
    }
}
