import ArgumentParser
import Foundation
import FrameAnalysis
import MonitoringModel
import ServiceSettings

/// `caretaker watch`: analyses video files without a running service.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Analyse video files and print what was seen, with the files' own times.",
        discussion: """
            Each line tells one observation: file, kind, time_s, confidence, why. The last line of a file tells
            frames, network runs and CPU milliseconds a frame.

            A zones file says what parts of the picture mean, in shares of its width and height:
              zones:
                - {id: bed, kind: bed, points: [[0.1, 0.5], [0.6, 0.5], [0.6, 0.9], [0.1, 0.9]]}
              privacy_masks: [[[0, 0], [0.2, 0], [0.2, 0.3]]]
            Kinds of zones: bed, sofa, mat, bathroom_door, exit, ignore, other.

            The exit code is 1 if a file could not be analysed; the others are analysed all the same.

            Examples:
              caretaker watch fall.mp4
              caretaker watch *.mp4 --format jsonl --fps 8 > seen.jsonl
              caretaker watch night.mp4 --crop 320,0,320,240 --zones bedroom.yaml
              caretaker watch fall.mp4 --annotate marked.mp4
            """
    )

    /// How lines are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, table
    }

    @Argument(help: "The video files.")
    var files: [String]

    @Option(help: "How lines are written.")
    var format: Format = .table

    @Option(help: "Frames looked at each second, 1 to 30.")
    var fps: Double = 10

    @Option(help: "The part of the picture that is used: x,y,width,height.")
    var crop: CropArgument?

    @Option(help: "The file that says what parts of the picture mean.")
    var zones: String?

    @Flag(help: "The camera looks straight down.")
    var overhead = false

    @Option(help: "The MP4 film that is written, with people and zones marked; for one file.")
    var annotate: String?

    @Option(help: "The file that gets everybody's joints in every frame, as JSON lines.")
    var trace: String?

    @Option(help: "The pose model file.")
    var model: String = ModelLocation.standard

    func validate() throws {
        guard annotate == nil || files.count == 1 else { throw ValidationError("--annotate goes with one file.") }
        guard (1...30).contains(fps) else { throw ValidationError("--fps must be from 1 to 30.") }
    }

    func run() async throws {
        guard let camera = CameraID("file") else { return }
        let options = try footageOptions()
        let joints = try trace.map { try PoseTraceFile($0) }
        var failures = 0
        for file in files {
            do {
                let started = Self.processorSeconds
                var progress = Progress(file: file)
                let analysis = FootageAnalysis(modelPath: model, options: options)
                let each = { (frame: AnalyzedFrame, seconds: Double) throws in
                    if !frame.observations.isEmpty { progress.clear() }
                    for observation in frame.observations { write(observation, of: file) }
                    try joints?.write(frame.people, of: file, at: seconds)
                    progress.show(seconds)
                }
                let summary: FootageAnalysis.Summary
                if let annotate {
                    summary = try await analysis.run(path: file, camera: camera, annotatingTo: annotate, each: each)
                } else {
                    summary = try analysis.run(path: file, camera: camera, each: each)
                }
                progress.clear()
                write(summary, of: file, seconds: Self.processorSeconds - started)
            } catch {
                failures += 1
                FileHandle.standardError.write(Data("caretaker: \(error)\n".utf8))
            }
        }
        if failures > 0 { throw ExitCode.failure }
    }

    private func footageOptions() throws -> FootageOptions {
        var options = FootageOptions(framesPerSecond: fps, crop: crop?.rectangle)
        options.isOverhead = overhead
        guard let zones else { return options }
        let document = try PictureDocument(contentsOf: zones)
        options.zones = document.zones
        options.motionMasks = document.motionMasks
        options.privacyMasks = document.privacyMasks
        return options
    }

    private func write(_ observation: Observation, of file: String) {
        let seconds = Double(observation.observedAt.millisecondsSinceEpoch) / 1_000
        switch format {
        case .jsonl:
            let line = JSONValue(object: [
                "file": .string(file), "kind": .string(observation.kind.rawValue), "time_s": .number(seconds),
                "confidence": .number((observation.confidence * 100).rounded() / 100),
                "posture": observation.posture.map { .string($0.rawValue) } ?? .null,
                "track": observation.track.map { .integer(Int64($0)) } ?? .null,
                "people": observation.people.map { .integer(Int64($0)) } ?? .null,
                "zones": .array(observation.zones.keys.sorted().map { .string($0.rawValue) }),
                "company": .bool(observation.hasCompany),
                "others_down": .bool(observation.hasOthersDown),
                "why": .string(observation.why),
            ])
            Announcement.line("\(line)")
        case .table:
            let time = String(format: "%8.2f s", seconds)
            let kind = observation.kind.rawValue.padding(toLength: 16, withPad: " ", startingAt: 0)
            Announcement.line("\(time)  \(kind) \(String(format: "%.2f", observation.confidence))  \(observation.why)")
        }
    }

    private func write(_ summary: FootageAnalysis.Summary, of file: String, seconds: Double) {
        let perFrame = (seconds * 1_000 / Double(max(summary.frames, 1)) * 10).rounded() / 10
        switch format {
        case .jsonl:
            let line = JSONValue(object: [
                "file": .string(file), "kind": .string("summary"), "time_s": .number(summary.seconds),
                "frames": .integer(Int64(summary.frames)), "network_runs": .integer(Int64(summary.networkRuns)),
                "cpu_ms_per_frame": .number(perFrame), "drops": .integer(0),
            ])
            Announcement.line("\(line)")
        case .table:
            Announcement.line(
                "\(file): \(summary.frames) frames, \(summary.networkRuns) network runs, \(perFrame) CPU ms a frame"
            )
        }
    }

    private static var processorSeconds: Double {
        Double(clock()) / Double(CLOCKS_PER_SEC)
    }
}
