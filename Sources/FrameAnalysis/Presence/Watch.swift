public import MonitoringModel

/// One thing that is watched for in what one or several cameras see, such as nobody seen for half a day.
public struct Watch: Hashable, Sendable {
    /// What is watched for.
    public enum Kind: String, Sendable, CaseIterable {
        /// Somebody in the place has not moved for the limit.
        case stillness
        /// Nobody has been seen in the place for the limit.
        case nobodySeen = "nobody_seen"
        /// Somebody is in bed at the end of the hours and has not been seen out of it since their beginning.
        case notLeftBed = "not_left_bed"
        /// Somebody left the bed during the hours and has not come back for the limit.
        case outOfBed = "out_of_bed"
        /// Somebody was last seen at the bathroom's door and nowhere since, for the limit.
        case bathroom
        /// No movement of a person has been seen from the beginning of the hours to their end.
        case noFirstMovement = "no_first_movement"
        /// Somebody has stayed in the place for the limit.
        case loitering
        /// Somebody is in the place, for the limit, at hours or in a profile in which nobody should be.
        case intruder
        /// Something moves.
        case motion

        /// Whether it is judged at the end of the hours instead of after a limit.
        public var isJudgedAtEnd: Bool { self == .notLeftBed || self == .noFirstMovement }
    }

    /// What of a camera's view is the place that is watched.
    public enum Place: Hashable, Sendable {
        /// All of it.
        case wholeView
        /// Some zones; with none of them people there are seen, but are elsewhere.
        case zones(Set<ZoneID>)
    }

    /// The name.
    public var id: WatchID
    /// What is watched for.
    public var kind: Kind
    /// The cameras, each with what of its view is the place.
    public var cameras: [CameraID: Place]
    /// How long it must last; no part of kinds that are judged at the end of the hours.
    public var limit: Duration
    /// When it counts.
    public var schedule: WatchSchedule
    /// How much it matters.
    public var severity: Severity
    /// The least share of the picture that must change for a movement to count, 0 to 1.
    ///
    /// 0 counts whatever the motion gate sees; a few thousandths leave out the breathing of a person who
    /// lies still.
    public var smallestMovement = 0.0
    /// What the place is called in a sentence, such as "bedroom" or "flat".
    public var place: String
    /// Whom it concerns.
    public var person: PersonID?
    /// What that person is called in a sentence.
    public var personName: String?
    /// Where it is.
    public var site: SiteID?

    /// Creates a watch whose severity is the usual one of its kind.
    public init(
        id: WatchID,
        kind: Kind,
        cameras: [CameraID: Place],
        limit: Duration = .zero,
        schedule: WatchSchedule,
        place: String
    ) {
        self.id = id
        self.kind = kind
        self.cameras = cameras
        self.limit = limit
        self.schedule = schedule
        self.place = place
        severity =
            switch kind {
            case .intruder: .critical
            case .loitering, .motion: .warning
            default: .major
            }
    }

    /// What makes its alerts the same one when reported again.
    public var fingerprint: String { "\(kind.rawValue)/\(id)" }
}

extension Watch.Kind {
    /// The kind of its alerts.
    public var alertKind: AlertKind {
        switch self {
        case .stillness: .stillness
        case .nobodySeen: .nobodySeen
        case .notLeftBed: .notLeftBed
        case .outOfBed: .outOfBed
        case .bathroom: .bathroom
        case .noFirstMovement: .noFirstMovement
        case .loitering: .loitering
        case .intruder: .intruder
        case .motion: .motion
        }
    }
}
