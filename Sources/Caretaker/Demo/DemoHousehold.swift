import FrameAnalysis
import HouseholdScenes
import MQTTClient
import NIOCore
import ServiceLifecycle

/// The devices of the demo: two cameras, a cable box and a greenhouse lamp, played through the broker.
struct DemoHousehold: Service {
    /// Frames each camera sends in a second.
    static let framesPerSecond = 8

    let client: MQTTClient

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await play { try await client.run() } }
                group.addTask { await play { try await camera("livingroom", Scene.demoFlat(seed: 7)) } }
                group.addTask {
                    await play { try await camera("bedroom", Scene.quietSitter(seed: 3, stillFor: .seconds(86_400))) }
                }
                group.addTask { await play { try await cableBox() } }
                group.addTask { await play { try await lamp() } }
            }
        }
    }

    /// Runs a device until it is stopped; a device that fails is no reason to stop the service.
    private func play(_ device: () async throws -> Void) async {
        do {
            try await device()
        } catch {
            return
        }
    }

    private func camera(_ name: String, _ scene: Scene) async throws {
        let rasterizer = Rasterizer(scene)
        let publisher = FramePublisher(client: client, topic: try TopicName("cameras/\(name)/frame"))
        var index: UInt64 = 0
        try await publisher.play { () throws(FrameAnalysisError) in
            let time = Duration.milliseconds(Int64(index) * 1_000 / Int64(Self.framesPerSecond))
            let pixels = rasterizer.frame(at: scene.scriptTime(at: time), index: index)
            index += 1
            let size = rasterizer.size
            return (try FrameEncoder.jpeg(rgb: pixels, width: size.width, height: size.height), time)
        }
    }

    /// A box whose signal becomes weak ten seconds after the start and stays so.
    private func cableBox() async throws {
        for step in 0... {
            let signal = step < 5 ? 36.4 : 21.8
            let payload =
                #"{"seq":\#(step),"snr_db":\#(signal),"uncorrectable_codewords":\#(step * 3),"uptime_s":\#(90_000 + step * 2)}"#
            try await publish(payload, to: "devices/cablebox-17/telemetry")
            try await Task.sleep(for: .seconds(2))
        }
    }

    /// A lamp that is too bright for a while in every minute.
    private func lamp() async throws {
        for step in 0... {
            let lux = (step % 12) < 4 ? 38_000 + step % 7 * 10 : 21_000 + step % 5 * 10
            try await publish(#"{"seq":\#(step),"lux":\#(lux)}"#, to: "devices/greenhouse-lamp/telemetry")
            try await Task.sleep(for: .seconds(5))
        }
    }

    private func publish(_ payload: String, to topic: String) async throws {
        try await client.publish(MQTTPublication(topic: try TopicName(topic), payload: ByteBuffer(string: payload)))
    }
}
