import MonitoringModel

/// Decides which pictures the network need not see while frames wait.
///
/// A frame that gives way in the inbox is seen by nobody, whoever falls in it; a picture that passes the network
/// is still seen by the motion gate. So when the queue grows, pictures are passed that the network would hardly
/// learn from: first those of people who keep still, then every second one of those who move, and two of three when
/// frames are giving way. Nobody who comes down, has just come down, is out of sight or moves anew is ever passed
/// over. With an empty queue, and so with footage from a file, no picture passes.
struct NetworkThrift {
    /// The longest time without a look at people who keep still.
    static let steadyPause = Duration.milliseconds(600)
    /// The longest time without a look at people who move, under a heavy load and under an excessive one.
    static let movingPause = (heavy: Duration.milliseconds(300), excessive: Duration.milliseconds(500))
    /// How long after a sign of a fall every picture is looked at.
    static let alarmHold = Duration.seconds(30)
    /// How long after somebody came lower every picture is looked at.
    static let descentHold = Duration.seconds(2)
    /// The way of a body's middle between two looks, in long sides of its box, up to which it keeps still.
    static let steadyWay = 0.06
    /// By how much a head may sink between two looks, in heights of the box, before it counts as coming down.
    static let sinking = 0.1
    /// The part of the people's boxes that has to change for a look at once.
    static let notableShare = 0.12

    private struct Body {
        var box: Box
        /// How far its middle moved since the look before.
        var way: Double
    }

    private var bodies: [Int: Body] = [:]
    private var lookedAt: Instant?
    private var alarmAt: Instant?
    private var sankAt: Instant?
    /// Whether the last look found everybody who is known, and nobody new.
    private var isComplete = false

    /// Takes note of what a look found.
    ///
    /// - Parameters:
    ///   - sightings: The people.
    ///   - known: How many people are known, those out of sight included.
    ///   - signals: What the fall detector concluded.
    ///   - now: When the picture was taken.
    mutating func looked(
        _ sightings: [PersonTracker.Sighting],
        known: Int,
        signals: [FallSignal.Kind],
        at now: Instant
    ) {
        var next: [Int: Body] = [:]
        isComplete = sightings.count == known
        for sighting in sightings {
            guard let box = sighting.pose.box else {
                isComplete = false
                continue
            }
            guard let before = bodies[sighting.track]?.box else {
                isComplete = false
                next[sighting.track] = Body(box: box, way: 1)
                continue
            }
            next[sighting.track] = Body(box: box, way: box.distance(to: before))
            if box.top - before.top > Self.sinking * max(before.height, 1) { sankAt = now }
        }
        bodies = next
        lookedAt = now
        if signals.contains(where: \.isGrave) { alarmAt = now }
    }

    /// Forgets everybody.
    mutating func reset() {
        self = NetworkThrift()
    }

    /// Decides about a picture.
    ///
    /// - Parameters:
    ///   - load: How long frames wait.
    ///   - changed: The share of the picture that moved where people are, 0 to 1.
    ///   - movesElsewhere: Whether something moved only where nobody is known to be.
    ///   - area: The picture's area in pixels.
    ///   - now: When the picture was taken.
    /// - Returns: Whether the network need not see it.
    func passes(_ load: AnalysisLoad, changed: Double, movesElsewhere: Bool, area: Double, at now: Instant) -> Bool {
        guard load != .light, isComplete, !bodies.isEmpty, let lookedAt, now >= lookedAt else { return false }
        guard !isWithin(Self.alarmHold, of: alarmAt, now), !isWithin(Self.descentHold, of: sankAt, now) else {
            return false
        }
        let pause = now - lookedAt
        let covered = bodies.values.reduce(0) { $0 + max($1.box.width, 1) * max($1.box.height, 1) }
        let isNotable = changed * area > Self.notableShare * covered
        let isSteady = !isNotable && !movesElsewhere && bodies.values.allSatisfy { $0.way <= Self.steadyWay }
        if isSteady { return pause < Self.steadyPause }
        return switch load {
        case .light, .moderate: false
        case .heavy: pause < Self.movingPause.heavy
        case .excessive: pause < Self.movingPause.excessive
        }
    }

    private func isWithin(_ hold: Duration, of time: Instant?, _ now: Instant) -> Bool {
        time.map { now - $0 < hold } ?? false
    }
}

extension FallSignal.Kind {
    /// Whether it tells of somebody who came down, and not of somebody who is up again.
    fileprivate var isGrave: Bool {
        if case .recovered = self { false } else { true }
    }
}
