import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A running service with a state directory of its own, and what a user would reach it by.
final class House: Sendable {
    let folder: URL
    let brokerPort: Int
    let httpPort: Int

    var state: String { folder.appending(path: "state").path }
    var settingsFile: String { folder.appending(path: "home.yaml").path }

    /// Prepares a folder and ports; nothing runs yet.
    ///
    /// - Parameters:
    ///   - settings: The settings but for the service's own.
    ///   - broker: The port of a broker of the test's own; the private one is used if `nil`.
    /// - Throws: The error of the file system.
    init(settings: String, broker: Int? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "caretaker-house-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        brokerPort = try broker ?? FreePort.find()
        httpPort = try FreePort.find()
        let service = """
            service:
              http: {port: \(httpPort)}
              broker: \(broker.map { "{url: \"mqtt://127.0.0.1:\($0)\"}" } ?? "{port: \(brokerPort)}")

            """
        try (service + settings).write(toFile: settingsFile, atomically: true, encoding: .utf8)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the service and waits until it says that it is ready.
    func start() async throws -> CaretakerProcess {
        let process = try CaretakerProcess(["serve", "--settings", settingsFile, "--state", state])
        try await eventually("the service to be ready") {
            guard process.isRunning else { throw NeverCameTrue(description: "it ended: \(process.output)") }
            return process.output.contains("ready")
        }
        return process
    }

    /// Runs a body beside the service and stops it by SIGTERM afterwards.
    func whileRunning<Value>(_ body: (CaretakerProcess) async throws -> Value) async throws -> Value {
        let process = try await start()
        do {
            let value = try await body(process)
            process.signal(SIGTERM)
            let code = try await process.waitForExit()
            guard code == 0 else { throw NeverCameTrue(description: "exit code \(code): \(process.output)") }
            return value
        } catch {
            print("--- output of the service\n\(process.output.suffix(6_000))\n---")
            throw error
        }
    }

    /// Returns the JSON that an address of the API answers with.
    func get(_ path: String) async throws -> JSON {
        let response = try await HTTPClient.shared.execute(
            HTTPClientRequest(url: "http://127.0.0.1:\(httpPort)\(path)"),
            timeout: .seconds(10)
        )
        let body = try await response.body.collect(upTo: 1 << 22)
        guard response.status == .ok else {
            throw NeverCameTrue(description: "\(path): \(response.status) \(String(buffer: body))")
        }
        return try JSON(Array(buffer: body))
    }

    /// Returns the bytes that an address of the API answers with.
    func bytes(_ path: String) async throws -> [UInt8] {
        let response = try await HTTPClient.shared.execute(
            HTTPClientRequest(url: "http://127.0.0.1:\(httpPort)\(path)"),
            timeout: .seconds(10)
        )
        let body = try await response.body.collect(upTo: 1 << 24)
        guard response.status == .ok else { throw NeverCameTrue(description: "\(path): \(response.status)") }
        return Array(buffer: body)
    }

    /// Posts JSON and returns the JSON answer.
    func post(_ path: String, _ json: String) async throws -> JSON {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(httpPort)\(path)")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: json))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 1 << 22)
        guard response.status == .ok else {
            throw NeverCameTrue(description: "\(path): \(response.status) \(String(buffer: body))")
        }
        return try JSON(Array(buffer: body))
    }

    /// Publishes telemetry as a device would.
    func publish(_ payload: String, from device: String) throws {
        try MQTTTools.publish(payload, to: "devices/\(device)/telemetry", port: brokerPort)
    }
}
