import MonitoringModel

extension PresenceWatch {
    /// Takes what an observation says about who is where, and what moves.
    ///
    /// What is older than what is known only adds to it: a late sighting is a sighting, a late word that
    /// nobody is there is none.
    mutating func note(_ observation: Observation, _ place: Watch.Place, _ at: Instant, _ now: Instant) {
        var sight = state.sights[observation.camera] ?? CameraSight()
        let hadSeen = sight.seesSince != nil
        // Without the model of people a camera still sees movement: enough for stillness, not for absence.
        let countsMovement = settings.kind == .stillness
        if sight.hear(observation.kind, at: at, now: now, countsMovement: countsMovement) {
            state.hasStartedAnew = state.hasStartedAnew || hadSeen
            state.movingSince = nil
        }
        if observation.kind.isSighting { noteSighting(observation, place, at, &sight) }
        switch observation.kind {
        case .empty where !sight.isBlind && at >= sight.toldAt ?? at:
            sight.toldAt = at
            sight.isInView = false
            sight.isInPlace = false
        case .motion: noteMovement(observation, sight, at)
        case .noMotion: state.movingSince = nil
        default: break
        }
        state.sights[observation.camera] = sight
        noteOccupancy(at)
    }

    private mutating func noteSighting(
        _ observation: Observation,
        _ place: Watch.Place,
        _ at: Instant,
        _ sight: inout CameraSight
    ) {
        // Falls are told without zones, so they say nothing about where in the picture.
        let isWhole = observation.kind == .person
        let isHere = place.holdsSomebody(of: observation)
        if isHere || settings.kind != .nobodySeen, at >= state.lastSeenAt ?? at {
            state.lastSeenAt = at
            if isWhole || place == .wholeView { state.wasSeenInPlace = isHere }
        }
        guard !sight.isBlind, isWhole || place == .wholeView, at >= sight.toldAt ?? at else { return }
        sight.toldAt = at
        // Whoever comes into view has moved; whoever is there when the camera begins to see has not.
        if settings.kind == .noFirstMovement, sight.isInView == false { noteMovement(at) }
        sight.isInView = true
        sight.isInPlace = isHere
    }

    private mutating func noteMovement(_ observation: Observation, _ sight: CameraSight, _ at: Instant) {
        guard !sight.isBlind, observation.changed ?? 1 >= settings.smallestMovement else { return }
        if state.movingSince == nil { state.movingSince = at }
        // A curtain's movement in an empty room is no sign of anybody's day.
        guard settings.kind != .noFirstMovement || sight.isInView == true else { return }
        noteMovement(at)
    }

    private mutating func noteMovement(_ at: Instant) {
        state.movedAt = max(state.movedAt ?? at, at)
    }

    private mutating func noteOccupancy(_ at: Instant) {
        let known = settings.cameras.keys.map { state.sights[$0]?.isInPlace }
        if known.contains(true) {
            state.inPlaceSince = state.inPlaceSince ?? at
            state.wasInPlace = true
            state.leftAt = nil
        } else if known.allSatisfy({ $0 == false }) {
            state.inPlaceSince = nil
            if state.wasInPlace == true { state.leftAt = at }
            state.wasInPlace = false
            state.emptyAt = max(state.emptyAt ?? at, at)
        } else {
            state.inPlaceSince = nil
        }
    }

    /// Whether nobody is in the place, by every camera.
    var isPlaceEmpty: Bool {
        settings.cameras.keys.allSatisfy { state.sights[$0]?.isInPlace == false }
    }
}

extension Watch.Place {
    /// Whether somebody whom an observation tells of is here.
    fileprivate func holdsSomebody(of observation: Observation) -> Bool {
        switch self {
        case .wholeView: true
        case .zones(let zones): zones.contains { observation.zones[$0, default: 0] > 0 }
        }
    }
}
