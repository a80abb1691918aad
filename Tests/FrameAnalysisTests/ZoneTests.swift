import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

/// A stick figure for a picture of 640 x 360 pixels.
enum StickFigure {
    /// Joints in the order nose, shoulders, hips, knees, ankles; `nil` is hidden.
    static func pose(
        nose: (Double, Double)?,
        shoulders: (Double, Double)?,
        hips: (Double, Double)?,
        knees: (Double, Double)?,
        ankles: (Double, Double)?,
        score: Double = 0.6
    ) -> Pose {
        var keypoints = [Keypoint](repeating: Keypoint(x: 0, y: 0, score: 0), count: 17)
        func put(_ spot: (Double, Double)?, _ indices: [Int]) {
            guard let spot else { return }
            for (side, index) in indices.enumerated() {
                keypoints[index] = Keypoint(x: spot.0 + (side == 0 ? -8 : 8), y: spot.1, score: 0.6)
            }
        }
        put(nose, [0, 1])
        put(shoulders, [5, 6])
        put(hips, [11, 12])
        put(knees, [13, 14])
        put(ankles, [15, 16])
        return Pose(keypoints: keypoints, score: score)
    }

    /// Somebody who stands with the feet at a place; shanks or whole legs may be hidden.
    static func standing(x: Double, feet: Double, hidesFeet: Bool = false, hidesLegs: Bool = false) -> Pose {
        pose(
            nose: (x, feet - 170),
            shoulders: (x, feet - 145),
            hips: (x, feet - 90),
            knees: hidesLegs ? nil : (x, feet - 45),
            ankles: hidesLegs || hidesFeet ? nil : (x, feet)
        )
    }

    /// Somebody who sits facing the camera, hips at a place.
    static func sitting(x: Double, hips: Double) -> Pose {
        pose(
            nose: (x, hips - 80),
            shoulders: (x, hips - 55),
            hips: (x, hips),
            knees: (x, hips + 10),
            ankles: (x, hips + 50)
        )
    }

    /// Somebody who lies across the picture, hips at a place.
    static func lying(x: Double, y: Double, hidesLegs: Bool = false) -> Pose {
        pose(
            nose: (x - 80, y),
            shoulders: (x - 55, y + 4),
            hips: (x, y),
            knees: hidesLegs ? nil : (x + 45, y + 3),
            ankles: hidesLegs ? nil : (x + 90, y)
        )
    }
}

extension Zone {
    /// A rectangle of a picture of 640 x 360 pixels.
    static func rectangle(
        _ id: ZoneID,
        _ kind: Kind,
        _ x: ClosedRange<Double>,
        _ y: ClosedRange<Double>
    ) throws -> Zone {
        let corners = [
            (x.lowerBound, y.lowerBound), (x.upperBound, y.lowerBound), (x.upperBound, y.upperBound),
            (x.lowerBound, y.upperBound),
        ]
        let shape = try #require(Polygon(corners.map { Polygon.Point(x: $0.0 / 640, y: $0.1 / 360) }))
        return Zone(id: id, kind: kind, shape: shape)
    }
}

@Suite("The places of bodies")
struct ZoneMapTests {
    private func map() throws -> ZoneMap {
        let zones = [
            try Zone.rectangle("bed", .bed, 300...600, 200...300),
            try Zone.rectangle("door", .bathroomDoor, 0...120, 250...360),
            try Zone.rectangle("screen", .ignore, 0...150, 20...100),
        ]
        return ZoneMap(zones, width: 640, height: 360)
    }

    @Test(
        "Where a body is follows from its feet, or from what it rests on",
        arguments: [
            (StickFigure.standing(x: 60, feet: 320), ["door"]),
            (StickFigure.standing(x: 60, feet: 359), ["door"]),
            (StickFigure.standing(x: 60, feet: 366), ["door"]),
            (StickFigure.standing(x: 60, feet: 240), []),
            // Seen feet stand before the bed, although the hips are in front of it in the picture.
            (StickFigure.standing(x: 450, feet: 340), []),
            // Standing on the bed is being in it; standing behind it, where it hides the feet, is not.
            (StickFigure.standing(x: 450, feet: 290), ["bed"]),
            (StickFigure.standing(x: 450, feet: 290, hidesFeet: true), []),
            (StickFigure.lying(x: 450, y: 250), ["bed"]),
            (StickFigure.lying(x: 450, y: 250, hidesLegs: true), ["bed"]),
            (StickFigure.lying(x: 450, y: 330), []),
            (StickFigure.sitting(x: 450, hips: 280), ["bed"]),
            (StickFigure.sitting(x: 450, hips: 180), []),
        ] as [(Pose, [ZoneID])]
    )
    func placeOfABody(pose: Pose, zones: [ZoneID]) throws {
        #expect(try map().zones(of: pose).map(\.id) == zones)
    }

    @Test("Hidden feet are where the shanks end; hidden legs are where the body ends")
    func hiddenFeet() throws {
        let seen = try #require(BodyPlace(StickFigure.standing(x: 60, feet: 320)))
        let feetHidden = try #require(BodyPlace(StickFigure.standing(x: 60, feet: 320, hidesFeet: true)))
        let legsHidden = try #require(BodyPlace(StickFigure.standing(x: 60, feet: 320, hidesLegs: true)))
        #expect(seen.feet == BodyPlace.Spot(x: 60, y: 320))
        #expect(feetHidden.feet == seen.feet)
        #expect(legsHidden.feet == BodyPlace.Spot(x: 60, y: 230))
        #expect(seen.isStanding && feetHidden.isStanding && !legsHidden.isStanding)
    }

    @Test("Lying in a bed is lying on furniture, lying before it on the floor, and where no bed is marked just lying")
    func lyingOnFurniture() throws {
        let map = try map()
        let before = StickFigure.lying(x: 450, y: 330)
        #expect(map.posture(of: StickFigure.lying(x: 450, y: 250)) == .lyingOnFurniture)
        #expect(map.posture(of: before) == .lyingOnFloor)
        #expect(ZoneMap([], width: 640, height: 360).posture(of: before) == .lying)
        #expect(map.posture(of: StickFigure.standing(x: 450, feet: 300)) == .upright)
    }

    @Test("Seen straight from above no posture is told")
    func postureFromAbove() {
        let above = ZoneMap([], width: 640, height: 360, isOverhead: true)
        #expect(above.posture(of: StickFigure.lying(x: 450, y: 330)) == .unknown)
    }

    @Test("People on a television screen are ignored, people before it are not")
    func ignoredPeople() throws {
        let map = try map()
        let onScreen = StickFigure.pose(
            nose: (60, 30),
            shoulders: (60, 60),
            hips: (60, 95),
            knees: nil,
            ankles: nil
        )
        #expect(map.ignores(onScreen))
        #expect(!map.ignores(StickFigure.standing(x: 60, feet: 250)))
    }

    @Test("From straight above the middle of the body counts, and standing on the bed's picture is being there")
    func overhead() throws {
        let bed = try Zone.rectangle("bed", .bed, 300...600, 200...300)
        let map = ZoneMap([bed], width: 640, height: 360, isOverhead: true)
        #expect(map.furniture(under: StickFigure.standing(x: 450, feet: 330)) != nil)
        #expect(map.furniture(under: StickFigure.standing(x: 450, feet: 230)) == nil)
    }
}

@Suite("The occupancy of zones")
struct ZoneOccupancyTests {
    private let inside = StickFigure.standing(x: 60, feet: 320)
    private let outside = StickFigure.standing(x: 300, feet: 320)

    private func map(inertia: Int = 3, loitering: Duration = .zero) throws -> ZoneMap {
        var door = try Zone.rectangle("door", .bathroomDoor, 0...120, 250...360)
        door.inertia = inertia
        door.loitering = loitering
        return ZoneMap([door], width: 640, height: 360)
    }

    /// Shows one person five times a second and returns the counts in the door's zone.
    private func counts(_ steps: [Bool], _ map: ZoneMap) -> [Int] {
        var occupancy = ZoneOccupancy()
        return steps.enumerated()
            .map { index, isInside in
                let sighting = PersonTracker.Sighting(track: 0, pose: isInside ? inside : outside)
                _ = occupancy.update([sighting], in: map, at: Instant(millisecondsSinceEpoch: Int64(index) * 200))
                return occupancy.counts["door"] ?? 0
            }
    }

    @Test("Entering and leaving take as many sightings in a row as the zone says")
    func inertia() throws {
        let steps = [true, true, false, true, true, true, true, false, false, true, false, false, false, false]
        #expect(counts(steps, try map()) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0])
        #expect(counts([true, false, true], try map(inertia: 1)) == [1, 0, 1])
        #expect(counts([true, false, true], try map(inertia: 0)) == [1, 0, 1])
    }

    @Test("Who only passes through is not counted where staying is what counts")
    func loitering() throws {
        let map = try map(inertia: 1, loitering: .milliseconds(600))
        #expect(counts([true, true, true, false, true, true, true, true, true], map) == [0, 0, 0, 0, 0, 0, 0, 1, 1])
    }

    @Test("Somebody who is not seen for a moment still counts, somebody gone does not")
    func memory() throws {
        var occupancy = ZoneOccupancy()
        let map = try map(inertia: 1)
        func at(_ milliseconds: Int64) -> Instant { Instant(millisecondsSinceEpoch: milliseconds) }
        let both = [PersonTracker.Sighting(track: 0, pose: inside), PersonTracker.Sighting(track: 1, pose: outside)]
        let changes = (0..<3).map { occupancy.update(both, in: map, at: at($0 * 200)) }
        #expect(changes == [true, true, false])
        #expect(occupancy.people == 2)
        let stays = occupancy.update([both[1]], in: map, at: at(3_000))
        #expect(!stays)
        let leaves = occupancy.update([both[1]], in: map, at: at(3_600))
        #expect(leaves)
        #expect(occupancy.people == 1)
        #expect(occupancy.counts.isEmpty)
    }

    @Test("A single mistaken sighting beside somebody known changes nothing")
    func oneSightingIsNobody() throws {
        var occupancy = ZoneOccupancy()
        let map = try map()
        let known = PersonTracker.Sighting(track: 0, pose: outside)
        for time: Int64 in [0, 200, 400] {
            _ = occupancy.update([known], in: map, at: Instant(millisecondsSinceEpoch: time))
        }
        let mistaken = PersonTracker.Sighting(track: 1, pose: inside)
        let changed = occupancy.update([known, mistaken], in: map, at: Instant(millisecondsSinceEpoch: 600))
        #expect(!changed)
        #expect(occupancy.people == 1)
    }
}

@Suite("Zones in what a camera reports")
struct ZoneReportTests {
    @Test("A change of zone is told at once, and what stays the same every five seconds")
    func changesAreTold() throws {
        var door = try Zone.rectangle("door", .bathroomDoor, 0...120, 250...360)
        door.inertia = 2
        let map = ZoneMap([door], width: 640, height: 360)
        var report = CameraReport(camera: "hall")
        var told: [String] = []
        for index in 0..<40 {
            let isInside = (10..<20).contains(index)
            let pose = StickFigure.standing(x: isInside ? 60 : 300, feet: 320)
            let now = Instant(millisecondsSinceEpoch: Int64(index) * 200)
            report.note([PersonTracker.Sighting(track: 4, pose: pose)], in: map, at: now)
            for observation in report.take().observations {
                told.append("\(index) \(observation.kind.rawValue) \(observation.people ?? -1) \(observation.zones)")
            }
        }
        #expect(told == ["0 person 1 [:]", "11 person 1 [door: 1]", "21 person 1 [:]"])
    }

    @Test("An empty room has no people, and movement says nothing about how many there are")
    func emptyHasNobody() throws {
        let map = ZoneMap([], width: 640, height: 360)
        var report = CameraReport(camera: "hall")
        let start = Instant(millisecondsSinceEpoch: 0)
        let sighting = PersonTracker.Sighting(track: 0, pose: StickFigure.standing(x: 60, feet: 320))
        report.note([sighting], in: map, at: start)
        report.note([], in: map, at: start + .seconds(5))
        #expect(report.take().observations.map(\.people) == [1, 0])
    }
}
