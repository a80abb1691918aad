import Foundation
import FrameAnalysis
import HouseholdScenes
import MonitoringModel

/// Plays generated life to the analysis at accelerated time and counts what it gets wrong.
@main
enum Week {
    static let usage = """
        usage: week days   [--model FILE] [--seed N] [--days N] [--first N] [--room NAME] [--place NAME] [--falls N] [--cat]
                          [--from SECOND] [--until SECOND]
               week scenes [--model FILE] [--seed N] [--count N] [--only falls|life] [--place NAME] [--light NAME] [--kind NAME]
               week matrix [--model FILE] [--seed N] [--count N] [--only falls|life] [--place NAME] [--light NAME] [--kind NAME]
               week aftermath [--model FILE] [--seed N] [--count N] [--place NAME] [--light NAME] [--kind NAME]
               week postures --replay FOLDER [--seed N] [--count N] [--place NAME] [--light NAME] [--kind NAME]
               week joints --replay FOLDER [--height N] [--width N]

        days    plays whole days of one room's camera, five frames a second when something happens.
        scenes  plays N short scenes of each camera place and light, kinds in turn.
        matrix  plays every kind from five camera places by day and in infrared, with N seeds.
        aftermath plays what becomes of somebody who has fallen (up again, creeping, with a helper) from there, kinds of falls in turn.
        postures writes what scripts/train-posture learns from: a line for each sighting in recorded scenes of the matrix.
        joints   tells what the rule concludes from joints of any footage: *.jsonl as --record writes them, nothing marked.
        All take --height N (of the frames; 360 unless given), --width N (16:9 unless given) and --rate N (frames a second; 5 unless given),
        --marked furniture (mats are not given as zones) or nothing (beds and sofas neither), --blind low (the network loses
        whoever is not upright: what silhouettes tell alone),
        --record FOLDER, which gets everybody's joints as the network sees them, and --replay FOLDER, which tries the rule
        as it is on those joints, in seconds. --draw FOLDER gets the frames as PPM pictures.
        """

    static func main() {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst(2)))
            switch CommandLine.arguments.dropFirst().first {
            case "days": try playDays(options)
            case "scenes": try play(options, SceneRun.all)
            case "matrix": try play(options, SceneRun.matrix)
            case "aftermath": try play(options, SceneRun.aftermaths)
            case "postures": try tellPostures(options)
            case "joints": try tellJoints(options)
            default:
                print(usage)
                exit(64)
            }
        } catch {
            FileHandle.standardError.write(Data("week: \(error)\n".utf8))
            exit(1)
        }
    }

    /// Prints at once, since a run takes long.
    private static func say(_ what: some CustomStringConvertible) {
        FileHandle.standardOutput.write(Data((what.description + "\n").utf8))
    }

    private static func playDays(_ options: Options) throws {
        let rooms = options.room.map { [$0] } ?? DayRoom.allCases
        var tally = DayTally()
        for day in options.first..<(options.first + options.days) {
            for room in rooms {
                let run = DayRun(day: day, room: room, options: options)
                let result = try options.replay.map { try run.replay(from: $0) } ?? run.play()
                say(result)
                tally.add(result)
            }
        }
        say(tally)
    }

    private static func tellPostures(_ options: Options) throws {
        guard let folder = options.replay else { throw Options.Fault(description: "postures needs --replay FOLDER") }
        for seed in options.seed..<(options.seed + UInt64(options.count)) {
            for run in SceneRun.matrix(seed: seed, options: options)
            where FileManager.default.fileExists(atPath: run.path(in: folder)) {
                for line in try PostureTable(run: run, options: options).lines(from: folder) { say(line) }
            }
        }
    }

    private static func tellJoints(_ options: Options) throws {
        guard let folder = options.replay else { throw Options.Fault(description: "joints needs --replay FOLDER") }
        guard let camera = CameraID("footage") else { throw Options.Fault(description: "the camera has no name") }
        let size = try options.frameSize()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jsonl") }
        for name in names.sorted() {
            let record = try JointRecord(contentsOf: "\(folder)/\(name)")
            let told = record.replay(CameraSettings(camera: camera), width: size.width, height: size.height)
            let words = told.map { "\($0.kind.rawValue) \(String(format: "%.2f", $0.second))" }
            let end = Double(record.pictures.last?.at ?? 0) / 1_000
            say("\(name.dropLast(6)) \(String(format: "%.2f", end)) s: \(words.joined(separator: ", "))")
        }
    }

    private static func play(_ options: Options, _ runs: (UInt64, Options) -> [SceneRun]) throws {
        var tally = SceneTally()
        var analysis: FrameSequenceAnalysis?
        for seed in options.seed..<(options.seed + UInt64(options.count)) {
            for run in runs(seed, options) {
                if let folder = options.replay {
                    let result = try run.replay(from: folder)
                    say(result)
                    tally.add(result)
                    continue
                }
                let used = try analysis ?? FrameSequenceAnalysis(
                    modelPath: options.model,
                    settings: run.settings(),
                    blindness: options.blindness
                )
                analysis = used
                let result = try run.play(on: used)
                say(result)
                tally.add(result)
            }
        }
        say(tally)
    }
}
