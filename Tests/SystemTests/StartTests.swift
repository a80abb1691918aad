import Foundation
import Testing

@Suite("Starting and being asked for the impossible", .serialized)
struct StartTests {
    private func ending(_ arguments: [String]) async throws -> (code: Int32, output: String) {
        let process = try CaretakerProcess(arguments)
        let code = try await process.waitForExit()
        try await eventually("the output") { !process.output.isEmpty }
        return (code, process.output)
    }

    @Test("A settings file with a fault is told with its line, and nothing starts")
    func faultySettings() async throws {
        let house = try House(settings: "peple: []\n")
        let (code, output) = try await ending(["serve", "--settings", house.settingsFile, "--state", house.state])
        #expect(code == 1)
        #expect(output.contains("did you mean 'people'?"))
        #expect(!FileManager.default.fileExists(atPath: house.state + "/caretaker.sqlite"))
    }

    @Test("A port in use, a second service and a state directory that is a file: one sentence each")
    func impossibleStarts() async throws {
        let house = try House(settings: "")
        try await house.whileRunning { _ in
            let second = try await ending(["serve", "--settings", house.settingsFile, "--state", house.state])
            #expect(second.code == 1)
            #expect(second.output.contains("Another Caretaker runs"))
            let other = try await ending([
                "serve", "--settings", house.settingsFile, "--state", house.state + "-other",
            ])
            #expect(other.code == 1)
            #expect(other.output.contains("\(house.brokerPort)"))
        }
        let file = try await ending(["serve", "--state", house.settingsFile])
        #expect(file.code == 1)
        #expect(file.output.contains(house.settingsFile))
    }

    @Test("A second start goes on with the alerts of the first")
    func secondStartGoesOn() async throws {
        let house = try House(
            settings: """
                rules:
                  - id: bright
                    sql: SELECT * FROM 'devices/+/telemetry' WHERE lux > 35000
                    actions: [{alert: {kind: too_bright, summary: Too bright.}}]
                """
        )
        try await house.whileRunning { _ in
            try house.publish(#"{"lux":40000,"seq":1}"#, from: "lamp")
            try await eventually("the alert") {
                try await house.get("/api/v1/alerts")["alerts"].array.count == 1
            }
        }
        try await house.whileRunning { _ in
            let alerts = try await house.get("/api/v1/alerts")["alerts"].array
            #expect(alerts.map { $0["state"].string } == ["firing"])
            _ = try await house.post("/api/v1/alerts/alert-000001/acknowledge", #"{"by":"Ben"}"#)
            let alert = try await house.get("/api/v1/alerts/alert-000001")
            #expect(alert.description.contains("acknowledged"))
        }
    }

    @Test("The status command tells how a running service does, and in one sentence that none runs")
    func statusCommand() async throws {
        let house = try House(settings: "cameras: [{id: hall, room: hall}]\n")
        let address = ["status", "--url", "http://127.0.0.1:\(house.httpPort)"]
        let before = try await ending(address)
        #expect(before.code == 1)
        #expect(before.output.contains("does not answer"))
        try await house.whileRunning { _ in
            let status = try await ending(address)
            #expect(status.code == 0, "\(status.output)")
            #expect(status.output.contains("broker"))
            #expect(status.output.contains("camera hall"))
            #expect(status.output.contains("0 false alarms in 0.0 h"))
            let json = try await ending(address + ["--format", "json"])
            #expect(try JSON(Array(json.output.utf8))["cameras"].array.count == 1)
        }
    }

    @Test("Rubbish from devices and cameras is counted and the service goes on")
    func rubbishIsCounted() async throws {
        let house = try House(settings: "")
        try await house.whileRunning { process in
            let nested = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
            for payload in ["not json", "[1,2]", "\"text\"", nested, "{\"a\":", "5"] {
                try house.publish(payload, from: "lamp")
            }
            let huge = house.folder.appending(path: "huge").path
            try Data(repeating: 0x20, count: 10 << 20).write(to: URL(fileURLWithPath: huge))
            try MQTTTools.publish(file: huge, to: "devices/lamp/telemetry", port: house.brokerPort)
            for payload in ["", "text, no picture", "\u{1}\u{2}"] {
                try MQTTTools.publish(payload, to: "cameras/hall/frame", port: house.brokerPort)
            }
            try await eventually("everything to be counted", within: .seconds(20)) {
                let counters = try await house.get("/api/v1/status")["counters"]
                let telemetry = ["notJSON", "notAnObject", "tooDeep", "tooLarge"]
                    .map { reason in
                        counters["intake_problem_\(reason)_total"].int ?? 0
                    }
                return telemetry.reduce(0, +) >= 7 && counters["frames_bad_not_a_picture_total"].int ?? 0 >= 1
            }
            #expect(process.isRunning)
        }
    }
}
