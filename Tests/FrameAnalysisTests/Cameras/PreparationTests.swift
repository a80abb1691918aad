import Foundation
import Logging
import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

private let modelPath = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Models/movenet.tflite").path

/// A sink that keeps nothing.
private struct NoSink: ObservationSink {
    func record(_ frame: AnalyzedFrame) async throws {}
}

@Suite("What is done before the first frame")
struct PreparationTests {
    private let picture: Picture
    private let whole = PixelRectangle(x: 0, y: 0, width: 320, height: 180)
    private let cut = PixelRectangle(x: 80, y: 20, width: 120, height: 120)

    init() throws {
        let pixels = [UInt8](repeating: 90, count: 320 * 180 * 3)
        picture = try #require(Picture.rgb(pixels, width: 320, height: 180))
    }

    /// Whoever falls is looked at in cuts, so loading the model then would be blind at the wrong time.
    @Test("A prepared estimator looks at cuts without its file")
    func cutsNeedNoFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "caretaker-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "movenet.tflite")
        try FileManager.default.copyItem(atPath: modelPath, toPath: file.path)
        let estimator = MoveNetEstimator(path: file.path)
        try estimator.prepare()
        try FileManager.default.removeItem(at: file)

        for turns in 0...3 {
            #expect(try estimator.estimate(picture, region: cut, quarterTurns: turns).count == 6)
        }
        #expect(throws: FrameAnalysisError.self) {
            try estimator.estimate(picture, region: whole, quarterTurns: 0)
        }
    }

    @Test("A model that cannot be loaded is told, and left alone for a while", arguments: [true, false])
    func failureIsRemembered(preparesAgain: Bool) throws {
        let clock = ManualWallClock()
        let estimator = RetryingEstimator(path: "/nowhere/model.tflite", wallClock: clock)
        let first = #expect(throws: FrameAnalysisError.self) { try estimator.prepare() }
        let second = #expect(throws: FrameAnalysisError.self) {
            if preparesAgain { try estimator.prepare() }
            _ = try estimator.estimate(picture, region: whole, quarterTurns: 0)
        }
        #expect(first == second)
    }

    @Test("Nobody waits for a model that cannot be loaded", arguments: [modelPath, "/nowhere/model.tflite"])
    func preparationIsTold(path: String) async throws {
        let (told, continuation) = AsyncStream.makeStream(of: Void.self)
        let service = CameraService(
            modelPath: path,
            cameras: [CameraSettings(camera: "hall")],
            sink: NoSink(),
            wallClock: ManualWallClock(),
            clock: TestClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onPrepared: { continuation.finish() }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            for await _ in told {}
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}
