// Measures the camera analysis; prints one JSON object a run.
//   camera-bench video CLIP                gate over a video file
//   camera-bench frames FOLDER FROM TO     decoding and gate over JPEG files of 15 frames a second
//   camera-bench pose FOLDER MODEL         pose step beside the bare inference on the same input
//   camera-bench live FOLDER MODEL CAMERAS SECONDS    all cameras at 5 frames a second, in real time
import CInference
import CVision
import Foundation
import Logging
import MonitoringModel

@testable import FrameAnalysis

struct Nowhere: ObservationSink {
    func record(_ frame: AnalyzedFrame) async throws {}
}

func jpegs(_ folder: String) throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jpg") }.sorted()
        .map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) }
}

func show(_ values: [String: Any]) throws {
    print(String(decoding: try JSONSerialization.data(withJSONObject: values, options: .sortedKeys), as: UTF8.self))
}

func video(_ path: String) throws {
    let reader = try FootageReader(path: path)
    var gate = MotionGate()
    var moving: [Double] = []
    var frames = 0
    while let (picture, milliseconds) = reader.next(notBefore: 0) {
        guard let grey = picture.reducedGrey(by: picture.width >= 1_280 ? 4 : 2) else { continue }
        let takenAt = Instant(millisecondsSinceEpoch: Int64(milliseconds))
        if gate.look(at: grey, takenAt: takenAt, places: []).movesAnywhere { moving.append(milliseconds / 1_000) }
        frames += 1
    }
    try show([
        "frames": frames, "cpu_ms": cpuMilliseconds(), "memory_mb": peakMegabytes(), "first_s": moving.first ?? -1,
        "last_s": moving.last ?? -1, "outside": moving.count { $0 < 19.9 || $0 > 30.6 }, "moving": moving.count,
    ])
}

func frames(_ folder: String, _ first: Int, _ last: Int) throws {
    let pictures = try jpegs(folder)
    var gate = MotionGate()
    var moving = 0
    // A second to learn the scene, which is not counted.
    for index in max(first - 15, 0)..<first {
        if let grey = Picture.grey(pictures[index], reduction: 2) {
            _ = gate.look(at: grey, takenAt: Instant(millisecondsSinceEpoch: Int64(index) * 67), places: [])
        }
    }
    let before = cpuMilliseconds()
    for index in first..<min(last, pictures.count) {
        guard let grey = Picture.grey(pictures[index], reduction: 2) else { continue }
        let takenAt = Instant(millisecondsSinceEpoch: Int64(index) * 67)
        moving += gate.look(at: grey, takenAt: takenAt, places: []).movesAnywhere ? 1 : 0
    }
    let whole = cpuMilliseconds() - before
    let decoding = cpuMilliseconds()
    for index in first..<min(last, pictures.count) { _ = Picture.grey(pictures[index], reduction: 2)?.width }
    let count = Double(min(last, pictures.count) - first)
    try show([
        "cpu_ms_per_frame": whole / count, "decode_ms_per_frame": (cpuMilliseconds() - decoding) / count,
        "moving": moving, "frames": count, "memory_mb": peakMegabytes(),
    ])
}

func pose(_ folder: String, _ model: String) throws {
    guard let bytes = try jpegs(folder).first, let picture = Picture.colour(bytes) else { return }
    let estimator = MoveNetEstimator(path: model)
    let whole = PixelRectangle(x: 0, y: 0, width: picture.width, height: picture.height)
    let height = (Int(Double(picture.height) * 256 / Double(picture.width)) + 31) / 32 * 32
    var message = [CChar](repeating: 0, count: 512)
    guard let bare = cinference_load(model, Int64(height), 256, &message, 512) else { return }
    let input = [UInt8](repeating: 100, count: 256 * height * 3)
    var output = [Float](repeating: 0, count: 336)
    _ = try estimator.estimate(picture, region: whole, quarterTurns: 0)
    var steps: [Double] = []
    var bares: [Double] = []
    var decodes: [Double] = []
    for _ in 0..<15 {
        var start = cpuMilliseconds()
        for _ in 0..<10 { _ = try estimator.estimate(picture, region: whole, quarterTurns: 0) }
        steps.append((cpuMilliseconds() - start) / 10)
        start = cpuMilliseconds()
        for _ in 0..<10 { _ = cinference_run(bare, input, &output, 336, &message, 512) }
        bares.append((cpuMilliseconds() - start) / 10)
        start = cpuMilliseconds()
        for _ in 0..<10 { _ = Picture.colour(bytes)?.width }
        decodes.append((cpuMilliseconds() - start) / 10)
    }
    try show([
        "pose_ms": steps.sorted()[7], "bare_ms": bares.sorted()[7], "colour_decode_ms": decodes.sorted()[7],
        "memory_mb": peakMegabytes(),
    ])
}

func live(_ folder: String, _ model: String, _ cameras: Int, _ seconds: Int) async throws {
    let pictures = try jpegs(folder)
    let names = (0..<cameras).compactMap { CameraID("camera\($0)") }
    var logger = Logger(label: "bench")
    logger.logLevel = .error
    let service = CameraService(modelPath: model, cameras: [], sink: Nowhere(), logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await service.run() }
        let clock = ContinuousClock()
        // The model is compiled at the first frame; that is not counted.
        service.submit(pictures[0], from: names[0])
        try await clock.sleep(for: .seconds(6))
        let dropsBefore = await service.status.map(\.dropped).reduce(0, +)
        let before = cpuMilliseconds()
        let start = clock.now
        for tick in 0..<(seconds * 5 * cameras) {
            let camera = tick % cameras
            try await clock.sleep(until: start + .milliseconds(200 * tick / cameras))
            service.submit(pictures[(tick / cameras * 3 + camera * 40) % pictures.count], from: names[camera])
        }
        try await clock.sleep(for: .seconds(1))
        let status = await service.status
        let drops = status.map(\.dropped).reduce(0, +) - dropsBefore
        try show([
            "cameras": cameras, "sent": seconds * 5 * cameras, "dropped": drops,
            "network_runs": status.map(\.networkRuns).reduce(0, +),
            "cpu_share": (cpuMilliseconds() - before) / Double(seconds * 1_000), "memory_mb": peakMegabytes(),
        ])
        group.cancelAll()
    }
}

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "video" where words.count == 2: try video(words[1])
case "frames" where words.count == 4: try frames(words[1], Int(words[2]) ?? 0, Int(words[3]) ?? 0)
case "pose" where words.count == 3: try pose(words[1], words[2])
case "live" where words.count == 5: try await live(words[1], words[2], Int(words[3]) ?? 1, Int(words[4]) ?? 10)
default:
    print(
        "usage: camera-bench video CLIP | frames FOLDER FROM TO | pose FOLDER MODEL | live FOLDER MODEL CAMERAS SECONDS"
    )
    exit(2)
}
