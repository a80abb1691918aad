import MonitoringModel

/// Sees by their silhouettes where people have gone whom the network has lost inside the picture.
///
/// Blurred, dark, hidden in part, or lying along the line of sight, somebody who falls is often no body any more for the network, but still
/// stands out from the scene. The idea of a silhouette that sinks is old: Rougier et al., "Robust video surveillance for fall detection
/// based on human shape deformation", IEEE TCSVT 21 (2011).
struct Silhouettes: Sendable {
    /// How sure the network must be of somebody who stands, and how upright the trunk is at the least, for the standing height.
    static let standing = (score: 0.3, uprightness: 0.8)
    /// How many cells somebody who stands is high at the least: smaller silhouettes say nothing.
    static let leastCells = 14.0
    /// How long before the last sighting somebody must have stood.
    static let standingMemory = Duration.milliseconds(1_500)
    /// For how long somebody lost is looked for, and for how long the place is not taken for a part of the scene.
    static let memory = (looking: Duration.seconds(6), place: Duration.seconds(30))
    /// From how many sightings on somebody is a person and not a mistake of the network.
    static let leastSightings = 3
    /// How far the top has come down at the least, how high what is left is at the most, its area, and how far its lower edge may be from
    /// where the feet were, above and below; in standing heights.
    static let sunk = (drop: 0.52, height: 0.55, area: 0.085...0.5, feet: (-0.3)...0.5)
    /// How far to both sides somebody is looked for, and how far below the feet, in standing heights.
    static let reach = (sides: 1.2, below: 0.5)
    /// The share of the scene that stands out from which nothing is concluded.
    static let greatestStrayShare = 0.12
    /// How far around people the scene is not learnt, as a share of their length.
    static let padding = 0.25

    /// What is known of somebody.
    private struct Person: Sendable {
        var box: Box
        var seenAt: Instant
        var sightings = 0
        var heights: [Double] = []
        /// How the person last stood, and what stood out then.
        var standing: (box: Box, at: Instant, foreground: SceneForeground)?

        /// The height of the box when standing, in pixels: the 90th percentile of the last ones.
        var height: Double {
            heights.isEmpty ? 0 : heights.sorted()[Int(0.9 * Double(heights.count - 1))]
        }
    }

    private var background = SceneBackground()
    private var people: [Int: Person] = [:]

    /// Looks at a picture.
    ///
    /// - Parameters:
    ///   - cells: The picture.
    ///   - cellSize: The side of a cell in pixels of the whole picture.
    ///   - sightings: Who was seen in it; not who is only taken to be still there.
    ///   - now: When it was taken.
    /// - Returns: Where the silhouettes are, in pixels of the whole picture, of those who are not seen and have sunk to the ground.
    mutating func look(
        _ cells: CellGrid,
        cellSize: Double,
        _ sightings: [PersonTracker.Sighting],
        at now: Instant
    ) -> [Int: Box] {
        people = people.filter { now >= $0.value.seenAt && now - $0.value.seenAt <= Self.memory.place }
        for sighting in sightings {
            guard let box = sighting.pose.box else { continue }
            var person = people[sighting.track] ?? Person(box: box, seenAt: now)
            person.box = box
            person.seenAt = now
            person.sightings += 1
            people[sighting.track] = person
        }
        let places = people.values.map { $0.seenAt == now ? $0.box.grown(by: Self.padding) : Self.reach(of: $0) }
        let foreground = background.look(cells, cellSize: cellSize, except: places, at: now)
        for sighting in sightings { noteStanding(sighting, foreground, at: now) }
        guard foreground.strayShare <= Self.greatestStrayShare else { return [:] }
        var others = foreground
        for person in people.values where person.seenAt == now { others.clear(person.box.grown(by: Self.padding)) }
        return people.filter { $0.value.seenAt < now && now - $0.value.seenAt <= Self.memory.looking }
            .compactMapValues { Self.sunk($0, others) }
    }

    /// Forgets the scene and everybody.
    mutating func reset() {
        self = Silhouettes()
    }

    private mutating func noteStanding(
        _ sighting: PersonTracker.Sighting,
        _ foreground: SceneForeground,
        at now: Instant
    ) {
        guard let box = sighting.pose.box, let shoulders = sighting.pose.shoulders, let hips = sighting.pose.hips,
            let trunk = sighting.pose.trunk, sighting.pose.score >= Self.standing.score,
            hips.y - shoulders.y >= Self.standing.uprightness * trunk, box.height > 1.2 * box.width
        else { return }
        people[sighting.track]?.heights.append(box.height)
        if people[sighting.track]?.heights.count ?? 0 > 10 { people[sighting.track]?.heights.removeFirst() }
        people[sighting.track]?.standing = (box, now, foreground)
    }

    /// Where somebody may be who was lost.
    private static func reach(of person: Person) -> Box {
        let height = max(person.height, person.box.longSide)
        let middle = (person.box.left + person.box.right) / 2
        let bottom = person.standing?.box.bottom ?? person.box.bottom
        return Box(
            left: middle - reach.sides * height,
            top: min(person.box.top, bottom - height),
            right: middle + reach.sides * height,
            bottom: bottom + reach.below * height
        )
    }

    /// Whether somebody was lost inside the picture: of whoever walks out of it a shadow may be left.
    private static func isInside(_ box: Box, _ foreground: SceneForeground) -> Bool {
        let width = Double(foreground.columns) * foreground.cellSize
        let height = Double(foreground.rows) * foreground.cellSize
        let margin = VanishedBody.margin * height
        return box.left >= margin && box.right <= width - margin
    }

    /// Returns the place of somebody's silhouette if it has sunk to the ground.
    private static func sunk(_ person: Person, _ foreground: SceneForeground) -> Box? {
        guard let standing = person.standing, person.sightings >= leastSightings,
            person.seenAt - standing.at <= standingMemory, person.height >= leastCells * foreground.cellSize,
            isInside(person.box, foreground)
        else { return nil }
        let height = person.height
        let new = foreground.since(standing.foreground, except: standing.box.grown(by: 0.15))
        guard let silhouette = new.silhouette(in: reach(of: person)) else { return nil }
        let box = silhouette.box
        let isSunk =
            box.top - standing.box.top >= sunk.drop * height && box.height <= sunk.height * height
            && sunk.area.contains(silhouette.area / (height * height))
            && sunk.feet.contains((box.bottom - standing.box.bottom) / height)
        return isSunk ? box : nil
    }
}

extension Box {
    /// The box, larger on each side by a share of its longer side.
    func grown(by share: Double) -> Box {
        let margin = share * longSide
        return Box(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
    }
}
