import Foundation
import MonitoringModel
import SpeechOutput
import Testing

/// Real clips beside the project, if this machine has them.
private let clip = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/fall/clips/gmdcsa_s1_Fall_15.mp4").path

@Suite("From footage to a spoken alert", .serialized)
struct FootageTests {
    @Test(
        "A clip that is played into a camera's topic ends in an alert with picture, speech and webhook",
        .enabled(if: FileManager.default.fileExists(atPath: clip), "the clip is not on this machine")
    )
    func clipBecomesAlert() async throws {
        let hookPort = try FreePort.find()
        let receiver = WebhookReceiver()
        let house = try House(
            settings: """
                people: [{id: anna, name: Anna}]
                cameras: [{id: bedroom, room: bedroom, person: anna, person_name: Anna}]
                receivers:
                  - {id: hook, channel: webhook, address: "http://127.0.0.1:\(hookPort)/hook"}
                  - {id: loudspeaker, channel: speech, address: bedroom}
                routes: [{kinds: [fall], receivers: [hook, loudspeaker]}]
                """
        )
        try await receiver.serve(on: hookPort) {
            try await house.whileRunning { _ in
                let video = try CaretakerProcess([
                    "publish-video", clip, "--camera", "bedroom", "--broker", "mqtt://127.0.0.1:\(house.brokerPort)",
                ])
                let code = try await video.waitForExit(within: .seconds(90))
                #expect(code == 0, "\(video.output)")
                let alert = try await eventually("the alert") {
                    try await house.get("/api/v1/alerts?kind=fall&camera=bedroom")["alerts"].array.first
                }
                #expect(alert["severity"].string == "critical")
                #expect(alert["subject"]["person"].string == "anna")
                try await Self.checkAnnouncements(in: house)
                let picture = try #require(alert["evidence"].array.first?.string)
                let jpeg = try await house.bytes(picture)
                #expect(jpeg.starts(with: [0xFF, 0xD8, 0xFF]))
                try await Self.check(speech: try #require(alert["speech"].string), in: house)
                let delivery = try await eventually("the webhook") { receiver.deliveries.first }
                #expect(delivery.body.contains("Anna fell in the bedroom."))
                #expect(delivery.key == "alert-000001/fired/hook")
                let film = try #require(alert["evidence"].array.compactMap(\.string).first { $0.hasSuffix(".mp4") })
                let bytes = try await eventually("the film") { try? await house.bytes(film) }
                #expect(Array(bytes[4..<8]) == Array("ftyp".utf8))
            }
            try await house.whileRunning { _ in
                let camera = try #require(try await house.get("/api/v1/cameras")["cameras"].array.first)
                #expect(camera["switches"].description.contains(#""detect":false"#), "\(camera)")
            }
        }
    }

    /// What other programs of the home learn over MQTT, and what they may switch.
    private static func checkAnnouncements(in house: House) async throws {
        let port = house.brokerPort
        #expect(try MQTTTools.retained("caretaker/available", port: port) == "online")
        #expect(try MQTTTools.retained("caretaker/bedroom/fall", port: port) == "ON")
        let discovery = try MQTTTools.retained("homeassistant/binary_sensor/+/+/config", port: port)
        #expect(discovery.contains("unique_id"))
        #expect(try MQTTTools.retained("caretaker/bedroom/detect/state", port: port) == "ON")
        try MQTTTools.publish("OFF", to: "caretaker/bedroom/detect/set", port: port)
        try await eventually("the switch") {
            try MQTTTools.retained("caretaker/bedroom/detect/state", port: port) == "OFF"
        }
    }

    /// The speech is a sound of the length and loudness of its words.
    private static func check(speech path: String, in house: House) async throws {
        let wave = try WaveSound(file: try await house.bytes(path))
        #expect(wave.sampleRate == 22_050)
        #expect(wave.duration > .seconds(2))
        #expect(wave.duration < .seconds(20))
        #expect(wave.loudness > 0.01)
    }
}
