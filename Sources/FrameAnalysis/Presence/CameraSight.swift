import MonitoringModel

/// What one camera has told of late: whether it sees, and whether anybody is there.
public struct CameraSight: Hashable, Codable, Sendable {
    /// How recent the last sign of life must be for the camera to count as seeing.
    static let signOfLife = Duration.seconds(15)
    /// How far behind ours a camera's clock may be; what comes from further back is dated by its arrival.
    static let believedLag = Duration.seconds(60)

    /// When it last gave a sign of life, by our clock.
    var heardAt: Instant?
    /// Whether it said that it sees nothing.
    var isBlind = false
    /// Since when it has seen without a break; `nil` while it does not, or never has.
    var seesSince: Instant?
    /// When it last told who is there.
    var toldAt: Instant?
    /// Whether somebody is in view; `nil` if that is not known.
    var isInView: Bool?
    /// Whether somebody is in the place that is watched; `nil` if that is not known.
    var isInPlace: Bool?

    /// Creates the sight of a camera from which nothing was heard.
    init() {}

    /// Whether it can be relied on that it would tell if there were something to tell.
    func sees(at now: Instant) -> Bool {
        guard !isBlind, seesSince != nil, let heardAt else { return false }
        return now - heardAt <= Self.signOfLife
    }

    /// Takes note that something came; after blindness or silence what was known is forgotten.
    ///
    /// - Parameters:
    ///   - kind: What came.
    ///   - at: When it was seen.
    ///   - now: When it came.
    ///   - countsMovement: Whether movement is a sign of life too; it is none that people would be seen.
    /// - Returns: Whether the sight was interrupted.
    mutating func hear(_ kind: Observation.Kind, at: Instant, now: Instant, countsMovement: Bool) -> Bool {
        if kind.isBlindness {
            isBlind = true
            return forget(since: nil)
        }
        guard countsMovement || (kind != .motion && kind != .noMotion) else { return false }
        let wasSilent = heardAt.map { now - $0 > Self.signOfLife } ?? true
        heardAt = max(heardAt ?? now, now)
        if isBlind {
            guard kind == .cameraOnline else { return false }
            isBlind = false
            return forget(since: at)
        }
        return wasSilent || seesSince == nil ? forget(since: at) : false
    }

    private mutating func forget(since: Instant?) -> Bool {
        seesSince = since
        isInView = nil
        isInPlace = nil
        return true
    }

    /// The time at which an observation is taken to have been made.
    ///
    /// A camera whose clock is ahead, or far behind, is not believed: then it is the time of arrival.
    static func believedTime(of observation: Observation, at now: Instant) -> Instant {
        let at = observation.observedAt
        return at > now || now - at > believedLag ? now : at
    }
}

extension Observation.Kind {
    /// Whether it says that the camera sees nothing.
    var isBlindness: Bool {
        switch self {
        case .cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved, .cameraOffline: true
        default: false
        }
    }

    /// Whether it says that a person was seen.
    var isSighting: Bool {
        switch self {
        case .person, .fallSuspected, .fall, .onFloor, .recovered, .still: true
        default: false
        }
    }
}
