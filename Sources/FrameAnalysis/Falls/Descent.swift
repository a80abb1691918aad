import MonitoringModel

/// How a body came down in the last moments, in units of the person's own torso.
struct Descent: Hashable, Sendable {
    /// How sure the network must be of shoulders and hips for the place from which a body came down.
    static let leastScore = 0.32
    /// The time within which a body must come down.
    static let window = Duration.milliseconds(1_500)
    /// From which time between two sightings on nothing was looked at between them.
    static let leastGap = Duration.milliseconds(450)
    /// The least time over which the speed is taken, so that the noise of one sighting is no speed.
    static let speedSpan = Duration.milliseconds(280)
    /// The longest time over which the speed is taken.
    static let longestSpeedSpan = Duration.milliseconds(600)
    /// How far shoulders and hips come down at the least, in torso lengths, how upright the torso is at the most and how wide the
    /// body at the least, as a share of its height, of somebody who ends low and wide.
    ///
    /// The candidate of a causal drop-and-low rule.
    static let flat = (drop: 0.7, hipDrop: 0.3, uprightness: 0.6, aspect: 0.95)
    /// The same, with the least speed in torso lengths a second, of somebody who lay in a bed and lies beside it.
    static let outOfBed = (drop: 0.35, hipDrop: 0.4, speed: 0.8, aspect: 2.0, uprightness: 0.35)
    /// How far shoulders and hips come down at the least, and how fast the shoulders, of somebody who ends sitting on the ground.
    ///
    /// A chair is two thirds of a torso below the hips of somebody who stands, a crouch one, the floor one and a half.
    static let toTheGround = (drop: 1.1, hipDrop: 1.2, speed: 1.5)
    /// The same of somebody seen from so high that the ground looks no deeper than a crouch: which it was is told by where the body
    /// stays.
    static let slump = (drop: 1.0, hipDrop: 0.8, speed: 1.5)
    /// How fast somebody comes down at the least, in torso lengths a second, who may have fallen if nothing moves after it.
    static let motionlessSpeed = 2.3
    /// How far the shoulders of a body that falls freely come down at the least, in torso lengths.
    static let freeDrop = 1.1
    /// How far its hips come down at the least if only its height tells, in torso lengths.
    static let shortHipDrop = 0.7
    /// How long somebody must have been upright who ends otherwise than low and wide, in seconds.
    static let leastUprightSeconds = 0.5
    /// The same of somebody who came down more slowly than a body that nothing holds: a cat looks upright for a moment.
    static let slowUprightSeconds = 1.0
    /// The least speed of a body that falls freely, in torso lengths a second.
    static let freeSpeed = 2.5
    /// The same of one that ends no deeper than whoever crouches.
    static let shallowFreeSpeed = 2.7
    /// The greatest speed of a falling body, in torso lengths a second; what is faster was mistaken for the person.
    static let greatestSpeed = 10.0
    /// How tall a body may be that lies along the line of sight, as a share of what it was; who crouches is taller.
    static let flatShare = 0.5
    /// How fast, how far with shoulders and hips, and how tall at the most somebody is who has fallen towards a high
    /// camera.
    ///
    /// On the ground the body may look upright, or upside down. What is nearer looks taller, so one whose shoulders are below
    /// the hips may be as tall as before.
    static let towards = (speed: 4.5, drop: 2.2, hipDrop: 1.6, share: 0.8, headlongShare: 1.0)
    /// How far shoulders and hips come down at the least, and how far the head is down, of somebody who falls headlong towards it:
    /// nobody bows as deep.
    static let headlong = (drop: 2.6, hipDrop: 0.9, uprightness: -0.3)
    /// How far the hips of somebody who was not upright come down, in torso lengths: as from a bed, not as of a cat that is
    /// taken for whoever was lost there.
    static let fromSeat = 0.7...2.2
    /// How upright the torso is of somebody who stands or sits.
    static let leastUprightness = BodyHeight.posture.upright
    /// How far back the person must have been upright.
    static let uprightSpan = Duration.seconds(4)

    /// The torso length in pixels.
    let torso: Double
    /// Where the shoulders were before, in pixels from the top edge.
    let uprightShoulders: Double
    /// How far the shoulders came down, in torso lengths.
    let drop: Double
    /// How far the hips came down, in torso lengths.
    let hipDrop: Double
    /// The greatest speed of the shoulders on the way, in torso lengths a second.
    let speed: Double
    /// The same with the last sighting, which no other confirms yet.
    let latestSpeed: Double
    /// Where the hips were before, in pixels from the top edge.
    let uprightHips: Double
    /// How tall the body was in the last seconds, in pixels.
    let tallness: Double
    /// Where the feet were when the person last stood or sat on a seat, in pixels from the top edge; `nil` if they were
    /// hardly seen.
    let feet: Double?
    /// Whether the person sat on the ground already.
    let satOnGround: Bool
    /// For how long the torso was upright in the last seconds, in seconds.
    let uprightSeconds: Double
    /// The sightings of the last moments.
    let way: [BodyHeight]
    /// For how long the torso was upright in the last seconds while the hips were as low as they are now, in seconds.
    let satSeconds: Double

    /// Looks back from the last of a person's heights; `nil` with too few of them.
    init?(_ history: BodyHistory, smallestTorso: Double) {
        let heights = history.heights
        guard let last = heights.last else { return nil }
        let torso = history.usualTorso(atLeast: smallestTorso)
        let latest = Self.latest(heights, until: last.at)
        let recent = Self.sinceRest(latest, torso)
        guard recent.count >= 3, let start = Self.start(of: recent, in: heights) else { return nil }
        self.torso = torso
        way = latest
        let nearer = Self.approach(recent, torso)
        drop = (last.shoulders - start.shoulders) / torso - nearer.way
        hipDrop = (last.hips - start.hips) / torso - nearer.way
        // Whoever comes down from a rest as in a fall was on the way down before it, as when the knees give way first.
        let falls = drop >= Self.flat.drop && hipDrop >= Self.flat.hipDrop
        let whole = falls ? Self.start(of: latest[...], in: heights) : nil
        uprightShoulders = min(start.shoulders, whole?.shoulders ?? start.shoulders) + nearer.way * torso
        uprightHips = min(start.hips, whole?.hips ?? start.hips) + nearer.way * torso
        tallness = history.usualTallness
        feet = Self.feet(heights, torso)
        satOnGround = Self.satOnGround(heights, since: recent[recent.startIndex].at, torso)
        let before = heights.last { $0.at < recent[recent.startIndex].at }
        speed = max(0, Self.speed(recent, before: before, withLast: false) / torso - nearer.speed)
        latestSpeed = max(speed, Self.speed(recent, before: before, withLast: true) / torso - nearer.speed)
        uprightSeconds = Self.uprightSeconds(heights, torso)
        satSeconds = Self.satSeconds(heights, torso)
    }

    /// The greatest speed of the shoulders downwards, in pixels a second, whatever the rate of the frames.
    ///
    /// A sighting that is out of line with those before and after is no speed, so the last one counts only
    /// when the next has come, unless `withLast`.
    private static func speed(
        _ heights: ArraySlice<BodyHeight>,
        before earlier: BodyHeight?,
        withLast: Bool
    ) -> Double {
        var greatest = 0.0
        for (index, end) in zip(heights.indices, heights) {
            let isLast = index == heights.endIndex - 1
            guard withLast || !isLast else { break }
            let to = isLast ? end.shoulders : min(end.shoulders, heights[index + 1].shoulders)
            for first in heights.startIndex..<index {
                // Whoever was lost from sight meanwhile came down no slower than that.
                guard end.at - heights[first].at <= longestSpeedSpan || first == index - 1 else { continue }
                let before = first > heights.startIndex ? heights[first - 1] : earlier
                let from = max(heights[first].shoulders, before?.shoulders ?? -.infinity)
                greatest = max(greatest, (to - from) / max(end.at - heights[first].at, speedSpan).inSeconds)
            }
        }
        return greatest
    }

    private static func uprightSeconds(_ heights: [BodyHeight], _ torso: Double) -> Double {
        guard let last = heights.last else { return 0 }
        var seconds = 0.0
        var wasUpright = false
        for (start, end) in zip(heights, heights.dropFirst()) where last.at - start.at <= uprightSpan {
            let isUpright = start.uprightness(torso) >= leastUprightness
            // A lone guess of the network does not make anybody upright.
            let isBornOut = start.score >= leastScore || wasUpright || end.uprightness(torso) >= leastUprightness
            if isUpright, isBornOut { seconds += min((end.at - start.at).inSeconds, 0.5) }
            wasUpright = isUpright
        }
        return seconds
    }

    /// Returns the kind of fall that this may be; `nil` for none.
    ///
    /// - Parameters:
    ///   - height: The last sighting.
    ///   - hasLeftBed: Whether the person lay on a bed or sofa a moment ago and is beside it now.
    /// - Returns: The kind.
    func kind(to height: BodyHeight, hasLeftBed: Bool) -> FallKind? {
        let uprightness = height.uprightness(torso)
        // Whoever sits on the ground and lies back has nowhere to fall.
        if satOnGround, hipDrop < Self.seated.hipDrop { return nil }
        // Whoever was not upright before must have come down as a whole, as out of a bed.
        let isFlat =
            drop >= Self.flat.drop && hipDrop >= Self.flat.hipDrop && uprightness <= Self.flat.uprightness
            && height.aspect >= Self.flat.aspect && (uprightSeconds > 0 || Self.fromSeat.contains(hipDrop))
            && (speed >= FallCandidate.fallingSpeed || uprightSeconds == 0 || uprightSeconds >= Self.slowUprightSeconds)
        if isFlat { return .flat }
        let bed = Self.outOfBed
        if hasLeftBed, drop >= bed.drop, hipDrop >= bed.hipDrop, speed >= bed.speed, height.aspect >= bed.aspect,
            abs(uprightness) <= bed.uprightness
        {
            return .outOfBed
        }
        guard uprightSeconds >= Self.leastUprightSeconds else { return nil }
        if isFree(to: height) { return .free }
        func reaches(_ least: (drop: Double, hipDrop: Double, speed: Double)) -> Bool {
            drop >= least.drop && hipDrop >= least.hipDrop && speed >= least.speed
        }
        guard height.tallness / tallness <= FallCandidate.lowTallness else { return nil }
        return reaches(Self.toTheGround) ? .toTheGround : reaches(Self.slump) ? .slump : nil
    }

    /// Whether somebody who was upright fell freely.
    private func isFree(to height: BodyHeight) -> Bool {
        let uprightness = height.uprightness(torso)
        let share = height.tallness / tallness
        let greatestShare = uprightness <= 0 ? Self.towards.headlongShare : Self.towards.share
        let plunges = uprightness <= Self.headlong.uprightness && drop >= Self.headlong.drop
        let leastHipDrop = plunges ? Self.headlong.hipDrop : Self.towards.hipDrop
        let fallsTowards = drop >= Self.towards.drop && hipDrop >= leastHipDrop && share <= greatestShare
        if fallsTowards, (Self.towards.speed...Self.greatestSpeed).contains(speed) { return true }
        // Who bends to the laces is as fast with the shoulders, but not with the hips, and stays taller. A torso that lies
        // towards the camera or away from it is no wider than a standing one.
        let isShort = hipDrop >= Self.shortHipDrop && share <= Self.flatShare
        let liesAlong =
            hipDrop >= FallCandidate.leastFreeHipDrop && uprightness <= FallCandidate.lyingUprightness
        // Whoever crouches briskly is nearly as fast.
        let isDeep = drop + hipDrop >= FallCandidate.leastFreeDepth.upright
        let leastSpeed = isDeep ? Self.freeSpeed : Self.shallowFreeSpeed
        return share <= FallCandidate.lowTallness && drop >= Self.freeDrop && (isShort || liesAlong)
            && (leastSpeed...Self.greatestSpeed).contains(speed)
    }
}
