// Measures the camera analysis; prints one JSON object a run.
//   camera-bench video CLIP RATE           gate over a video file; a rate of 0 only decodes
//   camera-bench frames FOLDER FROM TO     decoding and gate over JPEG files of 15 frames a second
//   camera-bench pose FOLDER MODEL         pose step beside the bare inference on the same input
//   camera-bench core FOLDER MODEL CAMERAS SECONDS [all | SPEED]   the same in processor time, as on a core of its own;
//                                          with "all", no picture passes the network; SPEED: the core's, as a share
//                                          of this one's
//   camera-bench soak FOLDER MODEL SECONDS [MJPEG-URL]   good and bad input at 20 times real speed, memory over time
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
    let line = try JSONSerialization.data(withJSONObject: values, options: .sortedKeys)
    try FileHandle.standardOutput.write(contentsOf: line + Data("\n".utf8))
}

/// Judges movement in a video file at a rate; a rate of 0 only decodes.
func video(_ path: String, _ framesPerSecond: Double) throws {
    let reader = try FootageReader(path: path)
    let pause = framesPerSecond > 0 ? 900 / framesPerSecond : .infinity
    var gate = MotionGate()
    var moving: [Double] = []
    var seen = 0
    var due = framesPerSecond > 0 ? 0 : Double.infinity
    while let (picture, milliseconds) = reader.next(notBefore: due) {
        due = milliseconds + pause
        seen += 1
        guard let grey = picture.reducedGrey(by: picture.width >= 1_280 ? 4 : 2) else { continue }
        let takenAt = Instant(millisecondsSinceEpoch: Int64(milliseconds))
        if gate.look(at: grey, takenAt: takenAt, places: []).movesAnywhere { moving.append(milliseconds / 1_000) }
    }
    try show([
        "seen": seen, "cpu_ms": cpuMilliseconds(), "memory_mb": peakMegabytes(), "first_s": moving.first ?? -1,
        "last_s": moving.last ?? -1, "moving": moving.count, "moving_seconds": Set(moving.map { Int($0) }).sorted(),
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
    let inner = Int((Double(picture.height) * 256 / Double(picture.width)).rounded())
    var input = [UInt8](repeating: 0, count: 256 * height * 3)
    _ = cvision_network_input(
        picture.pointer, 0, 0, Int32(picture.width), Int32(picture.height), 0, 256, Int32(inner), 256, Int32(height), &input)
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

/// The clips of a folder, one subfolder of JPEG files each; the folder itself if it has none.
func pictures(of folder: String) throws -> [[[UInt8]]] {
    let parts = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + "/" + $0 }
    let clips = try parts.compactMap { part -> [[UInt8]]? in
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: part, isDirectory: &isFolder), isFolder.boolValue else { return nil }
        return try jpegs(part)
    }
    return clips.filter { !$0.isEmpty }.isEmpty ? [try jpegs(folder)] : clips.filter { !$0.isEmpty }
}

/// The picture of a clip that is played forth and back without end, so that there is never a cut.
func played(_ clip: [[UInt8]], _ index: Int) -> [UInt8] {
    let period = max(2 * clip.count - 2, 1)
    let place = index % period
    return clip[place < clip.count ? place : period - place]
}

func live(_ folder: String, _ model: String, _ cameras: Int, _ seconds: Int) async throws {
    let clips = try pictures(of: folder)
    let names = (0..<cameras).compactMap { CameraID("camera\($0)") }
    var logger = Logger(label: "bench")
    logger.logLevel = .error
    let service = CameraService(modelPath: model, cameras: [], sink: Nowhere(), logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await service.run() }
        let clock = ContinuousClock()
        // Both shapes of the network are compiled when they are first needed, some seconds into the first clips.
        let warming = 10 * 5 * cameras
        var dropsBefore = 0
        var runsBefore = 0
        var before = cpuMilliseconds()
        let start = clock.now + .seconds(4)
        service.submit(clips[0][0], from: names[0])
        for tick in 0..<(warming + seconds * 5 * cameras) {
            let camera = tick % cameras
            try await clock.sleep(until: start + .milliseconds(200 * tick / cameras))
            if tick == warming {
                let status = await service.status
                dropsBefore = status.map(\.dropped).reduce(0, +)
                runsBefore = status.map(\.networkRuns).reduce(0, +)
                before = cpuMilliseconds()
            }
            let clip = clips[camera % clips.count]
            service.submit(played(clip, tick / cameras + camera / clips.count * 11), from: names[camera])
        }
        let cpu = cpuMilliseconds() - before
        try await clock.sleep(for: .seconds(1))
        let status = await service.status
        let drops = status.map(\.dropped).reduce(0, +) - dropsBefore
        let sent = seconds * 5 * cameras
        try show([
            "cameras": cameras, "sent": sent, "dropped": drops, "dropped_share": Double(drops) / Double(max(sent, 1)),
            "network_runs": status.map(\.networkRuns).reduce(0, +) - runsBefore,
            "cpu_share": cpu / Double(seconds * 1_000), "memory_mb": peakMegabytes(),
        ])
        group.cancelAll()
    }
}

/// A number among the arguments; ends the program with an explanation if it is none, or out of range.
func number<Value: LosslessStringConvertible & Comparable & Sendable>(
    _ word: String, _ what: String, _ range: ClosedRange<Value>
) -> Value {
    if let value = Value(word), range.contains(value) { return value }
    let text = "camera-bench: \(what) is '\(word)': write a number from \(range.lowerBound) to \(range.upperBound)\n"
    FileHandle.standardError.write(Data(text.utf8))
    exit(2)
}

let words = Array(CommandLine.arguments.dropFirst())
let usage = """
    usage: camera-bench video CLIP RATE | frames FOLDER FROM TO | pose FOLDER MODEL
           camera-bench core FOLDER MODEL CAMERAS SECONDS [all | SPEED] | live FOLDER MODEL CAMERAS SECONDS
           camera-bench soak FOLDER MODEL SECONDS [MJPEG-URL]
    """
let (someCameras, someSeconds) = (1...64, 1...86_400)
switch words.first {
case "video" where words.count == 3: try video(words[1], number(words[2], "RATE", 0.0...1_000.0))
case "frames" where words.count == 4:
    try frames(words[1], number(words[2], "FROM", 0...1_000_000), number(words[3], "TO", 0...1_000_000))
case "pose" where words.count == 3: try pose(words[1], words[2])
case "core" where words.count == 5 || words.count == 6:
    let isThrifty = words.count == 5 || words[5] != "all"
    let speed = words.count == 6 && isThrifty ? number(words[5], "SPEED", 0.01...100.0) : 1
    var core = try OneCore(
        folder: words[1], model: words[2], cameras: number(words[3], "CAMERAS", someCameras), speed: speed
    )
    try core.run(seconds: number(words[4], "SECONDS", someSeconds), thrifty: isThrifty)
case "soak" where words.count == 4 || words.count == 5:
    try await Soak(
        folder: words[1], model: words[2], seconds: number(words[3], "SECONDS", someSeconds),
        stream: words.count > 4 ? words[4] : nil
    ).run()
case "live" where words.count == 5:
    try await live(
        words[1], words[2], number(words[3], "CAMERAS", someCameras), number(words[4], "SECONDS", someSeconds)
    )
default:
    FileHandle.standardError.write(Data((usage + "\n").utf8))
    exit(2)
}
