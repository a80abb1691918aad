import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Closer looks at joints that are unsure")
struct DoubtTests {
    private let view = ZoneMap([], width: 1_280, height: 720)

    private func at(_ seconds: Double) -> Instant {
        Instant(millisecondsSinceEpoch: Int64(1_000_000 + seconds * 1_000))
    }

    /// Somebody known for a while, last seen standing.
    private func search() throws -> PersonSearch {
        var search = PersonSearch()
        for step in 0..<4 {
            _ = try search.find([standing(0.6)], in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in [] }
        }
        return search
    }

    private func standing(_ score: Double, x: Double = 630) -> Pose {
        var pose = StickFigure.standing(x: x, feet: 430)
        pose.score = score
        return pose
    }

    /// All joints at one spot, as the network guesses them of somebody small who bends.
    private func collapsed(_ score: Double) -> Pose {
        StickFigure.pose(
            nose: (632, 352),
            shoulders: (630, 350),
            hips: (634, 354),
            knees: (628, 360),
            ankles: (630, 366),
            score: score
        )
    }

    private func sitting(_ score: Double) -> Pose {
        var pose = StickFigure.sitting(x: 630, hips: 380)
        pose.score = score
        return pose
    }

    @Test("A guess in the whole picture gives way to what a cut shows, of the same person")
    func corrected() throws {
        var search = try search()
        var cuts: [PixelRectangle] = []
        let seen = try search.find([collapsed(0.15)], in: view, at: at(0.8), movedAt: nil) { region, turns in
            #expect(turns == 0)
            cuts.append(region)
            return [sitting(0.6), collapsed(0.2)]
        }
        #expect(seen.map(\.pose) == [sitting(0.6)])
        #expect(seen.map(\.track) == search.tracker.tracks.map(\.id))
        // As much as the person is long when upright, though the joints are at one spot.
        let cut = try #require(cuts.first)
        #expect(cuts.count == 1 && cut.width >= 272 && cut.width < 640)
    }

    @Test("Whoever plainly stands, or is seen well, is not looked at twice", arguments: [true, false])
    func sure(stands: Bool) throws {
        var search = try search()
        let pose = stands ? standing(0.15) : sitting(0.35)
        let seen = try search.find([pose], in: view, at: at(0.8), movedAt: nil) { _, _ in
            Issue.record("nobody is in doubt")
            return []
        }
        #expect(seen.map(\.pose) == [pose])
    }

    @Test("While frames of other cameras wait nobody is looked at twice")
    func busy() throws {
        var search = try search()
        let seen = try search.find([collapsed(0.15)], in: view, at: at(0.8), movedAt: nil, isBusy: true) { _, _ in
            Issue.record("other cameras wait")
            return []
        }
        #expect(seen.map(\.pose) == [collapsed(0.15)])
    }

    @Test("A guess mixed with a cat in front is forgotten once a cut shows the person, as often as it is made")
    func mixedWithACat() throws {
        // The cat's feet are a trunk length below the person's.
        let mixed = StickFigure.pose(
            nose: (632, 312),
            shoulders: (630, 335),
            hips: (634, 400),
            knees: (660, 405),
            ankles: (630, 490),
            score: 0.25
        )
        var search = PersonSearch()
        for step in 0..<4 {
            _ = try search.find([sitting(0.6)], in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in [] }
        }
        for step in 4..<10 {
            let seen = try search.find([mixed], in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in
                [sitting(0.6)]
            }
            #expect(seen.map(\.track) == [0] && seen.map(\.pose) == [sitting(0.6)], "step \(step)")
        }
    }

    @Test("A cut that shows nothing surer changes nothing, and the next turn is tried with the next picture")
    func unhelpful() throws {
        var search = try search()
        var turns: [Int] = []
        for step in 0..<4 {
            let seen = try search.find([collapsed(0.15)], in: view, at: at(0.8 + 0.2 * Double(step)), movedAt: nil) {
                turns.append($1)
                return [sitting(0.18)]
            }
            #expect(seen.map(\.pose) == [collapsed(0.15)])
        }
        // Upright twice: where the body was seen plainly, and where it seems to be.
        #expect(turns == [0, 0, 1, 3])
    }

    /// A small body at the shins, as the network guesses it of somebody who bends.
    private func guessedFromLegs(_ score: Double, x: Double = 630) -> Pose {
        StickFigure.pose(
            nose: (x + 2, 372),
            shoulders: (x, 375),
            hips: (x + 4, 395),
            knees: (x - 2, 410),
            ankles: (x, 428),
            score: score
        )
    }

    private func bending(_ score: Double) -> Pose {
        StickFigure.pose(
            nose: (700, 310),
            shoulders: (685, 300),
            hips: (632, 302),
            knees: (630, 360),
            ankles: (630, 425),
            score: score
        )
    }

    @Test("Whoever seems to have shrunk is looked at where the whole body was last seen plainly")
    func bent() throws {
        var search = try search()
        let before = try #require(search.tracker.tracks.first?.box)
        let seen = try search.find([guessedFromLegs(0.16)], in: view, at: at(0.8), movedAt: nil) { region, turns in
            #expect(turns == 0)
            #expect(Double(region.y) < before.top && Double(region.y + region.height) > before.bottom)
            return [bending(0.6)]
        }
        #expect(seen.map(\.pose) == [bending(0.6)])
    }

    @Test("What was seen plainly more than three seconds ago says nothing about where to look")
    func forgotten() throws {
        var search = try search()
        for step in 0..<20 {
            let now = at(0.8 + 0.2 * Double(step))
            _ = try search.find([guessedFromLegs(0.16)], in: view, at: now, movedAt: nil) { _, _ in
                // Too far from the hips that are guessed, and by then from all that is remembered.
                now > at(3.8) ? [bending(0.6)] : []
            }
        }
        #expect(search.tracker.tracks.map(\.pose.score) == [0.16])
    }

    @Test("The joints of somebody else in the cut are not taken")
    func otherPerson() throws {
        var search = PersonSearch()
        let other = standing(0.6, x: 720)
        for step in 0..<4 {
            let both = [standing(0.6), other]
            _ = try search.find(both, in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in [] }
        }
        let seen = try search.find([collapsed(0.15), other], in: view, at: at(0.8), movedAt: nil) { _, _ in
            [standing(0.8, x: 722)]
        }
        #expect(Set(seen.map(\.pose.score)) == [0.15, 0.6])
    }
}

@Suite("Dark pictures")
struct DarkViewTests {
    @Test("Pictures are dark below a level, and until they are clearly brighter")
    func hysteresis() {
        var view = DarkView()
        let told = [120.0, 41, 39, 45, 49.9, 50, 45, 10]
            .map { level in
                view.note(level)
                return view.isDark
            }
        #expect(told == [false, false, true, true, true, false, false, true])
    }

    @Test("The network sees a brightened copy of dark pictures, and bright ones as they are")
    func brightened() throws {
        let levels: [UInt8] = [0, 1, 16, 64, 128, 255]
        let picture = try #require(Picture.rgb(levels.flatMap { [$0, $0, $0] }, width: levels.count, height: 1))
        var view = DarkView()
        #expect(try view.seen(picture) === picture)
        view.note(10)
        let expected = levels.map { UInt8((255 * (Double($0) / 255).squareRoot()).rounded()) }
        let brighter = try #require(Picture.rgb(expected.flatMap { [$0, $0, $0] }, width: levels.count, height: 1))
        #expect(try view.seen(picture).isIdentical(to: brighter))
    }
}

@Suite("Closer looks at people who are lost")
struct RetryTests {
    /// A thing that the network hardly takes for somebody who lies, of a length in pixels.
    private func thing(length: Double, score: Double) -> Pose {
        StickFigure.pose(
            nose: (630 - length / 2, 400),
            shoulders: (630 - length / 4, 402),
            hips: (630 + length / 8, 403),
            knees: (630 + length / 4, 404),
            ankles: (630 + length / 2, 406),
            score: score
        )
    }

    @Test(
        "Whoever is lost is not taken for something hardly seen that is much shorter",
        arguments: [(40.0, 0.18, false), (120, 0.18, true), (40, 0.3, true)]
    )
    func length(length: Double, score: Double, isFound: Bool) throws {
        let view = ZoneMap([], width: 1_280, height: 720)
        var search = PersonSearch()
        for step in 0..<4 {
            let now = Instant(millisecondsSinceEpoch: Int64(1_000_000 + 200 * step))
            let standing = StickFigure.standing(x: 630, feet: 430)
            _ = try search.find([standing], in: view, at: now, movedAt: nil) { _, _ in [] }
        }
        let now = Instant(millisecondsSinceEpoch: 1_000_800)
        let found = try search.find([], in: view, at: now, movedAt: nil) { _, _ in
            [thing(length: length, score: score)]
        }
        #expect(found.isEmpty == !isFound)
    }

    @Test("Whoever was lost just now is looked for in every turn of the same picture, and the surest is taken")
    func everyTurn() throws {
        let view = ZoneMap([], width: 1_280, height: 720)
        func look(after pause: Int64, isBusy: Bool = false, scores: [Int: Double]) throws -> (
            turns: [Int], seen: Double?
        ) {
            var search = PersonSearch()
            for step in 0..<4 {
                let now = Instant(millisecondsSinceEpoch: Int64(1_000_000 + 200 * step))
                let standing = StickFigure.standing(x: 630, feet: 430)
                _ = try search.find([standing], in: view, at: now, movedAt: nil) { _, _ in [] }
            }
            var turns: [Int] = []
            let now = Instant(millisecondsSinceEpoch: 1_000_600 + pause)
            let found = try search.find([], in: view, at: now, movedAt: nil, isBusy: isBusy) { _, turn in
                turns.append(turn)
                return scores[turn].map { [thing(length: 160, score: $0)] } ?? []
            }
            return (turns, found.first?.pose.score)
        }
        #expect(try look(after: 200, scores: [0: 0.18, 3: 0.25]) == ([0, 1, 3], 0.25))
        #expect(try look(after: 200, scores: [1: 0.4, 3: 0.5]) == ([0, 1], 0.4))
        #expect(try look(after: 200, scores: [:]) == ([0, 1, 3], nil))
        #expect(try look(after: 1_200, scores: [3: 0.5]) == ([0], nil))
        #expect(try look(after: 200, isBusy: true, scores: [3: 0.5]) == ([0], nil))
    }
}
