import Alerting
import DeviceHealth
import Foundation
import FrameAnalysis
import Logging
import MonitoringModel
import MonitoringTestKit
import Persistence
import RuleEngine
import StreamPipeline

/// A pipeline over a real database that can be stopped and started like the service.
final class PipelineHouse: Sendable {
    let wallClock = ManualWallClock()
    let clock = TestClock()
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "caretaker-pipeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "caretaker.sqlite").path
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    static func household() -> Household {
        var household = Household()
        household.people = [Household.Resident(id: "anna", name: "Anna", timeZone: "Europe/Berlin")]
        var settings = CameraWatchSettings(room: "bedroom")
        settings.stillnessLimit = .seconds(60)
        household.cameras = [Household.WatchedCamera(id: "bedroom", settings: settings)]
        household.devices = [
            Household.WatchedDevice(id: "box", profile: .cableBox(CableBoxProfile()), owner: "anna")
        ]
        household.rules = [
            Rule(
                id: "bright",
                sql: "SELECT * FROM 'devices/+/telemetry' WHERE lux > 35000",
                actions: [
                    .alert(AlertAction(severity: .major, summary: "Too bright.")),
                    .republish(RepublishAction(topic: "out/bright")),
                ]
            )
        ]
        household.receivers = [Receiver(id: "hook", channel: "webhook", address: "http://127.0.0.1:9/hook")]
        household.routes = [Route(receivers: ["hook"])]
        return household
    }

    /// Runs a pipeline while the body runs; what the store has at the end is there at the next run.
    func run<Value: Sendable>(
        household: Household = PipelineHouse.household(),
        failures: FailingStore.Failures? = nil,
        _ body: @escaping @Sendable (StreamPipeline, SQLiteStore) async throws -> Value
    ) async throws -> Value {
        let store = try SQLiteStore(StoreConfiguration(path: path))
        let core = try MonitoringCore(household: household, restored: try await store.restore(), at: wallClock.now)
        let unitOfWork: any UnitOfWork = failures.map { FailingStore(inner: store, failures: $0) } ?? store
        let pipeline = StreamPipeline(
            core: core,
            unitOfWork: unitOfWork,
            wallClock: wallClock,
            clock: clock,
            logger: Logger(label: "test")
        )
        let value = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pipeline.run() }
            let value = try await body(pipeline, store)
            group.cancelAll()
            return value
        }
        try store.close()
        return value
    }

    /// Moves the time on and lets the pipeline look for deadlines.
    func advance(by duration: Duration) async {
        wallClock.advance(by: duration)
        await clock.waitForSleepers(1)
        clock.advance(by: .seconds(10))
        await clock.waitForSleepers(1)
    }

    func telemetry(_ payload: String, device: DeviceID = "lamp", key: String? = nil) throws -> InputEvent {
        let message = Telemetry(
            topic: "devices/\(device)/telemetry",
            device: device,
            document: try JSONParser.parse(payload),
            observedAt: wallClock.now,
            receivedAt: wallClock.now
        )
        return InputEvent(
            .telemetry(message, payload: Array(payload.utf8)),
            identity: InputIdentity(key: Array((key ?? payload).utf8), isExact: true, isRedelivery: false)
        )
    }

    func observation(_ kind: Observation.Kind) -> InputEvent {
        InputEvent(
            .observation(
                Observation(camera: "bedroom", kind: kind, observedAt: wallClock.now, confidence: 1, why: "test")
            )
        )
    }
}
