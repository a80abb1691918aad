import Foundation
import Testing

@Suite("Rules that are changed while the service runs", .serialized)
struct RuleTests {
    private static let settings = """
        rules:
          - id: fixed
            sql: SELECT * FROM 'devices/+/telemetry' WHERE lux > 35000
            actions: [{alert: {summary: Too bright.}}]
        """

    private static let added = """
        rules:
          - id: gate
            sql: SELECT * FROM 'yard/gate' ABSENT FOR '3 s'
            actions: [{alert: {summary: The gate is silent.}}]
          - id: door
            sql: SELECT open FROM 'yard/door' WHERE open = true
            actions: [{alert: {summary: The door is open.}}]
        """

    private func run(_ arguments: [String], _ house: House) async throws -> (code: Int32, output: String) {
        let process = try CaretakerProcess(arguments + ["--url", "http://127.0.0.1:\(house.httpPort)"])
        let code = try await process.waitForExit()
        try await eventually("the output") { !process.output.isEmpty }
        return (code, process.output)
    }

    private func summaries(_ house: House, _ state: String) async throws -> Set<String> {
        let alerts = try await house.get("/api/v1/alerts?state=\(state)")["alerts"].array
        return Set(alerts.compactMap { $0["summary"].string })
    }

    @Test("Rules of a file are applied, read their topics at once and after a restart, and are turned off and removed")
    func life() async throws {
        let house = try House(settings: Self.settings)
        let file = house.state + "-added.yaml"
        try Data(Self.added.utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await house.whileRunning { _ in
            let applied = try await run(["apply", file], house)
            #expect(applied.code == 0, "\(applied.output)")
            // Before the subscription holds a message is lost, as with any broker.
            try await eventually("the open door") {
                try MQTTTools.publish(#"{"open":true}"#, to: "yard/door", port: house.brokerPort)
                return try await summaries(house, "firing").contains("The door is open.")
            }
            try await eventually("the silent gate") {
                try await summaries(house, "firing").contains("The gate is silent.")
            }
            // One that the service refuses takes all others of the file back.
            let half = """
                rules:
                  - {id: door, sql: "SELECT 1 AS x FROM 'other'"}
                  - {id: newcomer, sql: "SELECT * FROM 'other'"}
                  - {id: fixed, sql: "SELECT * FROM 'other'"}
                """
            let wrong = house.state + "-wrong.yaml"
            try Data(half.utf8).write(to: URL(fileURLWithPath: wrong))
            defer { try? FileManager.default.removeItem(atPath: wrong) }
            let refused = try await run(["apply", wrong], house)
            #expect(refused.code == 1)
            #expect(refused.output.contains("rule fixed"), "\(refused.output)")
            let now = try await house.get("/api/v1/rules")["rules"].array
            #expect(now.compactMap { $0["rule"]["id"].string } == ["fixed", "door", "gate"])
            #expect(now.compactMap { $0["rule"]["sql"].string }.contains { $0.contains("yard/door") })
            let fixed = try await run(["rules", "remove", "fixed"], house)
            #expect(fixed.code == 1)
            #expect(fixed.output.contains("settings file"))
        }
        try await house.whileRunning { _ in
            let listed = try await run(["rules", "list"], house)
            for name in ["fixed", "gate", "door"] { #expect(listed.output.contains(name)) }
            try MQTTTools.publish(#"{"open":false}"#, to: "yard/door", port: house.brokerPort)
            try await eventually("the closed door") {
                try await summaries(house, "resolved").contains("The door is open.")
            }
            let off = try await run(["rules", "turn", "gate", "off"], house)
            #expect(off.code == 0, "\(off.output)")
            #expect(try await summaries(house, "firing").isEmpty)
            let removed = try await run(["rules", "remove", "door"], house)
            #expect(removed.code == 0, "\(removed.output)")
            let names = try await house.get("/api/v1/rules")["rules"].array.compactMap { $0["rule"]["id"].string }
            #expect(names == ["fixed", "gate"])
        }
        let replay = try CaretakerProcess([
            "replay", "--rule", file, "--from", "2020-01-01", "--state", house.state, "--format", "jsonl",
        ])
        #expect(try await replay.waitForExit() == 0)
        try await eventually("the replay") { replay.output.contains("The door is open.") }
    }
}
