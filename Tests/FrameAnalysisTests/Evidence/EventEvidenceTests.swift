import Foundation
import Logging
import MonitoringModel
import MonitoringTestKit
import Synchronization
import Testing

@testable import FrameAnalysis

/// Sees what a test tells it to.
private final class ScriptedEstimator: PoseEstimator {
    var poses: [Pose] = []

    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose] {
        poses
    }
}

/// Sees somebody who stands, and falls at the thirtieth look at a whole picture.
private final class CountingEstimator: PoseEstimator {
    private var looks = 0

    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose] {
        looks += region.width == picture.width ? 1 : 0
        return [FallingScene.pose(looks)]
    }
}

/// Keeps the kinds of observations.
private final class KindSink: ObservationSink {
    private let state = Mutex([Observation]())

    var fall: Observation? { state.withLock { $0.first { $0.kind == .fall } } }

    func record(_ frame: AnalyzedFrame) async throws { state.withLock { $0 += frame.observations } }
}

/// A camera before which somebody stands, falls to the right after six seconds and stays down; five frames a second.
private struct FallingScene {
    let estimator = ScriptedEstimator()
    let analyzer: CameraAnalyzer
    var frames: [AnalyzedFrame] = []

    init(_ settings: CameraSettings, scope: EvidenceScope = .films) {
        analyzer = CameraAnalyzer(settings: settings, estimator: estimator, evidence: scope)
    }

    /// A grey room with something that flickers, so that movement is seen, and a bright secret on the right.
    static func room(_ index: Int) throws -> Picture {
        try #require(Picture.rgb(rooms[index % 2], width: 640, height: 360))
    }

    private static let rooms = [0, 1]
        .map { index in
            func row(flickers: Bool) -> [UInt8] {
                (0..<640)
                    .flatMap { x in
                        let isLit = flickers && (20..<90).contains(x)
                        return [UInt8](repeating: x >= 480 ? 250 : isLit ? 200 : UInt8(60 + x / 8), count: 3)
                    }
            }
            let plain = row(flickers: false)
            let lit = row(flickers: index == 0)
            return (0..<360).flatMap { (20..<90).contains($0) ? lit : plain }
        }

    static func pose(_ index: Int) -> Pose {
        switch index {
        case ..<30: StickFigure.standing(x: 200, feet: 300)
        case 30: StickFigure.lying(x: 250, y: 250)
        default: StickFigure.lying(x: 250, y: 290)
        }
    }

    mutating func play(_ indices: Range<Int>, encoded: Bool = true) throws {
        for index in indices {
            estimator.poses = [Self.pose(index)]
            let picture = try Self.room(index)
            let takenAt = Instant.ms(index * 200)
            if encoded {
                let jpeg = try #require(picture.jpeg(quality: 85))
                frames.append(try analyzer.look(at: jpeg, takenAt: takenAt).frame)
            } else {
                frames.append(try analyzer.look(at: picture, takenAt: takenAt).frame)
            }
        }
    }

    var fall: Observation? { frames.flatMap(\.observations).first { $0.kind == .fall } }
    var items: [EvidenceItem] { frames.flatMap(\.evidence) }
    var clips: [RecordedClip] { frames.flatMap(\.clips) }
}

@Suite("What shows an event")
struct EventEvidenceTests {
    @Test("A fall comes with its picture, figures, the moment before, and a film and trace that are promised")
    func fall() throws {
        var scene = FallingScene(CameraSettings(camera: "hall"))
        try scene.play(0..<40)
        let fall = try #require(scene.fall)
        let names = fall.evidence.compactMap { EvidenceName($0) }
        #expect(names.map(\.kind) == [.snapshot, .skeleton, .before, .clip, .trace])
        #expect(names.allSatisfy { $0.observedAt == fall.observedAt && $0.event == "fall" && $0.camera == "hall" })
        #expect(scene.items.map(\.id) == Array(fall.evidence.prefix(3)))
        #expect(scene.clips.isEmpty)
        try scene.play(40..<140)
        #expect(scene.clips.map(\.id) == [fall.evidence[3]])
        let clip = try #require(scene.clips.first)
        #expect(clip.frames.contains { $0.takenAt < fall.observedAt - .seconds(5) })
        #expect(clip.frames.contains { $0.people?.first?.posture == .lying })
    }

    @Test("When watching ends, the film that goes on has what was seen so far, and there is no second one")
    func endsEarly() throws {
        var scene = FallingScene(CameraSettings(camera: "hall"))
        try scene.play(0..<40)
        let fall = try #require(scene.fall)
        let clip = try #require(scene.analyzer.finishRecording())
        #expect(clip.id == fall.evidence[3])
        #expect(clip.frames.last?.takenAt == .ms(39 * 200))
        #expect(scene.analyzer.finishRecording() == nil)
    }

    @Test("When the service stops a moment after a fall, its film is written")
    func serviceStops() async throws {
        let folder = try FilmFolder()
        let (films, sink, wallClock) = (MemoryEvidence(), KindSink(), ManualWallClock())
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let writer = ClipWriter(sink: films, workFolder: folder.path + "/films", logger: logger)
        let service = CameraService(
            estimator: CountingEstimator(),
            cameras: [CameraSettings(camera: "hall")],
            sink: sink,
            clips: writer,
            wallClock: wallClock,
            clock: TestClock(),
            logger: logger
        )
        let pictures = try [0, 1].map { try #require(FallingScene.room($0).jpeg(quality: 85)) }
        func settle(_ isTrue: () async -> Bool) async throws {
            for _ in 0..<6_000 {
                if await isTrue() { return }
                try await Task.sleep(for: .milliseconds(5))
            }
            Issue.record("it takes too long")
        }
        try await withThrowingTaskGroup(of: Void.self) { writing in
            writing.addTask { try await writer.run() }
            try await withThrowingTaskGroup(of: Void.self) { watching in
                watching.addTask { try await service.run() }
                for index in 0..<60 where sink.fall == nil {
                    service.submit(pictures[index % 2], from: "hall", takenAt: wallClock.now)
                    try await settle { await service.status.first?.frames == index + 1 }
                    wallClock.advance(by: .milliseconds(200))
                }
                watching.cancelAll()
                try await watching.waitForAll()
            }
            let fall = try #require(sink.fall)
            try await settle { films.items.count == 2 }
            #expect(films.items.map(\.kind) == [.trace, .clip])
            #expect(films.items.last?.id == fall.evidence.first { EvidenceName($0)?.kind == .clip })
            writing.cancelAll()
            try await writing.waitForAll()
        }
    }

    @Test("Nothing is stored or promised while nobody falls, nor for a mere suspicion")
    func nothing() throws {
        var scene = FallingScene(CameraSettings(camera: "hall"))
        try scene.play(0..<30)
        #expect(scene.items.isEmpty)
        var evidence = CameraEvidence(settings: CameraSettings(camera: "hall"), scope: .films)
        let jpeg = try #require(FallingScene.room(0).jpeg(quality: 80))
        evidence.add(jpeg, takenAt: .ms(0), width: 640, height: 360)
        let proof = evidence.prove(.fallSuspected, track: 0, at: .ms(0))
        #expect(proof.items.isEmpty && proof.ids.isEmpty)
        #expect(evidence.finishFrame() == nil && !evidence.isRecording)
    }

    @Test("Where nobody writes films none are promised")
    func noWriter() throws {
        var scene = FallingScene(CameraSettings(camera: "hall"), scope: .pictures)
        try scene.play(0..<140)
        #expect(try #require(scene.fall).evidence.compactMap { EvidenceName($0)?.kind }.allSatisfy { $0 != .clip })
        #expect(scene.clips.isEmpty)
    }

    @Test("Nothing behind a privacy mask is in any picture, film or still", arguments: [true, false])
    func masks(encoded: Bool) throws {
        var settings = CameraSettings(camera: "hall")
        let corners = [(0.75, 0.0), (1, 0), (1, 1), (0.75, 1)].map { Polygon.Point(x: $0.0, y: $0.1) }
        settings.privacyMasks = [try #require(Polygon(corners))]
        var scene = FallingScene(settings)
        try scene.play(0..<140, encoded: encoded)
        let still = try #require(scene.analyzer.still(annotated: false, at: .ms(0)))
        let marked = try #require(scene.analyzer.still(annotated: true, at: .ms(0)))
        let stored = scene.items.filter { $0.kind != .skeleton }.map(\.bytes)
        let filmed = try #require(scene.clips.first).frames.map(\.jpeg)
        #expect(stored.count >= 2 && filmed.count > 40)
        for jpeg in stored + filmed + [still, marked] {
            let picture = try #require(Picture.colour(jpeg))
            for x in [482, 500, 560, 639] {
                for y in stride(from: 0, to: 360, by: 40) {
                    // The codec may leave a shade of black, never a hint of the white behind.
                    try #require(picture.levels(x: x, y: y).allSatisfy { $0 < 16 })
                }
            }
            #expect(picture.levels(x: 300, y: 10).allSatisfy { $0 > 60 })
        }
    }

    @Test("A silent camera's frames are forgotten, and so is its still")
    func silence() throws {
        var scene = FallingScene(CameraSettings(camera: "hall"))
        try scene.play(0..<10)
        #expect(scene.analyzer.evidence.bytes > 0)
        for _ in 0..<40 { _ = scene.analyzer.tick() }
        #expect(scene.analyzer.evidence.bytes == 0)
        #expect(scene.analyzer.still(annotated: true, at: .ms(60_000)) == nil)
    }

    @Test("A still is encoded once a second, and again when a second has passed")
    func stillPause() throws {
        var scene = FallingScene(CameraSettings(camera: "hall"))
        try scene.play(0..<5)
        let first = try #require(scene.analyzer.still(annotated: true, at: .ms(1_000)))
        try scene.play(5..<6)
        #expect(scene.analyzer.still(annotated: true, at: .ms(1_900)) == first)
        #expect(scene.analyzer.still(annotated: true, at: .ms(2_000)) != first)
    }
}

@Suite("Figures instead of pictures")
struct SkeletonTests {
    private func frame(_ jpeg: [UInt8], _ pose: Pose) -> StoredFrame {
        StoredFrame(
            jpeg: jpeg,
            takenAt: .ms(0),
            width: 640,
            height: 360,
            people: [StoredFrame.Person(track: 3, pose: pose, posture: .lying)]
        )
    }

    @Test("Nothing of the camera's picture is in the drawing, and the person is")
    func nothingOfThePicture() throws {
        let pose = StickFigure.lying(x: 320, y: 250)
        let painter = SkeletonPainter(zones: [])
        let one = try #require(FallingScene.room(0).jpeg(quality: 80))
        let drawing = try #require(painter.jpeg(of: frame(one, pose), track: 3, before: nil))
        #expect(painter.jpeg(of: frame([], pose), track: 3, before: nil) == drawing)
        let picture = try #require(Picture.colour(drawing))
        #expect(max(picture.width, picture.height) == SkeletonPainter.side)
        let trunk = picture.levels(x: 290 * 960 / 640, y: 252 * 960 / 640)
        #expect(trunk[2] > 200 && trunk[0] < 120)
        #expect(picture.levels(x: 20, y: 20).allSatisfy { $0 < 60 })
    }

    @Test("Joints that are nonsense draw nothing and break nothing")
    func nonsense() throws {
        var pose = StickFigure.lying(x: 320, y: 250)
        pose.keypoints[15] = Keypoint(x: .nan, y: .infinity, score: 1)
        pose.keypoints[16] = Keypoint(x: 1e30, y: -1e30, score: 1)
        #expect(SkeletonPainter(zones: []).jpeg(of: frame([], pose), track: 3, before: nil) != nil)
        let empty = frame([], Pose(keypoints: [], score: 0.5))
        #expect(SkeletonPainter(zones: []).jpeg(of: empty, track: 3, before: nil) != nil)
    }
}
