import FrameAnalysis
import MonitoringModel

extension MonitoringCore {
    /// The active profile; `nil` if the household has none.
    public var activeProfile: ProfileMachine.State? { profile.state }

    /// Lets the watches over a camera see what it saw.
    mutating func watch(_ observation: Observation, _ turn: inout Turn) throws {
        for id in watchesByCamera[observation.camera] ?? [] {
            let effects = presence[id]?.handle(observation, at: turn.now) ?? []
            changedMachines.insert(StoredMachine.presence.key(id.rawValue))
            for effect in effects { try apply(effect, &turn) }
        }
    }

    /// Calls the watch whose deadline came due.
    mutating func watch(_ deadline: Deadline, _ turn: inout Turn) throws {
        guard let id = WatchID(deadline.id.key), presence[id] != nil else { return }
        let effects = presence[id]?.handle(deadline, at: turn.now) ?? []
        changedMachines.insert(StoredMachine.presence.key(id.rawValue))
        for effect in effects { try apply(effect, &turn) }
    }

    /// Makes a profile the active one because somebody wants it.
    mutating func choose(_ name: ProfileID, by person: String, _ turn: inout Turn) throws {
        switch profile.choose(name, by: person, at: turn.now) {
        case .success(let effects):
            for effect in effects + applyProfile(at: turn.now) { try apply(effect, &turn) }
            turn.outcome.profile = name
        case .failure(let refusal): turn.outcome.profileRefusal = refusal
        }
    }

    /// Makes a profile the active one because its schedule says so.
    mutating func switchProfile(_ deadline: Deadline, _ turn: inout Turn) throws {
        let before = profile.state?.active
        let effects = profile.handle(deadline, at: turn.now)
        for effect in effects + applyProfile(at: turn.now) { try apply(effect, &turn) }
        if profile.state?.active != before { turn.outcome.profile = profile.state?.active }
    }

    /// Gives watches and profile what was stored, and notes what changed while nothing ran.
    ///
    /// - Throws: ``StoreFailure`` if a state cannot be read.
    mutating func restorePresence(_ states: MachineStates, _ household: Household, at now: Instant) throws {
        let stored = try states.presence()
        for watch in household.allWatches {
            var state = stored[watch.id.rawValue] ?? PresenceWatch.State()
            // Stillness was the part of the camera's own watch once.
            if stored[watch.id.rawValue] == nil, let camera = CameraID(watch.id.rawValue),
                let report = cameras[camera]?.stillnessOfFirstRelease
            {
                state = .raised(report)
            }
            presence[watch.id] = PresenceWatch(watch, state: state)
            for camera in watch.cameras.keys { watchesByCamera[camera, default: []].append(watch.id) }
        }
        for (name, state) in stored where WatchID(name).map({ presence[$0] == nil }) ?? true {
            changedMachines.insert(StoredMachine.presence.key(name))
            if let report = state.ending(at: now) { startEffects.append(.report(report)) }
        }
        profile = ProfileMachine(household.profiles, state: try states.profile())
        startEffects += profile.resume(at: now)
        startEffects += applyProfile(at: now)
    }

    /// Turns watches on and off as the active profile says.
    private mutating func applyProfile(at now: Instant) -> [Effect] {
        changedMachines.insert(StoredMachine.profile.key(""))
        var effects: [Effect] = []
        for id in presence.keys.sorted() {
            let before = presence[id]?.state
            effects += presence[id]?.turn(on: profile.includes(id), at: now) ?? []
            if presence[id]?.state != before { changedMachines.insert(StoredMachine.presence.key(id.rawValue)) }
        }
        return effects
    }
}
