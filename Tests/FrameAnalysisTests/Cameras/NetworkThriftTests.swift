import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("Which pictures the network need not see while frames wait")
struct NetworkThriftTests {
    private static let area = 640.0 * 360

    private func body(
        x: Double = 300,
        top: Double = 100,
        height: Double = 180,
        track: Int = 0
    ) -> PersonTracker.Sighting {
        let keypoints = (0..<17)
            .map { Keypoint(x: x + Double($0 % 3) * 30, y: top + height * Double($0) / 16, score: 0.9) }
        return PersonTracker.Sighting(track: track, pose: Pose(keypoints: keypoints, score: 0.8))
    }

    /// Somebody who was seen twice, 200 ms apart, the second time at 200 ms.
    private func watching(
        _ first: PersonTracker.Sighting,
        _ second: PersonTracker.Sighting,
        signals: [FallSignal.Kind] = []
    ) -> NetworkThrift {
        var thrift = NetworkThrift()
        thrift.looked([first], known: 1, signals: [], at: .ms(-200))
        thrift.looked([first], known: 1, signals: [], at: .ms(0))
        thrift.looked([second], known: 1, signals: signals, at: .ms(200))
        return thrift
    }

    private func passes(
        _ thrift: NetworkThrift,
        _ load: AnalysisLoad,
        changed: Double = 0,
        elsewhere: Bool = false,
        at milliseconds: Int
    ) -> Bool {
        thrift.passes(load, changed: changed, movesElsewhere: elsewhere, area: Self.area, at: .ms(milliseconds))
    }

    @Test("With an empty queue every picture is looked at")
    func lightLoad() {
        let thrift = watching(body(), body())
        for milliseconds in stride(from: 200, through: 2_000, by: 100) {
            #expect(!passes(thrift, .light, at: milliseconds))
        }
    }

    @Test("Somebody who keeps still is looked at every 600 ms", arguments: [AnalysisLoad.moderate, .heavy, .excessive])
    func steady(load: AnalysisLoad) {
        let thrift = watching(body(), body())
        #expect(passes(thrift, load, at: 400))
        #expect(passes(thrift, load, at: 799))
        #expect(!passes(thrift, load, at: 800))
    }

    @Test("Notable movement is looked at at once under a moderate load")
    func notableMovement() {
        let thrift = watching(body(), body())
        #expect(passes(thrift, .moderate, changed: 0.001, at: 400))
        #expect(!passes(thrift, .moderate, changed: 0.02, at: 400))
        #expect(!passes(thrift, .moderate, elsewhere: true, at: 400))
    }

    @Test("Somebody who walks loses a picture when frames would give way, and two in a row only when they do")
    func walking() {
        let thrift = watching(body(x: 300), body(x: 340))
        #expect(!passes(thrift, .moderate, changed: 0.05, at: 400))
        #expect(passes(thrift, .heavy, changed: 0.05, at: 400))
        #expect(!passes(thrift, .heavy, changed: 0.05, at: 600))
        #expect(passes(thrift, .excessive, changed: 0.05, at: 400))
        #expect(passes(thrift, .excessive, changed: 0.05, at: 600))
        #expect(!passes(thrift, .excessive, changed: 0.05, at: 800))
    }

    @Test("Whoever comes down is looked at in every picture", arguments: [AnalysisLoad.moderate, .heavy, .excessive])
    func descent(load: AnalysisLoad) {
        let thrift = watching(body(top: 100), body(top: 122, height: 158))
        for milliseconds in stride(from: 400, to: 2_200, by: 200) { #expect(!passes(thrift, load, at: milliseconds)) }
        var calm = thrift
        calm.looked([body(top: 122, height: 158)], known: 1, signals: [], at: .ms(2_400))
        #expect(passes(calm, load, at: 2_600))
    }

    @Test(
        "For half a minute after a sign of a fall every picture is looked at",
        arguments: [FallSignal.Kind.suspected, .confirmed, .onFloor]
    )
    func fall(signal: FallSignal.Kind) {
        var thrift = watching(body(), body(), signals: [signal])
        for milliseconds in stride(from: 400, to: 30_200, by: 200) {
            #expect(!passes(thrift, .excessive, at: milliseconds))
            thrift.looked([body()], known: 1, signals: [], at: .ms(milliseconds))
        }
        #expect(passes(thrift, .heavy, at: 30_200))
    }

    @Test("Somebody who is up again needs no closer look")
    func recovery() {
        let thrift = watching(body(), body(), signals: [.recovered(after: .seconds(4))])
        #expect(passes(thrift, .moderate, at: 400))
    }

    @Test("Somebody new, somebody lost and an empty room are looked at")
    func unknown() {
        var thrift = watching(body(), body())
        thrift.looked([body(), body(x: 500, track: 1)], known: 2, signals: [], at: .ms(400))
        #expect(!passes(thrift, .heavy, at: 500))
        thrift.looked([body(), body(x: 500, track: 1)], known: 2, signals: [], at: .ms(600))
        #expect(passes(thrift, .heavy, at: 700))
        thrift.looked([body()], known: 2, signals: [], at: .ms(800))
        #expect(!passes(thrift, .heavy, at: 900))
        thrift.looked([], known: 0, signals: [], at: .ms(1_000))
        #expect(!passes(thrift, .heavy, at: 1_100))
    }

    @Test("Times that go back and being reset forget what was known")
    func backwards() {
        var thrift = watching(body(), body())
        #expect(!passes(thrift, .heavy, at: 100))
        thrift.reset()
        #expect(!passes(thrift, .heavy, at: 300))
    }

    @Test(
        "The load is told by how long a frame waited of the time between two frames",
        arguments: [
            (-5_000, AnalysisLoad.light), (0, .light), (60, .light), (80, .moderate), (130, .heavy), (160, .excessive),
        ]
    )
    func load(waited: Int, load: AnalysisLoad) {
        #expect(AnalysisLoad(waited: .milliseconds(waited), framesPerSecond: 5) == load)
        #expect(AnalysisLoad(waited: .milliseconds(waited * 5), framesPerSecond: 1) == load)
    }
}

/// Sees what a test tells it to and counts how often it was asked.
private final class CountingEstimator: PoseEstimator {
    var pose = StickFigure.standing(x: 200, feet: 300)
    var looks = 0

    func estimate(_ picture: Picture, region: PixelRectangle, quarterTurns: Int) throws(FrameAnalysisError) -> [Pose] {
        looks += 1
        return [pose]
    }
}

@Suite("The network of a busy camera service")
struct BusyNetworkTests {
    private let estimator = CountingEstimator()

    /// Two pictures between which the person's place flickers, a little or much.
    private func room(flicker: Int) throws -> [Picture] {
        func row(_ isLit: Bool) -> [UInt8] {
            var row = (0..<640).flatMap { x in [UInt8](repeating: UInt8(60 + x / 8), count: 3) }
            if isLit { for place in (150 * 3)..<((150 + flicker) * 3) { row[place] = 230 } }
            return row
        }
        let dark = row(false)
        return try [false, true]
            .map { isLit in
                let lit = row(isLit)
                let pixels = (0..<360).flatMap { (150..<240).contains($0) ? lit : dark }
                return try #require(Picture.rgb(pixels, width: 640, height: 360))
            }
    }

    /// A furnished room in which a hand moves where the person stands, up and down in twenty pictures.
    private func furnished(step: Int) throws -> Picture {
        let height = Double(abs(step % 20 - 10))
        return try furnished(handAt: (92 + height, 70 + 4 * height))
    }

    /// The room with a hand whose upper left corner is at a place of its 320 x 180 pixels.
    private func furnished(handAt place: (x: Double, y: Double)?) throws -> Picture {
        var room = DrawnRoom()
        if let place { room.paint(left: place.x, top: place.y, width: 10, height: 10, level: 230) }
        var pixels: [UInt8] = []
        for y in 0..<360 {
            for x in 0..<640 {
                let level = UInt8(clamping: Int(room.pixels[(y / 2) * DrawnRoom.width + x / 2]))
                pixels += [level, level, level]
            }
        }
        return try #require(Picture.rgb(pixels, width: 640, height: 360))
    }

    @Test("Somebody who keeps still is looked at in every picture without load, and less often under one")
    func stillPerson() throws {
        let pictures = try (0..<20).map(furnished)
        var looks: [AnalysisLoad: Int] = [:]
        for load in [AnalysisLoad.light, .moderate, .heavy] {
            let analyzer = CameraAnalyzer(camera: "c", estimator: estimator)
            estimator.looks = 0
            estimator.pose = StickFigure.standing(x: 200, feet: 300)
            for index in 0..<100 {
                _ = try analyzer.look(at: pictures[index % 20], takenAt: .ms(index * 200), load: load)
            }
            looks[load] = estimator.looks
        }
        // The gate needs a few pictures to know the room.
        #expect(looks[.light] ?? 0 >= 90, "\(looks)")
        // Every 600 ms of 20 s, and a few looks until the person is known.
        for load in [AnalysisLoad.moderate, .heavy] {
            #expect((33...45).contains(looks[load] ?? 0), "\(looks)")
        }
    }

    @Test(
        "Somebody who stands still is looked at in the first picture in which a little of them changes",
        arguments: [(90.0, true), (250.0, false)]
    )
    func firstChange(x: Double, isLookedAt: Bool) throws {
        let analyzer = CameraAnalyzer(camera: "c", estimator: estimator)
        estimator.pose = StickFigure.standing(x: 200, feet: 300)
        let (still, moved) = (try furnished(handAt: nil), try furnished(handAt: (x, 80)))
        var wait = 0
        for index in 0..<77 {
            estimator.looks = 0
            _ = try analyzer.look(at: still, takenAt: .ms(index * 200), load: .light)
            // With nothing moving the network looks every two seconds; the next picture is one between.
            wait = estimator.looks > 0 ? 0 : wait + 1
        }
        #expect((1...8).contains(wait))
        estimator.looks = 0
        _ = try analyzer.look(at: moved, takenAt: .ms(77 * 200), load: .light)
        #expect((estimator.looks > 0) == isLookedAt)
    }

    @Test("A fall under the heaviest load is told at most two pictures later than under none")
    func fall() throws {
        let room = try room(flicker: 90)
        var told: [AnalysisLoad: Instant] = [:]
        for load in [AnalysisLoad.light, .excessive] {
            let analyzer = CameraAnalyzer(camera: "c", estimator: estimator)
            for index in 0..<70 {
                estimator.pose =
                    switch index {
                    case ..<40: StickFigure.standing(x: 200, feet: 300)
                    case 40: StickFigure.lying(x: 250, y: 250)
                    default: StickFigure.lying(x: 250, y: 290)
                    }
                let seen = try analyzer.look(at: room[index % 2], takenAt: .ms(index * 200), load: load).frame
                let isFall = seen.observations.contains { $0.kind == .fall }
                if isFall, told[load] == nil { told[load] = .ms(index * 200) }
            }
        }
        let without = try #require(told[.light])
        #expect(try #require(told[.excessive]) - without <= .milliseconds(400))
    }
}
