import MonitoringModel

/// What is told of a person seen from the side or obliquely, how sure, and why.
extension FallSignal {
    /// Returns that a fall is suspected or confirmed.
    ///
    /// - Parameters:
    ///   - kind: Which of them.
    ///   - candidate: How the body came down.
    ///   - how: What followed, in words that go on with a sentence.
    ///   - track: Which person.
    /// - Returns: What is told; the surer, the deeper and faster the way down was.
    static func fall(_ kind: Kind, _ candidate: FallCandidate, _ how: String, track: Int) -> FallSignal {
        let confidence =
            0.35 + 0.15 * min(candidate.drop, 2) + 0.08 * min(candidate.speed, 2.5)
            + (kind == .confirmed ? 0.14 * candidate.body.lowShare : 0)
        let (drop, speed) = (tenths(candidate.drop), tenths(candidate.speed))
        return FallSignal(
            kind: kind,
            track: track,
            confidence: min(0.99, confidence),
            why: "the shoulders dropped by \(drop) torso lengths, at up to \(speed) a second, \(how)"
        )
    }

    /// Returns that somebody who has fallen is still on the floor.
    ///
    /// - Parameters:
    ///   - time: Since the fall.
    ///   - track: Which person.
    /// - Returns: What is told; the surer, the longer it has been.
    static func onFloor(for time: Duration, track: Int) -> FallSignal {
        FallSignal(
            kind: .onFloor,
            track: track,
            confidence: time < .seconds(60) ? 0.8 : time < .seconds(300) ? 0.9 : 0.95,
            why: "is still on the floor after \(DurationPhrase.text(time))"
        )
    }

    /// Returns that somebody lies on the floor whose fall was not seen.
    ///
    /// - Parameters:
    ///   - found: How the person was found.
    ///   - rest: What the body rests on.
    ///   - track: Which person.
    /// - Returns: What is told; less sure where no bed or sofa is marked.
    static func onFloor(_ found: FoundLying, on rest: TrackFall.Rest, track: Int) -> FallSignal {
        let doubt = rest == .unknown ? "; no bed or sofa is marked" : ""
        let time = DurationPhrase.text(found.patience)
        return FallSignal(
            kind: .onFloor,
            track: track,
            confidence: rest == .unknown ? 0.5 : 0.7,
            why: found.wasUp
                ? "has been lying on the floor for \(time); how that came about was not seen"
                : "was already lying when first seen, \(time) ago" + doubt
        )
    }

    /// Returns that somebody who had fallen is up again.
    ///
    /// - Parameters:
    ///   - time: From the fall until then.
    ///   - track: Which person.
    /// - Returns: What is told.
    static func recovered(after time: Duration, track: Int) -> FallSignal {
        let why = "got up after \(DurationPhrase.text(time))"
        return FallSignal(kind: .recovered(after: time), track: track, confidence: 0.8, why: why)
    }

    private static func tenths(_ value: Double) -> Double { (10 * value).rounded() / 10 }
}
