import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("Closer looks at movement that nobody explains")
struct PersonSearchTests {
    private struct Look: Hashable {
        var region: PixelRectangle
        var quarterTurns: Int
    }

    private let nowhere = ZoneMap([], width: 1_280, height: 720)
    /// Where something moves, far from the camera.
    private let place = Box(left: 600, top: 180, right: 660, bottom: 330)

    private func at(_ seconds: Double) -> Instant {
        Instant(millisecondsSinceEpoch: Int64(1_000_000 + seconds * 1_000))
    }

    private func person(score: Double) -> Pose {
        var pose = StickFigure.standing(x: 630, feet: 330)
        pose.score = score
        return pose
    }

    /// Looks at a picture; returns who is seen and the cuts that were looked at.
    private func look(
        _ search: inout PersonSearch,
        whole: [Pose] = [],
        closer: [Pose] = [],
        isBusy: Bool = false,
        in zones: ZoneMap? = nil,
        at seconds: Double
    ) throws -> (sightings: [PersonTracker.Sighting], looks: [Look]) {
        var looks: [Look] = []
        let now = at(seconds)
        let sightings = try search.find(whole, in: zones ?? nowhere, at: now, movedAt: now, isBusy: isBusy) {
            region,
            turns in
            looks.append(Look(region: region, quarterTurns: turns))
            return closer
        }
        return (sightings, looks)
    }

    @Test("Somebody too far away for the whole picture is found where something moves, and followed")
    func farAway() throws {
        var search = PersonSearch()
        search.note(place, at: at(0))
        let first = try look(&search, closer: [person(score: 0.5)], at: 0)
        #expect(first.sightings.count == 1)
        let cut = try #require(first.looks.first).region
        #expect(cut.x <= 600 && cut.x + cut.width >= 660 && cut.y <= 180 && cut.y + cut.height >= 330)
        #expect(cut.width < 640)
        for step in 1..<10 {
            let next = try look(&search, closer: [person(score: 0.2)], at: 0.2 * Double(step))
            #expect(next.sightings.map(\.track) == first.sightings.map(\.track))
            #expect(next.looks.count == 1)
        }
    }

    @Test("Movement of somebody who is seen is not looked at")
    func seenPerson() throws {
        var search = PersonSearch()
        search.note(place, at: at(0))
        #expect(try look(&search, whole: [person(score: 0.6)], at: 0).looks.isEmpty)
    }

    @Test("Nothing is looked at before anything moves, long after it, or when the whole picture moves")
    func nothingToLookAt() throws {
        var search = PersonSearch()
        #expect(try look(&search, at: 0).looks.isEmpty)
        search.note(place, at: at(1))
        #expect(try look(&search, at: 3).looks.isEmpty)
        search.note(Box(left: 0, top: 0, right: 900, bottom: 600), at: at(4))
        #expect(try look(&search, at: 4).looks.isEmpty)
    }

    @Test(
        "Whom the network only guesses in a cut, or sees away from the movement, is not believed",
        arguments: [0.28, 0.5]
    )
    func unsure(score: Double) throws {
        var search = PersonSearch()
        let isUnsure = score < CloserLook.score
        search.note(isUnsure ? place : Box(left: 700, top: 180, right: 760, bottom: 330), at: at(0))
        let told = try look(&search, closer: [person(score: score)], at: 0)
        #expect(told.looks.count == 1)
        #expect(told.sightings.isEmpty)
    }

    @Test("What moves for long and is nobody is looked at less and less often, upright and turned to both sides")
    func curtain() throws {
        var search = PersonSearch()
        var looks: [Look] = []
        for step in 0..<300 {
            search.note(place, at: at(0.2 * Double(step)))
            looks += try look(&search, at: 0.2 * Double(step)).looks
        }
        #expect(Set(looks.map(\.quarterTurns)) == [0, 1, 3])
        #expect((28...38).contains(looks.count))
        search.note(place, at: at(70))
        #expect(try look(&search, at: 70).looks.count == 1)
        search.note(place, at: at(70.2))
        #expect(try look(&search, at: 70.2).looks.count == 1)
    }

    /// Somebody, or something, on all fours or lying, of a length in pixels.
    private func crawler(length: Double) -> Pose {
        StickFigure.pose(
            nose: (630 - length / 2, 250),
            shoulders: (630 - length / 4, 255),
            hips: (630 + length / 8, 255),
            knees: (630 + length / 4, 258),
            ankles: (630 + length / 2, 260)
        )
    }

    @Test("A cat is nobody, on the floor and on the bed, where a person as long as most of it is one")
    func cat() throws {
        let corners = [(0.4, 0.3), (0.6, 0.3), (0.6, 0.45), (0.4, 0.45)].map { Polygon.Point(x: $0.0, y: $0.1) }
        let bed = Zone(id: "bed", kind: .bed, shape: try #require(Polygon(corners)))
        let bedroom = ZoneMap([bed], width: 1_280, height: 720)
        for (length, zones, isPerson) in [
            (70, nowhere, false), (200, nowhere, false), (70, bedroom, false), (200, bedroom, true),
        ] {
            var search = PersonSearch()
            search.note(place, at: at(0))
            let told = try look(&search, closer: [crawler(length: Double(length))], in: zones, at: 0)
            #expect(told.sightings.isEmpty == !isPerson, "\(length)")
        }
    }

    @Test("While frames of other cameras wait, whoever is far away is looked at less often, but is not lost")
    func busy() throws {
        var search = PersonSearch()
        var looks = 0
        var tracks: Set<Int> = []
        for step in 0..<50 {
            search.note(place, at: at(0.2 * Double(step)))
            let told = try look(&search, closer: [person(score: 0.4)], isBusy: true, at: 0.2 * Double(step))
            looks += told.looks.count
            tracks.formUnion(told.sightings.map(\.track))
        }
        #expect((14...24).contains(looks))
        #expect(tracks.count == 1)
        var beside = PersonSearch()
        beside.note(Box(left: 900, top: 180, right: 960, bottom: 330), at: at(0))
        #expect(try look(&beside, whole: [person(score: 0.6)], isBusy: true, at: 0).looks.isEmpty)
        #expect(try look(&beside, whole: [person(score: 0.6)], at: 0.2).looks.count == 1)
    }

    @Test("Somebody just lost is the same when found in a cut")
    func lostAndFound() throws {
        var search = PersonSearch()
        let before = try look(&search, whole: [person(score: 0.6)], at: 0).sightings.map(\.track)
        search.note(place, at: at(0.4))
        let after = try look(&search, closer: [person(score: 0.4)], at: 0.4)
        #expect(after.sightings.map(\.track) == before)
    }

    @Test("Nobody is found twice, and no more people than can be followed")
    func limits() {
        var tracker = PersonTracker()
        #expect(tracker.update([person(score: 0.6)], at: at(0)).count == 1)
        #expect(tracker.find(person(score: 0.9), quarterTurns: 0, at: at(0)) == nil)
        let crowd = (0..<PersonTracker.maximumTracks).map { StickFigure.standing(x: 100 + 180 * Double($0), feet: 700) }
        var full = PersonTracker()
        #expect(full.update(crowd, at: at(0)).count == PersonTracker.maximumTracks)
        #expect(full.find(StickFigure.standing(x: 600, feet: 200), quarterTurns: 0, at: at(0)) == nil)
    }
}
