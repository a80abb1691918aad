import Foundation
import Logging
import MonitoringModel
import Synchronization

@testable import FrameAnalysis

/// Feeds good and bad input to the camera service at several times real speed and tells how much memory it holds.
struct Soak {
    static let speed = 20.0
    static let reportEvery = Duration.seconds(10)
    let seconds: Int
    let wallClock = FastWallClock(speed: speed)
    let tally = SoakTally()
    let service: CameraService
    let clips: ClipWriter
    private let good: [[UInt8]]

    /// - Parameters:
    ///   - folder: JPEG files with people in them.
    ///   - model: The model file, or `scripted` for people who need no network.
    ///   - seconds: How long.
    ///   - stream: Where an MJPEG camera comes and goes; none if `nil`.
    init(folder: String, model: String, seconds: Int, stream: String?) throws {
        self.seconds = seconds
        good = try jpegs(folder)
        var logger = Logger(label: "soak")
        logger.logLevel = .critical
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("camera-soak-\(getpid())")
        let mixed = work.appendingPathComponent("mixed")
        try FileManager.default.createDirectory(at: mixed, withIntermediateDirectories: true)
        var bad = BadFrames(good: good)
        for index in 0..<60 {
            let bytes = index % 2 == 0 ? good[index % good.count] : bad.next()
            let name = String(format: "%03d.", index) + ["jpg", "png", "webp"][index % 3]
            try Data(bytes).write(to: mixed.appendingPathComponent(name))
        }
        let settings = Self.pulled(mixed: mixed.path, stream: stream) + Self.flapping()
        clips = ClipWriter(
            sink: tally, workFolder: work.appendingPathComponent("films").path, clock: FastClock(speed: Self.speed),
            logger: logger
        )
        service = CameraService(
            estimator: model == "scripted" ? ScriptedPeople() : MoveNetEstimator(path: model), cameras: settings, sink: tally, clips: clips, wallClock: wallClock,
            clock: FastClock(speed: Self.speed), logger: logger
        )
    }

    private static func pulled(mixed: String, stream: String?) -> [CameraSettings] {
        var sources: [(String, CameraSource)] = [
            ("nobody-there", .rtsp(StreamAddress(url: "rtsp://127.0.0.1:9/none"))),
            ("no-snapshots", .snapshots(StreamAddress(url: "http://127.0.0.1:9/still.jpg"))),
            ("mixed-folder", .folder(path: mixed)),
            ("no-video", .file(path: mixed + "/000.jpg", repeats: true)),
        ]
        if let stream { sources.append(("coming-and-going", .mjpeg(StreamAddress(url: stream)))) }
        return sources.compactMap { name, source in
            CameraID(name).map { camera in
                var settings = CameraSettings(camera: camera)
                settings.source = source
                return settings
            }
        }
    }

    private static func flapping() -> [CameraSettings] {
        guard let camera = CameraID("flapping") else { return [] }
        var settings = CameraSettings(camera: camera)
        settings.offlineAfter = .seconds(1)
        return [settings]
    }

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            group.addTask { try await clips.run() }
            group.addTask { try await feed() }
            try await watch()
            group.cancelAll()
        }
    }

    /// Ten times a second of the fast clock, all cameras.
    private func feed() async throws {
        var bad = BadFrames(good: good)
        let clock = ContinuousClock()
        let start = clock.now
        var tick = 0
        while !Task.isCancelled {
            try await clock.sleep(until: start + .seconds(Double(tick) / 10 / Self.speed))
            let now = wallClock.now
            if tick % 2 == 0 { sendGood(tick / 2, at: now) }
            for index in 0..<4 { send(bad.next(), "bad\(index)", at: now) }
            // On and off for 1.5 s each, so that it is told offline every time.
            if tick / 15 % 2 == 0 { send(good[tick % good.count], "flapping", at: now) }
            send(SamplePictures.greyJPEG, "guest\(tick / 50 % 200)", at: now)
            if tick % 3_000 == 2_999 { wallClock.jump(by: .seconds([3_600, -3_600, 40, -40, 86_400, -86_400][tick / 3_000 % 6])) }
            tick += 1
        }
    }

    private func sendGood(_ index: Int, at now: MonitoringModel.Instant) {
        send(good[index % good.count], "good0", at: now)
        send(good[(index / 2 + 90) % good.count], "good1", at: now)
        let steps: [Duration] = [.zero, .seconds(-7_200), .seconds(5), .seconds(-1), .seconds(1 << 40), .seconds(-(1 << 40))]
        send(good[index % good.count], "jumping-clock", at: now + steps[index / 7 % steps.count])
    }

    private func send(_ bytes: [UInt8], _ name: String, at takenAt: MonitoringModel.Instant) {
        guard let camera = CameraID(name) else { return }
        service.submit(bytes, from: camera, takenAt: takenAt)
    }

    private func watch() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        var points: [(seconds: Double, megabytes: Double)] = []
        while clock.now - start < .seconds(seconds) {
            try await clock.sleep(for: Self.reportEvery)
            let elapsed = Double((clock.now - start).components.seconds)
            let memory = residentMegabytes()
            points.append((elapsed, memory))
            let status = await service.status
            let kept = tally.counts
            try show([
                "s": elapsed, "rss_mb": memory, "cameras": status.count, "frames": status.map(\.frames).reduce(0, +),
                "bad": status.map { $0.bad.values.reduce(0, +) }.reduce(0, +),
                "dropped": status.map(\.dropped).reduce(0, +), "skipped": status.map(\.skipped).reduce(0, +),
                "network_runs": status.map(\.networkRuns).reduce(0, +), "observations": kept.observations,
                "falls": kept.falls, "films": kept.films, "abandoned": kept.abandoned,
                "offline": kept.offline, "cpu_s": cpuMilliseconds() / 1_000,
            ])
        }
        let settled = points.filter { $0.seconds >= Double(seconds) / 6 }
        try show([
            "slope_mb_per_hour": slope(settled) * 3_600, "from_s": settled.first?.seconds ?? 0,
            "least_mb": settled.map(\.megabytes).min() ?? 0, "most_mb": settled.map(\.megabytes).max() ?? 0,
        ])
    }

    /// The slope of the least-squares line.
    private func slope(_ points: [(seconds: Double, megabytes: Double)]) -> Double {
        guard points.count > 1 else { return 0 }
        let count = Double(points.count)
        let x = points.map(\.seconds).reduce(0, +) / count
        let y = points.map(\.megabytes).reduce(0, +) / count
        let above = points.map { ($0.seconds - x) * ($0.megabytes - y) }.reduce(0, +)
        return above / max(points.map { ($0.seconds - x) * ($0.seconds - x) }.reduce(0, +), 1)
    }
}

/// Counts what is kept and keeps nothing.
final class SoakTally: ObservationSink, EvidenceSink {
    struct Counts {
        var observations = 0
        var falls = 0
        var offline = 0
        var films = 0
        var abandoned = 0
    }

    private let state = Mutex(Counts())
    var counts: Counts { state.withLock { $0 } }

    func record(_ frame: AnalyzedFrame) async throws {
        state.withLock { state in
            state.observations += frame.observations.count
            state.falls += frame.observations.count { $0.kind == .fall || $0.kind == .fallSuspected }
            state.offline += frame.observations.count { $0.kind == .cameraOffline }
        }
    }

    func store(_ item: EvidenceItem) async throws {
        state.withLock { $0.films += 1 }
    }

    func abandon(_ id: EvidenceID, because reason: String) async {
        state.withLock { $0.abandoned += 1 }
    }
}
