import Foundation
import FrameAnalysis
import HouseholdScenes
import MonitoringModel

/// One day of one camera to be played.
struct DayRun {
    /// The frames of a quiet time that are drawn; then they come again.
    static let quietFrames = 16
    /// How long an empty room is watched before somebody comes in.
    static let settling = Duration.seconds(30)

    var day: Int
    var room: DayRoom
    var options: Options

    /// What the analysis made of a day.
    struct Result: CustomStringConvertible {
        var day: Int
        var room: DayRoom
        var place: CameraPlace
        var frames = [0, 0, 0]
        var networkRuns = 0
        /// Hours with nobody in the room that were not played.
        var skippedHours = 0.0
        var cpuSeconds = 0.0
        var outcome: Outcome
        var persons = 0
        var troubles = 0

        var description: String {
            func text(_ seconds: Double?) -> String { seconds.map { "\(($0 * 10).rounded() / 10) s" } ?? "missed" }
            let falls = outcome.falls.map { "fall at \(Int($0.end)) s told after \(text($0.confirmedAfter))" }
            let wrong = [
                "false falls \(outcome.falseFalls.map { Int($0) })",
                "false suspicions \(outcome.falseSuspicions.map { Int($0) })",
                "camera troubles \(troubles)",
            ]
            let cost =
                "frames still \(frames[0]) slow \(frames[1]) busy \(frames[2]), network \(networkRuns), "
                + "empty hours left out \(Int(skippedHours)), \(Int(cpuSeconds)) CPU s"
            return (["day \(day) \(room.rawValue) \(place.rawValue): \(cost)"] + falls + wrong).joined(separator: "; ")
        }
    }

    private var place: CameraPlace { options.place ?? CameraPlace.allCases[(day + room.rawValue.count) % 5] }
    private var life: HouseholdDay {
        HouseholdDay(day, in: room, from: place, falls: options.falls, hasCat: options.hasCat, seed: options.seed)
    }
    private var name: String { "day-\(day)-\(room.rawValue)-\(place.rawValue)-\(options.seed)" }

    /// Looks at the joints that were recorded of it.
    func replay(from folder: String) throws -> Result {
        let (place, life, size) = (place, life, try options.frameSize())
        let settings = try CameraSettings(
            scene: life.scene,
            size: size,
            isOverhead: place == .overhead,
            marking: options.marking
        )
        let record = try JointRecord(contentsOf: "\(folder)/\(name).jsonl")
        let told = record.replay(settings, width: size.width, height: size.height)
        return Result(day: day, room: room, place: place, outcome: Outcome(scene: life.scene, told: told))
    }

    /// Draws and analyses it.
    func play() throws -> Result {
        let (place, life, size) = (place, life, try options.frameSize())
        let rasterizer = Rasterizer(life.scene, size: size)
        let settings = try CameraSettings(
            scene: life.scene,
            size: size,
            isOverhead: place == .overhead,
            marking: options.marking
        )
        let analysis = FrameSequenceAnalysis(
            modelPath: options.model,
            settings: settings,
            blindness: options.blindness
        )
        var result = Result(day: day, room: room, place: place, outcome: Outcome(scene: life.scene, told: []))
        var record = JointRecord()
        var told: [(kind: Observation.Kind, second: Double)] = []
        var (time, index, stillness) = (Duration.seconds(options.part.from), UInt64(0), UInt64.max)
        let end = min(life.scene.duration, .seconds(options.part.until))
        let start = Self.cpuSeconds
        while time < end {
            let pace = life.scene.pace(at: time)
            let now = life.scene.stillness(at: time)
            if now != stillness { analysis.forgetKeys() }
            stillness = now
            let milliseconds = Int((time.seconds * 1_000).rounded())
            let pixels = rasterizer.frame(at: time, index: index)
            try options.drawing?.write(pixels, size, as: name, at: milliseconds)
            let frame = try analysis.look(
                at: pixels,
                width: size.width,
                height: size.height,
                takenAt: Instant(millisecondsSinceEpoch: Int64(milliseconds)),
                key: pace == .still ? index % UInt64(Self.quietFrames) : nil
            )
            result.frames[pace.rawValue] += 1
            result.networkRuns += frame.usedNetwork ? 1 : 0
            told += frame.observations.filter { !$0.hasOthersDown }
                .map { ($0.kind, Double($0.observedAt.millisecondsSinceEpoch) / 1_000) }
            record.add(frame, at: Int64(milliseconds))
            time += pace.step
            index += 1
            // An empty room is left out, but for the time in which the analysis gets used to it again.
            let empty = life.scene.emptyUntil(time)
            if empty - time > Self.settling * 4 {
                result.skippedHours += (empty - Self.settling - time).seconds / 3_600
                time = empty - Self.settling
            }
        }
        if let folder = options.record { try record.write(to: "\(folder)/\(name).jsonl") }
        result.cpuSeconds = Self.cpuSeconds - start
        result.outcome = Outcome(scene: life.scene, told: told)
        result.persons = told.filter { $0.kind == .person }.count
        result.troubles =
            told.filter { [.cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved].contains($0.kind) }.count
        return result
    }

    private static var cpuSeconds: Double {
        Double(clock()) / Double(CLOCKS_PER_SEC)
    }
}

/// Counts over many days.
struct DayTally: CustomStringConvertible {
    private var cameraDays = 0
    private var falls = 0
    private var told = 0
    private var falseFalls = 0
    private var falseSuspicions = 0
    private var cpuSeconds = 0.0

    /// Adds a day.
    mutating func add(_ result: DayRun.Result) {
        cameraDays += 1
        falls += result.outcome.falls.count
        told += result.outcome.falls.filter { $0.confirmedAfter.map { $0 <= Outcome.limit } ?? false }.count
        falseFalls += result.outcome.falseFalls.count
        falseSuspicions += result.outcome.falseSuspicions.count
        cpuSeconds += result.cpuSeconds
    }

    /// The counts in words.
    var description: String {
        let days = Double(max(cameraDays, 1))
        return "\(cameraDays) camera-days: \(falls) falls, \(told) told within \(Int(Outcome.limit)) s; "
            + "\(Double(falseFalls) / days) false falls and \(Double(falseSuspicions) / days) false suspicions a camera-day; "
            + "\(Int(cpuSeconds / days)) CPU s a camera-day"
    }
}
