import Logging
import MonitoringModel
import MonitoringTestKit
import ServiceLifecycle
import Synchronization
import Testing

@testable import FrameAnalysis

/// A sink that a test can break.
private final class FragileSink: ObservationSink {
    struct Broken: Error {}

    private let state = Mutex((kept: [Observation](), isBroken: false))

    var kept: [Observation] { state.withLock { $0.kept } }
    var isBroken: Bool {
        get { state.withLock { $0.isBroken } }
        set { state.withLock { $0.isBroken = newValue } }
    }

    func record(_ frame: AnalyzedFrame) async throws {
        try state.withLock { state in
            if state.isBroken { throw Broken() }
            state.kept += frame.observations
        }
    }
}

@Suite("The service that watches cameras")
struct CameraServiceTests {
    private let wallClock = ManualWallClock()
    private let clock = TestClock()
    private let sink = FragileSink()

    private func service(_ cameras: [CameraID] = [], modelPath: String? = nil) -> CameraService {
        let settings = cameras.map { CameraSettings(camera: $0) }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        guard let modelPath else {
            return CameraService(
                estimator: NobodyEstimator(),
                cameras: settings,
                sink: sink,
                wallClock: wallClock,
                clock: clock,
                logger: logger
            )
        }
        return CameraService(
            modelPath: modelPath,
            cameras: settings,
            sink: sink,
            wallClock: wallClock,
            clock: clock,
            logger: logger
        )
    }

    private func run(_ service: CameraService, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await body()
            group.cancelAll()
        }
    }

    /// Waits until a condition holds, for at most a minute.
    private func wait(_ what: Comment, until condition: () async -> Bool) async throws {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(60) {
            if await condition() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record(what)
        throw TestFailure("\(what)")
    }

    private func status(of camera: CameraID, in service: CameraService) async -> CameraStatus? {
        await service.status.first { $0.camera == camera }
    }

    private func known(_ camera: CameraID, in service: CameraService) async throws -> CameraStatus {
        guard let status = await status(of: camera, in: service) else { throw TestFailure("\(camera) is unknown") }
        return status
    }

    @Test("Frames of eight cameras are all analysed, and each is told to be there once")
    func eightCamerasAreWatched() async throws {
        let cameras: [CameraID] = ["a", "b", "c", "d", "e", "f", "g", "h"]
        let service = service(cameras)
        let picture = try FeedProbe.jpeg()
        try await run(service) {
            for round in 1...10 {
                for camera in cameras { service.submit(picture, from: camera) }
                try await wait("a camera is left out") {
                    await service.status.map(\.frames) == Array(repeating: round, count: cameras.count)
                }
                wallClock.advance(by: .milliseconds(200))
            }
            let status = await service.status
            #expect(status.map(\.camera) == cameras)
            #expect(status.allSatisfy { $0.dropped == 0 && $0.skipped == 0 && $0.framesPerSecond == 1 })
        }
        let online = sink.kept.filter { $0.kind == .cameraOnline }
        #expect(online.map(\.camera).sorted() == cameras)
    }

    @Test("A camera that sends too fast is held to its rate, and others are not delayed by it")
    func fastCamerasAreHeldBack() async throws {
        let service = service(["fast", "calm"])
        let picture = try FeedProbe.jpeg()
        for index in 0..<100 {
            service.submit(picture, from: "fast")
            if index == 50 { service.submit(picture, from: "calm") }
            wallClock.advance(by: .milliseconds(20))
        }
        try await run(service) {
            try await wait("the calm camera waits for ever") {
                await self.status(of: "calm", in: service)?.frames == 1
            }
            let fast = try await known("fast", in: service)
            #expect(fast.frames == 1)
            #expect((8...11).contains(fast.dropped + 1))
            #expect(fast.skipped == 100 - fast.dropped - 1)
        }
    }

    @Test("A camera that is silent is told once, and once more when it is back")
    func silenceHasBothEdges() async throws {
        let service = service(["hall"])
        let picture = try FeedProbe.jpeg()
        try await run(service) {
            for round in 1...2 {
                try await wait("it is not told") {
                    wallClock.advance(by: .seconds(10))
                    clock.advance(by: .seconds(1))
                    return sink.kept.filter { $0.kind == .cameraOffline }.count == round
                }
                for _ in 0..<5 { clock.advance(by: .seconds(1)) }
                service.submit(picture, from: "hall")
                try await wait("its return is not told") {
                    sink.kept.filter { $0.kind == .cameraOnline }.count == round
                }
                let status = try await known("hall", in: service)
                #expect(!status.isOffline)
            }
            #expect(sink.kept.filter { $0.kind == .cameraOffline }.count == 2)
        }
    }

    @Test("A camera that is off is not missed; when it is on again its silence is counted from then")
    func silenceOfSwitchedOffCameras() async throws {
        let service = service(["hall"])
        var off = CameraSwitches()
        try off.apply(.set(.enabled, camera: "hall", isOn: false), profiles: [], at: wallClock.now)
        await service.apply(off)
        func pass(_ seconds: Int64) async {
            await clock.waitForSleepers(1)
            wallClock.advance(by: .seconds(seconds))
            clock.advance(by: .seconds(1))
            await clock.waitForSleepers(1)
        }
        try await run(service) {
            for _ in 0..<20 { await pass(10) }
            #expect(sink.kept.isEmpty)
            await service.apply(CameraSwitches())
            await pass(20)
            #expect(sink.kept.isEmpty)
            await pass(20)
            #expect(sink.kept.map(\.kind) == [.cameraOffline])
        }
    }

    @Test("Bad frames are counted, told for a minute and then forgotten")
    func badFramesAgeOut() async throws {
        let service = service(["hall"])
        let picture = try FeedProbe.jpeg()
        try await run(service) {
            service.submit(Array("no picture".utf8), from: "hall")
            try await wait("it is not counted") { await self.status(of: "hall", in: service)?.badLastMinute == 1 }
            let bad = try await known("hall", in: service)
            #expect(bad.problem != nil)
            wallClock.advance(by: .seconds(61))
            service.submit(picture, from: "hall")
            try await wait("it is not analysed") { await self.status(of: "hall", in: service)?.frames == 1 }
            let status = try await known("hall", in: service)
            #expect(status.badLastMinute == 0 && status.problem == nil)
            #expect(status.bad == ["not_a_picture": 1])
            #expect(status.lastBadAt != nil)
        }
    }

    @Test("What cannot be kept waits while the camera is watched on, and is kept in order")
    func nothingIsLostWhileTheStoreIsDown() async throws {
        let service = service(["hall", "kitchen"])
        let picture = try FeedProbe.jpeg()
        sink.isBroken = true
        try await run(service) {
            service.submit(picture, from: "hall")
            try await wait("watching stops") { await self.status(of: "hall", in: service)?.frames == 1 }
            wallClock.advance(by: .seconds(1))
            service.submit(picture, from: "kitchen")
            try await wait("watching stops") { await self.status(of: "kitchen", in: service)?.frames == 1 }
            for _ in 0..<100 { clock.advance(by: .seconds(1)) }
            #expect(sink.kept.isEmpty)
            sink.isBroken = false
            try await wait("it is lost") {
                clock.advance(by: .seconds(30))
                return sink.kept.filter { $0.kind == .cameraOnline }.count == 2
            }
            #expect(sink.kept.filter { $0.kind == .cameraOnline }.map(\.camera) == ["hall", "kitchen"])
            let lost = await service.lostFrames
            #expect(lost == 0)
        }
    }

    @Test("Without a model movement is still seen, and the status says what is missing")
    func missingModelsAreTold() async throws {
        let service = service(["hall"], modelPath: "/nowhere/model.tflite")
        let picture = try FeedProbe.jpeg()
        try await run(service) {
            service.submit(picture, from: "hall")
            try await wait("it is not analysed") { await self.status(of: "hall", in: service)?.frames == 1 }
            let status = try await known("hall", in: service)
            #expect(try #require(status.modelFailure).contains("/nowhere/model.tflite"))
            #expect(status.lastFrameAt != nil)
        }
    }

    @Test("A clock of a camera that jumps moves no event")
    func jumpingClocksMoveNothing() async throws {
        let service = service(["hall"])
        let picture = try FeedProbe.jpeg()
        try await run(service) {
            for (round, years) in [30, -40, 0].enumerated() {
                let claimed = wallClock.now + .seconds(years * 365 * 86_400)
                service.submit(picture, from: "hall", takenAt: claimed)
                try await wait("it is not analysed") { await self.status(of: "hall", in: service)?.frames == round + 1 }
                let status = try await known("hall", in: service)
                #expect((status.clockProblem == nil) == (years == 0))
                wallClock.advance(by: .seconds(1))
            }
        }
        #expect(sink.kept.allSatisfy { abs(($0.observedAt - wallClock.now).inSeconds) < 10 })
    }

    @Test("A service that is asked to end does so, with frames waiting and cameras being pulled")
    func serviceEndsGracefully() async throws {
        let folder = try PictureFolder()
        var settings = CameraSettings(camera: "hall")
        settings.source = .folder(path: folder.path)
        let service = CameraService(
            estimator: NobodyEstimator(),
            cameras: [settings],
            sink: sink,
            wallClock: wallClock,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let group = ServiceGroup(
            services: [service],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try folder.write(try FeedProbe.jpeg(), as: "a.jpg")
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await wait("the folder is not played") { await self.status(of: "hall", in: service)?.frames == 1 }
            let status = try await known("hall", in: service)
            #expect(status.source == .streaming)
            service.submit(try FeedProbe.jpeg(), from: "other")
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}

@Suite("What could not be kept")
struct UnkeptFramesTests {
    private func frame(_ kind: Observation.Kind, _ second: Int) -> AnalyzedFrame {
        let at = Instant(millisecondsSinceEpoch: Int64(second) * 1_000)
        return AnalyzedFrame(observations: [
            Observation(camera: "hall", kind: kind, observedAt: at, confidence: 1, why: "")
        ])
    }

    @Test("A fall stays though hours of movement come behind it")
    func fallsStay() {
        var unkept = UnkeptFrames()
        unkept.append(frame(.fall, 0))
        for second in 1...5_000 { unkept.append(frame(second % 2 == 0 ? .motion : .person, second)) }
        #expect(unkept.count == UnkeptFrames.capacity)
        #expect(unkept.first?.frame.observations.first?.kind == .fall)
        #expect(unkept.lost == 5_001 - UnkeptFrames.capacity)
    }

    @Test("An entry that is refused for ever makes way only when others are kept")
    func refusedEntriesMakeWay() throws {
        var unkept = UnkeptFrames()
        unkept.append(frame(.fall, 0))
        unkept.append(frame(.recovered, 1))
        let first = try #require(unkept.first)
        for _ in 0..<UnkeptFrames.patience {
            #expect(unkept.second == nil)
            unkept.failed(first)
        }
        unkept.wasKept(try #require(unkept.second))
        unkept.giveUp(first)
        #expect(unkept.isEmpty && unkept.lost == 1)
    }

    @Test("Pictures that wait are bounded; what was seen stays without them")
    func picturesAreBounded() throws {
        var unkept = UnkeptFrames()
        let id: EvidenceID = "a.jpg"
        for second in 0..<100 {
            var entry = frame(.fall, second)
            entry.evidence = [EvidenceItem(id: id, kind: .snapshot, bytes: [UInt8](repeating: 0, count: 1 << 20))]
            entry.observations[0].evidence = [id]
            unkept.append(entry)
        }
        #expect(unkept.count == 100)
        #expect(unkept.first?.frame.evidence.isEmpty == true)
        #expect(unkept.first?.frame.observations[0].evidence.isEmpty == true)
    }
}
