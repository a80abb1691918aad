import MonitoringModel

/// Follows people from picture to picture by the place of their boxes.
///
/// With hysteresis: a track starts from a score above 0.25 and goes on down to 0.12 near its last place,
/// since people who lie on the floor are seen badly. A person who was just lost is looked for in a
/// closer cut, upright and turned. A person found near where one was lost up to 1.5 s before is the same one.
struct PersonTracker: Sendable {
    /// The score from which a person not known before is believed.
    static let startScore = 0.25
    /// The score from which a known person is followed.
    static let keepScore = 0.12
    /// The score from which a lost person is found again in a closer cut.
    static let retryScore = 0.15
    /// How long a lost person is remembered.
    static let memory = Duration.seconds(3)
    /// The pause between looks at somebody far away while frames of other cameras wait.
    static let busyPause = Duration.milliseconds(590)
    /// The share of a body's length that is kept from one sighting to the next.
    static let reachKept = 0.95
    /// How much longer than before a body that is hardly seen may be.
    static let greatestGrowth = 1.6
    /// How long somebody found again in a closer cut must be, as a share of the length before; a cat is shorter.
    static let leastLength = 0.45
    /// How long a lost person who is hardly seen in a closer cut must be, as a share of the length before: tables are shorter.
    static let leastRetryLength = 0.35
    /// How far from its last place such a body may be, in lengths of the person's body.
    static let farthestWay = 0.8
    /// The greatest number of people.
    static let maximumTracks = 6

    /// A person in one picture.
    struct Sighting: Hashable, Sendable {
        /// Which person.
        var track: Int
        /// The joints.
        var pose: Pose
        /// Whether the person is only taken to be still there, as last seen.
        var isAssumed = false
    }

    /// Where and how to look for a lost person.
    struct Retry: Hashable, Sendable {
        /// Which person.
        var track: Int
        /// The part of the picture.
        var region: PixelRectangle
        /// The turn with which to look.
        var quarterTurns: Int
        /// Whether the part is so large that it shows more than the person's own place.
        var isWide = false
    }

    /// What is remembered of a person.
    struct Track: Sendable {
        var id: Int
        var pose: Pose
        var box: Box
        var seenAt: Instant
        /// When the person was last seen in the whole picture, not only in a closer cut.
        var wholeAt: Instant?
        /// How long the body was lately, in pixels: the box of somebody who bends over or is half hidden is shorter.
        var reach = 0.0
        var isStill = false
        /// Until when the person is known to have been there: seen, or taken to be still there.
        var knownAt: Instant
        /// How the person, who is not seen, has stirred.
        var stir = Stir()
        /// Whether the person was first seen in a closer cut, and so is hardly to be seen in the whole picture.
        var isFar = false
        var sightings = 1
        var quarterTurns = 0
        var nextTry = 0
        var triedAt: Instant?
        /// The turn in which unsure joints were last seen better, and how many looks at them have failed since.
        var doubt = (quarterTurns: 0, misses: 0)
        /// How the person was last seen plainly, and when.
        var sure: (pose: Pose, box: Box, at: Instant)?
        /// What the person wears.
        var clothes: Appearance?
        /// How long the trunk was lately, in pixels.
        var trunk = 0.0
        /// Where the feet were last seen, in pixels from the top edge, and when.
        var feet: (y: Double, at: Instant)?

        /// What was known before the last sighting; one at most.
        fileprivate(set) var earlier: [Track] = []

        /// Takes a sighting.
        mutating func see(_ latest: Pose, _ place: Box, at now: Instant) {
            earlier = []
            earlier = [self]
            pose = latest
            box = place
            seenAt = now
            knownAt = now
            stir = Stir()
            sightings += 1
            noteSure()
            noteClothes(of: latest)
            noteSize(of: latest)
        }

        /// Takes the last sighting back, and all that was learnt from it: it was somebody else.
        mutating func withdraw() {
            guard let before = earlier.first else { return }
            self = before
        }
    }

    /// Those who are remembered.
    var tracks: [Track] = []
    private var nextID = 0

    /// The number of people who are remembered.
    var count: Int { tracks.count }
    /// The last boxes of those who are remembered.
    var boxes: [Box] { tracks.map(\.box) }

    /// Takes the people of a picture and returns who is who.
    ///
    /// - Parameters:
    ///   - poses: The people.
    ///   - now: When the picture was taken.
    ///   - movedAt: When something last moved where people are known to be. Somebody whom the network loses
    ///     while nothing has moved there since has not gone.
    ///   - movedElsewhereAt: When something last moved where nobody is known to be.
    /// - Returns: Who is who.
    mutating func update(
        _ poses: [Pose],
        at now: Instant,
        movedAt: Instant? = nil,
        movedElsewhereAt: Instant? = nil
    ) -> [Sighting] {
        for index in tracks.indices {
            tracks[index].noteMovement(at: now, movedAt: movedAt, elsewhereAt: movedElsewhereAt)
        }
        tracks.removeAll { $0.isForgotten(at: now) }
        let candidates = Self.withoutTwins(
            poses.filter { $0.score > Self.keepScore }.sorted { $0.score > $1.score }
        )
        var free = Set(candidates.indices)
        var sightings = match(candidates, &free, now)
        for index in candidates.indices where free.contains(index) {
            let pose = candidates[index]
            guard pose.score >= Self.startScore, tracks.count < Self.maximumTracks, let box = pose.box else { continue }
            // The network often reports a person twice.
            guard !isSeen(pose, box, now) else { continue }
            let id = inherit(pose, box, now) ?? newTrack(pose, box, now)
            sightings.append(Sighting(track: id, pose: pose))
        }
        for index in tracks.indices where tracks[index].seenAt == now { tracks[index].wholeAt = now }
        return sightings
    }

    /// Leaves out who has the trunk of somebody surer: the network reports a person twice whose legs it is in two minds about.
    private static func withoutTwins(_ poses: [Pose]) -> [Pose] {
        poses.indices.filter { index in !poses[..<index].contains { poses[index].isTwin(of: $0) } }.map { poses[$0] }
    }

    /// Whether everybody who was seen last is still at about the same place in the picture, at the same size.
    func continues(with poses: [Pose]) -> Bool {
        let boxes = poses.filter { $0.score > Self.keepScore }.compactMap(\.box)
        let latest = tracks.map(\.seenAt).max()
        return tracks.filter { $0.seenAt == latest }
            .allSatisfy { track in
                boxes.contains { box in
                    let ratio = box.longSide / max(track.box.longSide, 1)
                    return box.distance(to: track.box) < 0.4 && (0.66...1.5).contains(ratio)
                }
            }
    }

    /// Whether somebody else than a track was seen there in the same picture already.
    func isSeen(_ pose: Pose, _ box: Box, _ now: Instant, besides track: Int? = nil) -> Bool {
        tracks.contains {
            $0.seenAt == now && $0.id != track && ($0.box.distance(to: box) < 0.3 || pose.isTwin(of: $0.pose))
        }
    }

    /// Whether a body that is hardly seen is where the person was, within the length of the person's own body.
    private static func isCredible(_ pose: Pose, _ box: Box, _ track: Track) -> Bool {
        let length = max(track.reach, track.box.longSide)
        let way = box.distance(to: track.box) * max(box.longSide, track.box.longSide)
        return pose.score >= startScore || (box.longSide <= greatestGrowth * length && way <= farthestWay * length)
    }

    /// Matches poses with known people, the nearest and surest first.
    private mutating func match(_ candidates: [Pose], _ free: inout Set<Int>, _ now: Instant) -> [Sighting] {
        var pairs: [(cost: Double, pose: Int, track: Int, box: Box)] = []
        for (pose, candidate) in candidates.enumerated() {
            guard let box = candidate.box else { continue }
            for (track, known) in tracks.enumerated() {
                let distance = box.distance(to: known.box)
                let age = min((now - known.seenAt).inSeconds, 1)
                guard distance < 0.6 + 0.3 * age, Self.isCredible(candidate, box, known),
                    known.mayStir(as: candidate, box, at: now),
                    !Self.isAnother(candidate, than: known, at: now)
                else { continue }
                let strangeness = Self.strangeness(of: candidate, for: known)
                pairs.append((distance - 0.3 * candidate.score + strangeness, pose, track, box))
            }
        }
        pairs.sort { ($0.cost, $0.pose, $0.track) < ($1.cost, $1.pose, $1.track) }
        var taken: Set<Int> = []
        var sightings: [Sighting] = []
        for pair in pairs where free.contains(pair.pose) && !taken.contains(pair.track) {
            free.remove(pair.pose)
            taken.insert(pair.track)
            tracks[pair.track].see(candidates[pair.pose], pair.box, at: now)
            tracks[pair.track].reach = max(pair.box.longSide, Self.reachKept * tracks[pair.track].reach)
            tracks[pair.track].quarterTurns = 0
            sightings.append(Sighting(track: tracks[pair.track].id, pose: candidates[pair.pose]))
        }
        return sightings
    }

    /// Returns the track that was lost near a place not long ago, now seen again there.
    ///
    /// Near is within the length of the body, not of its last box: who falls moves far while the box is short.
    mutating func inherit(_ pose: Pose, _ box: Box, _ now: Instant) -> Int? {
        let lost = tracks.indices.filter {
            isLost(tracks[$0], near: box, now) && tracks[$0].mayStir(as: pose, box, at: now)
                && !Self.isFarther(pose, than: tracks[$0], at: now)
                && !Self.standsUpAtOnce(pose, from: tracks[$0], at: now)
        }
        guard let nearest = lost.min(by: { tracks[$0].box.distance(to: box) < tracks[$1].box.distance(to: box) }) else {
            return nil
        }
        tracks[nearest].see(pose, box, at: now)
        return tracks[nearest].id
    }

    private func isLost(_ track: Track, near box: Box, _ now: Instant) -> Bool {
        let share = max(track.box.longSide, box.longSide, 1) / max(track.reach, track.box.longSide, box.longSide, 1)
        return track.seenAt < now && now - track.lostAt <= .milliseconds(1_500)
            && track.box.distance(to: box) * share < 1
    }

    /// Whether a body may be somebody who was lost near there just now, and is not much shorter.
    func mayBeLost(_ box: Box, at now: Instant) -> Bool {
        tracks.contains {
            isLost($0, near: box, now) && box.longSide >= Self.leastLength * max($0.reach, $0.box.longSide)
        }
    }

    /// Remembers somebody not known before; returns who it is.
    mutating func newTrack(_ pose: Pose, _ box: Box, _ now: Instant) -> Int {
        let id = nextID
        nextID += 1
        var track = Track(id: id, pose: pose, box: box, seenAt: now, knownAt: now)
        track.noteSure()
        track.noteSize(of: pose)
        tracks.append(track)
        return id
    }

    /// Takes somebody not seen in the whole picture, who was found in a closer cut.
    ///
    /// - Parameters:
    ///   - pose: The joints.
    ///   - quarterTurns: The turn with which the person was found.
    ///   - now: When the picture was taken.
    /// - Returns: The person; `nil` if there are too many, or it is one who is seen already.
    mutating func find(_ pose: Pose, quarterTurns: Int, at now: Instant) -> Sighting? {
        guard let box = pose.box,
            !isSeen(pose, box, now)
        else { return nil }
        let known = inherit(pose, box, now)
        guard let id = known ?? (tracks.count < Self.maximumTracks ? newTrack(pose, box, now) : nil),
            let index = tracks.firstIndex(where: { $0.id == id })
        else { return nil }
        tracks[index].isFar = tracks[index].isFar || known == nil
        tracks[index].quarterTurns = quarterTurns
        return Sighting(track: id, pose: pose)
    }
}
