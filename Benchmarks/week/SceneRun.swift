import FrameAnalysis
import HouseholdScenes
import MonitoringModel

/// One short scene to be played.
struct SceneRun {
    /// The frames that are looked at in a second.
    static let framesPerSecond = 5

    var scene: Scene
    var place: CameraPlace
    var light: Lighting
    var kind: String
    var seed: UInt64

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
            }
            let wrong = "false suspicions \(outcome.falseSuspicions.count) falls \(outcome.falseFalls.count)"
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
                    runs.append(SceneRun(scene: scene, place: place, light: light, kind: kind.rawValue, seed: seed))
                }
                if options.only != "falls" {
                    let kind = options.kind.flatMap(EverydayKind.init) ?? life[turn % life.count]
                    let scene = Scene.staged(kind, from: place, in: light, seed: seed)
                    runs.append(SceneRun(scene: scene, place: place, light: light, kind: kind.rawValue, seed: seed))
                }
            }
        }
        return runs
    }

    /// The size in which scenes are drawn.
    static func frameSize() throws -> FrameSize { try FrameSize(width: 320, height: 180) }

    /// The camera's settings: where bed and sofa are.
    func settings() throws -> CameraSettings {
        try CameraSettings(scene: scene, size: try Self.frameSize(), isOverhead: place == .overhead)
    }

    /// Draws and analyses it.
    func play(on analysis: FrameSequenceAnalysis) throws -> Result {
        let size = try Self.frameSize()
        let rasterizer = Rasterizer(scene, size: size)
        analysis.restart(with: try settings())
        var told: [(kind: Observation.Kind, second: Double)] = []
        for index in 0..<Int(scene.duration.seconds * Double(Self.framesPerSecond)) {
            let milliseconds = index * 1_000 / Self.framesPerSecond
            let frame = try analysis.look(
                at: rasterizer.frame(at: .milliseconds(milliseconds), index: UInt64(index)),
                width: size.width,
                height: size.height,
                takenAt: Instant(millisecondsSinceEpoch: Int64(milliseconds))
            )
            told += frame.observations.map { ($0.kind, Double($0.observedAt.millisecondsSinceEpoch) / 1_000) }
        }
        let seen = told.filter { $0.kind == .person }.count
        return Result(run: self, outcome: Outcome(scene: scene, told: told), seen: seen)
    }
}
