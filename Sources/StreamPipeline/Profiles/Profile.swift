public import FrameAnalysis
public import MonitoringModel

/// A set of watches that are on together, such as those for when nobody is at home.
///
/// Falls and the cameras' own troubles are told in every profile.
public struct Profile: Hashable, Sendable {
    /// Which watches are on.
    public enum Selection: Hashable, Sendable {
        /// All but some.
        case allBut(Set<WatchID>)
        /// Some only.
        case only(Set<WatchID>)
    }

    /// The name.
    public var id: ProfileID
    /// Which watches are on.
    public var selection: Selection
    /// What is switched at cameras when it becomes active; all else stays as it is.
    public var switches: [CameraID: [CameraSwitch: Bool]] = [:]
    /// When it becomes active by itself; never if `nil`.
    public var schedule: WatchSchedule?

    /// Creates a profile in which all watches are on.
    public init(id: ProfileID, selection: Selection = .allBut([]), schedule: WatchSchedule? = nil) {
        self.id = id
        self.selection = selection
        self.schedule = schedule
    }

    /// What it means for the cameras' switches.
    public var cameraProfile: CameraProfile { CameraProfile(id: id, switches: switches) }

    /// Returns whether a watch is on.
    public func includes(_ watch: WatchID) -> Bool {
        switch selection {
        case .allBut(let watches): !watches.contains(watch)
        case .only(let watches): watches.contains(watch)
        }
    }
}

/// Why a profile was not made active; nothing has changed.
public struct UnknownProfile: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name that was given.
    public var name: ProfileID
    /// The names there are.
    public var known: [ProfileID]

    /// What was wrong and what to do.
    public var description: String {
        guard !known.isEmpty else { return "There are no profiles: write some into the settings first." }
        return "There is no profile '\(name)': use one of \(known.map(\.rawValue).joined(separator: ", "))."
    }
}
