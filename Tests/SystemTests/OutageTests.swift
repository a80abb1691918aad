import Foundation
import Testing

@Suite("When something around the service fails", .serialized)
struct OutageTests {
    static let rule = """
        rules:
          - id: bright
            sql: SELECT * FROM 'devices/+/telemetry' WHERE lux > 35000
            actions: [{alert: {kind: too_bright, summary: Too bright.}}]

        """

    @Test("A private broker that is killed comes back, and devices go on")
    func brokerIsRestarted() async throws {
        let house = try House(settings: Self.rule)
        try await house.whileRunning { _ in
            let first = try #require(try await Self.brokerProcess(house))
            kill(first, SIGKILL)
            try await eventually("another broker") {
                let process = try await Self.brokerProcess(house)
                return process != nil && process != first
            }
            try await eventually("the connection") {
                try await house.get("/api/v1/status")["broker"]["state"].string == "ok"
            }
            try house.publish(#"{"lux":40000,"seq":1}"#, from: "lamp")
            try await eventually("the alert") { try await house.get("/api/v1/alerts")["alerts"].array.count == 1 }
        }
    }

    /// Returns the process number that the status names.
    private static func brokerProcess(_ house: House) async throws -> Int32? {
        let message = try await house.get("/api/v1/status")["broker"]["message"].string ?? ""
        guard let range = message.range(of: "running as process ") else { return nil }
        return Int32(message[range.upperBound...].prefix { $0.isNumber })
    }

    @Test("A webhook receiver that is down gets everything once it is up, and the status says so meanwhile")
    func receiverComesBack() async throws {
        let port = try FreePort.find()
        let receiver = WebhookReceiver()
        let house = try House(
            settings: Self.rule + """
                receivers: [{id: hook, channel: webhook, address: "http://127.0.0.1:\(port)/hook"}]
                routes: [{receivers: [hook]}]
                """
        )
        try await house.whileRunning { _ in
            try house.publish(#"{"lux":40000,"seq":1}"#, from: "lamp")
            try await eventually("the failure to show") {
                let channels = try await house.get("/api/v1/status")["channels"].array
                return channels.contains { $0["name"].string == "webhook" && $0["state"].string == "degraded" }
            }
            try await receiver.serve(on: port) {
                try await eventually("the delivery") { !receiver.deliveries.isEmpty }
                try await eventually("the status to recover") {
                    try await house.get("/api/v1/status")["counters"]["outbox_waiting"].int == 0
                }
            }
        }
        #expect(receiver.deliveries.map(\.key) == ["alert-000001/fired/hook"])
    }

    @Test(
        "A full disk stops storing but loses nothing that was acknowledged, says so, and recovers by itself",
        .enabled(if: geteuid() == 0, "a small file system can only be mounted by root")
    )
    func fullDiskIsWaitedFor() async throws {
        let house = try House(settings: Self.rule)
        try FileManager.default.createDirectory(atPath: house.state, withIntermediateDirectories: true)
        try Self.run("/bin/mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", house.state])
        defer { try? Self.run("/bin/umount", ["-l", house.state]) }
        try await house.whileRunning { _ in
            try house.publish(#"{"lux":1,"seq":1}"#, from: "lamp")
            try await Self.stored(1, in: house)
            let filler = house.state + "/filler"
            try? Data(repeating: 1, count: 16 << 20).write(to: URL(fileURLWithPath: filler))
            // The write-ahead log may reuse its pages for a while, so messages are sent until it cannot grow.
            var sent = 1
            while try await house.get("/api/v1/status")["components"].array
                .first(where: { $0["name"].string == "store" })?["state"]
                .string == "ok", sent < 2_000
            {
                sent += 1
                try house.publish(
                    #"{"lux":1,"seq":\#(sent),"pad":"\#(String(repeating: "x", count: 20_000))"}"#,
                    from: "lamp"
                )
            }
            let status = try await house.get("/api/v1/status")["components"].description
            #expect(status.contains("disk is full"), "\(status)")
            try FileManager.default.removeItem(atPath: filler)
            try await Self.stored(sent, in: house)
        }
    }

    private static func stored(_ count: Int, in house: House) async throws {
        try await eventually("\(count) messages to be stored") {
            try await house.get("/api/v1/status")["counters"]["stored_telemetry_total"].int == count
        }
    }

    private static func run(_ path: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        try process.run()
        while process.isRunning { usleep(2_000) }
        guard process.terminationStatus == 0 else { throw NeverCameTrue(description: "\(path) \(arguments)") }
    }
}
