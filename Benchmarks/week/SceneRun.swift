import Foundation
import FrameAnalysis
import HouseholdScenes
import MonitoringModel

/// One short scene to be played.
struct SceneRun {
    var scene: Scene
    var place: CameraPlace
    var light: Lighting
    var kind: String
    var seed: UInt64
    var options: Options
    /// Whether what happens long after a fall is played too.
    var isWhole = false

    /// What the analysis made of a scene.
    struct Result: CustomStringConvertible {
        var run: SceneRun
        var outcome: Outcome
        /// The share of the frames with somebody in view in which the analysis knew of a person.
        var seen: Int

        var description: String {
            func text(_ seconds: Double?) -> String { seconds.map { "\(($0 * 10).rounded() / 10)" } ?? "missed" }
            let falls = outcome.falls.map {
                "suspected \(text($0.suspectedAfter)) confirmed \(text($0.confirmedAfter))"
                    + (run.isWhole && $0.upAt != nil ? " up \(text($0.recoveredAfter))" : "")
            }
            let wrong =
                "false suspicions \(outcome.falseSuspicions.count) falls \(outcome.falseFalls.count)"
                + (run.isWhole ? " recoveries \(outcome.falseRecoveries.count)" : "")
            return (["\(run.place.rawValue) \(run.light.rawValue) \(run.kind) seed \(run.seed):"] + falls + [wrong])
                .joined(separator: " ")
        }
    }

    /// The scenes of one seed: every place and light that was asked for, with the kinds in turn.
    static func all(seed: UInt64, options: Options) -> [SceneRun] {
        var runs: [SceneRun] = []
        var turn = Int(seed % 1_000)
        let (falls, life) = (FallKind.allCases, EverydayKind.allCases)
        for place in CameraPlace.allCases where options.place ?? place == place {
            for light in Lighting.allCases where options.light ?? light == light {
                turn += 1
                if options.only != "life" {
                    let kind = options.kind.flatMap(FallKind.init) ?? falls[turn % falls.count]
                    let scene = Scene.staged(kind, from: place, in: light, seed: seed)
                    runs.append(
                        SceneRun(
                            scene: scene,
                            place: place,
                            light: light,
                            kind: kind.rawValue,
                            seed: seed,
                            options: options
                        )
                    )
                }
                if options.only != "falls" {
                    let kind = options.kind.flatMap(EverydayKind.init) ?? life[turn % life.count]
                    let scene = Scene.staged(kind, from: place, in: light, seed: seed)
                    runs.append(
                        SceneRun(
                            scene: scene,
                            place: place,
                            light: light,
                            kind: kind.rawValue,
                            seed: seed,
                            options: options
                        )
                    )
                }
            }
        }
        return runs
    }

    /// Every kind from every place in every light that was asked for.
    static func matrix(seed: UInt64, options: Options) -> [SceneRun] {
        let places = CameraPlace.allCases.filter { options.place.map { [$0] }?.contains($0) ?? ($0 != .overhead) }
        let lights = options.light.map { [$0] } ?? [.day, .infrared]
        var runs: [SceneRun] = []
        for place in places {
            for light in lights {
                for kind in FallKind.allCases where options.only != "life" && options.wants(kind.rawValue) {
                    let scene = Scene.staged(kind, from: place, in: light, seed: seed)
                    runs.append(
                        Self(
                            scene: scene,
                            place: place,
                            light: light,
                            kind: kind.rawValue,
                            seed: seed,
                            options: options
                        )
                    )
                }
                for kind in EverydayKind.allCases where options.only != "falls" && options.wants(kind.rawValue) {
                    let scene = Scene.staged(kind, from: place, in: light, seed: seed)
                    runs.append(
                        Self(
                            scene: scene,
                            place: place,
                            light: light,
                            kind: kind.rawValue,
                            seed: seed,
                            options: options
                        )
                    )
                }
            }
        }
        return runs
    }

    /// Everything that may become of somebody who has fallen, from every camera place in every light that was asked for, with the
    /// kinds of falls in turn.
    static func aftermaths(seed: UInt64, options: Options) -> [SceneRun] {
        let places = CameraPlace.allCases.filter { options.place.map { [$0] }?.contains($0) ?? ($0 != .overhead) }
        let lights = options.light.map { [$0] } ?? [.day, .infrared]
        var turn = Int(seed % 1_000)
        var runs: [SceneRun] = []
        for place in places {
            for light in lights {
                for aftermath in Aftermath.allCases where options.wants(aftermath.rawValue) {
                    let fall = FallKind.withAftermath[turn % FallKind.withAftermath.count]
                    turn += 1
                    let scene = Scene.staged(fall, then: aftermath, from: place, in: light, seed: seed)
                    runs.append(
                        Self(
                            scene: scene,
                            place: place,
                            light: light,
                            kind: aftermath.rawValue,
                            seed: seed,
                            options: options,
                            isWhole: true
                        )
                    )
                }
            }
        }
        return runs
    }

    /// The camera's settings: where bed and sofa are.
    func settings() throws -> CameraSettings {
        try CameraSettings(
            scene: scene,
            size: try options.frameSize(),
            isOverhead: place == .overhead,
            marking: options.marking
        )
    }

    /// Where its joints are in a folder.
    func path(in folder: String) -> String { "\(folder)/\(kind)-\(place.rawValue)-\(light.rawValue)-\(seed).jsonl" }

    /// Looks at the joints that were recorded of it.
    func replay(from folder: String) throws -> Result {
        let size = try options.frameSize()
        let record = try JointRecord(contentsOf: path(in: folder))
        let told = record.replay(try settings(), width: size.width, height: size.height)
        return Result(run: self, outcome: Outcome(scene: scene, told: told), seen: 0)
    }

    /// Draws and analyses it.
    func play(on analysis: FrameSequenceAnalysis) throws -> Result {
        let size = try options.frameSize()
        var record = JointRecord()
        let rasterizer = Rasterizer(scene, size: size)
        analysis.restart(with: try settings())
        var told: [(kind: Observation.Kind, second: Double)] = []
        // Before a fall a few seconds are enough to know the person, unless the camera would have seen them lie or sit down before.
        let fall = scene.events.first { $0.kind == .fall }
        let rate = Double(options.framesPerSecond)
        let fallKind = FallKind(rawValue: kind)
        let rests = fallKind?.beginsAtRest ?? false
        let first = rests ? 0 : fall.map { max(0, Int(($0.start.seconds - 6) * rate)) } ?? 0
        let wait = fallKind?.endsSitting ?? false ? Outcome.longestDoubt : Outcome.limit + 4
        let end = fall.map { $0.end.seconds + wait } ?? .infinity
        let last = isWhole ? scene.duration.seconds : min(scene.duration.seconds, end)
        for index in first..<Int(last * rate) {
            let milliseconds = index * 1_000 / options.framesPerSecond
            let pixels = rasterizer.frame(at: .milliseconds(milliseconds), index: UInt64(index))
            try options.drawing?
                .write(pixels, size, as: "\(kind)-\(place.rawValue)-\(light.rawValue)-\(seed)", at: milliseconds)
            let frame = try analysis.look(
                at: pixels,
                width: size.width,
                height: size.height,
                takenAt: Instant(millisecondsSinceEpoch: Int64(milliseconds))
            )
            told += frame.observations.filter { !$0.hasOthersDown }
                .map { ($0.kind, Double($0.observedAt.millisecondsSinceEpoch) / 1_000) }
            record.add(frame, at: Int64(milliseconds))
        }
        if let folder = options.record { try record.write(to: path(in: folder)) }
        let seen = told.filter { $0.kind == .person }.count
        return Result(run: self, outcome: Outcome(scene: scene, told: told), seen: seen)
    }
}
