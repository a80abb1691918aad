import Foundation
import HouseholdScenes
import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

/// The model that scripts/bootstrap has fetched.
private let modelPath = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Models/movenet.tflite").path

/// Real clips beside the project, if this machine has them; see docs/quality.md.
private let clips = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data/fall/clips").path

@Suite("Falls in footage")
struct FootageTests {
    private func kinds(_ file: String) throws -> [Observation.Kind] {
        var kinds: [Observation.Kind] = []
        _ = try FootageAnalysis(modelPath: modelPath)
            .run(path: clips + "/" + file, camera: "c") { frame, _ in
                kinds += frame.observations.map(\.kind)
            }
        return kinds
    }

    @Test(
        "A real fall is suspected, and confirmed if the clip is long enough",
        .enabled(if: FileManager.default.fileExists(atPath: clips), "the clips are not on this machine"),
        arguments: [
            ("gmdcsa_s1_Fall_15.mp4", true), ("gmdcsa_s4_Fall_01.mp4", true), ("gmdcsa_s4_Fall_02.mp4", false),
            ("kaikai_fall.mp4", true),
        ]
    )
    func realFallsAreSeen(file: String, isConfirmed: Bool) throws {
        let kinds = try kinds(file)
        #expect(kinds.contains(.fallSuspected))
        #expect(kinds.contains(.fall) == isConfirmed)
    }

    @Test(
        "Walking, sitting and empty rooms in real clips raise no fall",
        .enabled(if: FileManager.default.fileExists(atPath: clips), "the clips are not on this machine"),
        arguments: ["gmdcsa_s4_ADL_19.mp4", "intel_classroom.gif", "dvrscan_issue53_brightness_change.avi"]
    )
    func ordinaryClipsRaiseNoFall(file: String) throws {
        let kinds = Set(try kinds(file))
        #expect(kinds.isDisjoint(with: [.fall, .fallSuspected, .onFloor]))
    }

    @Test("A file that is no video is told in one sentence")
    func unreadableFootage() {
        #expect(throws: FrameAnalysisError.unreadableFootage(path: #filePath)) {
            _ = try FootageAnalysis(modelPath: modelPath).run(path: #filePath, camera: "c") { _, _ in }
        }
    }

    @Test("A drawn fall is seen in the frames, with its picture, and so is getting up")
    func drawnFallIsSeen() throws {
        let scene = Scene.demoFlat(seed: 7)
        let rasterizer = Rasterizer(scene)
        let analyzer = CameraAnalyzer(camera: "c", estimator: MoveNetEstimator(path: modelPath))
        var seen: [Observation] = []
        var pictures = 0
        for index in 0..<(34 * 8) {
            let time = Duration.milliseconds(index * 125)
            let pixels = rasterizer.frame(at: time, index: UInt64(index))
            let size = rasterizer.size
            let jpeg = try FrameEncoder.jpeg(rgb: pixels, width: size.width, height: size.height)
            let (frame, error) = try analyzer.look(
                at: jpeg,
                takenAt: Instant(millisecondsSinceEpoch: Int64(index) * 125)
            )
            #expect(error == nil)
            seen += frame.observations
            pictures += frame.evidence.count
        }
        let fall = try #require(seen.first { $0.kind == .fall })
        let truth = try #require(scene.events.first { $0.kind == .fall })
        let delay = fall.observedAt - Instant(millisecondsSinceEpoch: truth.end.wholeMilliseconds)
        #expect(delay < .seconds(3))
        #expect(fall.evidence.compactMap { EvidenceName($0)?.kind } == [.snapshot, .skeleton, .before])
        #expect(pictures >= 3)
        #expect(seen.contains { $0.kind == .recovered })
    }

    @Test("A missing model is told, and motion is still seen")
    func missingModelDegrades() throws {
        let rasterizer = Rasterizer(Scene.demoFlat(seed: 7))
        let analyzer = CameraAnalyzer(camera: "c", estimator: MoveNetEstimator(path: "/nonexistent/model.tflite"))
        var kinds: [Observation.Kind] = []
        var errors = 0
        for index in 0..<32 {
            let size = rasterizer.size
            let pixels = rasterizer.frame(at: .milliseconds(index * 125), index: UInt64(index))
            let jpeg = try FrameEncoder.jpeg(rgb: pixels, width: size.width, height: size.height)
            let (frame, error) = try analyzer.look(
                at: jpeg,
                takenAt: Instant(millisecondsSinceEpoch: Int64(index) * 125)
            )
            kinds += frame.observations.map(\.kind)
            errors += error == nil ? 0 : 1
        }
        #expect(errors > 0)
        #expect(kinds.contains(.motion))
    }
}
