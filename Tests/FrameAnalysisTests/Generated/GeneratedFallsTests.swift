import FrameAnalysis
import HouseholdScenes
import MonitoringModel
import MonitoringTestKit
import Testing

import struct Foundation.URL

/// The model that scripts/bootstrap has fetched.
private let modelPath = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Models/movenet.tflite").path

/// A few generated scenes; `week matrix` plays them all.
@Suite("Generated falls")
struct GeneratedFallsTests {
    /// What is told about a scene between two times, at five frames a second.
    private func told(
        _ scene: Scene,
        from start: Duration,
        to end: Duration,
        width: Int = 320,
        height: Int = 180
    ) throws -> [Observation] {
        let size = try FrameSize(width: width, height: height)
        let rasterizer = Rasterizer(scene, size: size)
        var settings = CameraSettings(camera: "generated")
        for (index, zone) in scene.zones(size: size).enumerated() where zone.kind != .mat {
            let corners = zone.corners.map { Polygon.Point(x: min(max($0.x, 0), 1), y: min(max($0.y, 0), 1)) }
            guard let shape = Polygon(corners), let id = ZoneID("zone\(index)") else { continue }
            settings.zones.append(Zone(id: id, kind: zone.kind == .bed ? .bed : .sofa, shape: shape))
        }
        let analysis = FrameSequenceAnalysis(modelPath: modelPath, settings: settings)
        let step = Duration.milliseconds(200)
        return try (Int(max(start, .zero) / step)..<Int(end / step))
            .flatMap { index in
                try analysis.look(
                    at: rasterizer.frame(at: step * index, index: UInt64(index)),
                    width: size.width,
                    height: size.height,
                    takenAt: Instant(millisecondsSinceEpoch: Int64(index) * 200)
                )
                .observations
            }
    }

    @Test(
        "A generated fall is suspected within three seconds of its end, and nothing before it",
        arguments: [
            (FallKind.backward, CameraPlace.eyeLevel, Lighting.day, UInt64(1)),
            (.sideways, .eyeLevel, .infrared, 1), (.forward, .lowShelf, .lamp, 1),
        ]
    )
    func fallsAreTold(kind: FallKind, place: CameraPlace, light: Lighting, seed: UInt64) throws {
        let scene = Scene.staged(kind, from: place, in: light, seed: seed)
        let fall = try #require(scene.events.first { $0.kind == .fall })
        let told = try told(scene, from: fall.start - .seconds(2.4), to: fall.end + .seconds(1.6))
        let suspicion = try #require(told.first { $0.kind == .fallSuspected })
        #expect(suspicion.observedAt - Instant(millisecondsSinceEpoch: 0) >= fall.start)
    }

    @Test("Whoever has not been seen in bed for a while, in infrared and far away, and falls out of it is told")
    func unseenSleeperFalls() throws {
        let scene = Scene.staged(FallKind.outOfBed, from: .wideCorner, in: .infrared, seed: 42_700)
        let fall = try #require(scene.events.first { $0.kind == .fall })
        let told = try told(scene, from: .zero, to: fall.end + .seconds(2), width: 640, height: 360)
        #expect(told.contains { $0.kind == .fall })
    }

    @Test(
        "Whoever slumps is suspected within three seconds, though from high above the hips seem no deeper than in a crouch"
    )
    func slumpFromHighAbove() throws {
        let scene = Scene.staged(FallKind.slump, from: .highCornerLeft, in: .day, seed: 44_700)
        let fall = try #require(scene.events.first { $0.kind == .fall })
        let told = try told(scene, from: fall.start - .seconds(5), to: fall.end + .seconds(3), width: 640, height: 360)
        #expect(told.map(\.kind).filter { [.fallSuspected, .fall].contains($0) } == [.fallSuspected])
    }

    @Test(
        "Everyday life in generated scenes is no fall",
        arguments: [
            (EverydayKind.chair, CameraPlace.eyeLevel, Lighting.day, UInt64(1)),
            (.pickUp, .highCornerRight, .infrared, 1),
        ]
    )
    func everydayLifeIsNoFall(kind: EverydayKind, place: CameraPlace, light: Lighting, seed: UInt64) throws {
        let scene = Scene.staged(kind, from: place, in: light, seed: seed)
        let low = scene.events.first { [.sitDown, .pickUp, .lieDown].contains($0.kind) }
        let start = try #require(low).start - .seconds(2)
        let told = try told(scene, from: start, to: start + .seconds(6))
        #expect(!told.contains { $0.kind == .fall || $0.kind == .fallSuspected })
    }
}
