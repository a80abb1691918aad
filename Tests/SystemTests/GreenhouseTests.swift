import Foundation
import MonitoringTestKit
import Testing

@Suite("The greenhouse of the examples, with a real bridge, gateway and broker", .serialized)
struct GreenhouseTests {
    /// The example's settings but for the service's own part.
    private static func example() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "Examples/greenhouse/household.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let people = try #require(text.range(of: "\npeople:"))
        return String(text[people.lowerBound...])
    }

    private func run(_ arguments: [String], _ house: House) async throws -> (code: Int32, output: String) {
        let process = try CaretakerProcess(arguments + ["--url", "http://127.0.0.1:\(house.httpPort)"])
        let code = try await process.waitForExit()
        try await eventually("the output") { !process.output.isEmpty }
        return (code, process.output)
    }

    @Test("Too bright: a text message, a line to the infrared bridge, rows, and an alarm that is read and set")
    func tooBright() async throws {
        let bridge = try await LineDevice.start { _ in "completeir,1:1,1\r" }
        let gateway = WebhookReceiver()
        let port = try FreePort.find()
        let own = """
              actions: {tcp: ["127.0.0.1:\(bridge.port)"]}
              text_messages: {url: "http://127.0.0.1:\(port)/hook"}

            """
        let example = try Self.example().replacing("host: 127.0.0.1,", with: "host: 127.0.0.1, port: \(bridge.port),")
        let house = try House(settings: own + example)
        try await gateway.serve(on: port) {
            try await house.whileRunning { _ in try await play(house, bridge, gateway) }
        }
        try await bridge.stop()
    }

    private func play(_ house: House, _ bridge: LineDevice, _ gateway: WebhookReceiver) async throws {
        for lux in [40_000, 41_000, 100] {
            try MQTTTools.publish(#"{"lux":\#(lux)}"#, to: "/topic/Greenhouse/LuxSensors", port: house.brokerPort)
        }
        try await eventually("the rows") {
            try await house.get("/api/v1/tables")["tables"].array.first?["rows"].int == 3
        }
        let rows = try await run(["tables", "rows", "greenhouse"], house)
        #expect(rows.output.contains(#""lux":41000"#), "\(rows.output)")
        let drill = try await run(["alarms", "set", "TooBrightFor15Minutes", "ALARM", "--reason", "a drill"], house)
        #expect(drill.code == 0, "\(drill.output)")
        #expect(drill.output.contains("TooBrightFor15Minutes  ALARM since"), "\(drill.output)")
        #expect(drill.output.contains("a drill"))
        try await eventually("the line and the text message") {
            bridge.received.count == 1 && gateway.deliveries.count == 1
        }
        #expect(bridge.received == ["sendir,1:1,1,38000,1,1,343,171,21,64,21,3800"])
        let message = try JSON(Array((gateway.deliveries.first?.body ?? "").utf8))
        #expect(message["to"].string == "+4930123456")
        #expect(message["text"].string?.hasPrefix("The greenhouse has been too bright") == true)
        try await eventually("the alert") {
            let alerts = try await house.get("/api/v1/alerts")["alerts"].array
            return alerts.contains { $0["severity"].string == "major" }
        }
        // The next full minute evaluates it, so only the names are sure.
        let alarms = try await run(["alarms"], house)
        #expect(alarms.output.contains("NotTooBrightFor15Minutes") && alarms.output.contains("  settings"))
    }
}
