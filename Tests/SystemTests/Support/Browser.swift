import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A real browser without a window, driven as the W3C's WebDriver describes.
struct Browser: Sendable {
    private let session: String

    /// Starts Debian's Chromium, runs a body and ends the browser.
    static func open<Value>(_ body: (Browser) async throws -> Value) async throws -> Value {
        let port = try FreePort.find()
        let driver = Process()
        driver.executableURL = URL(fileURLWithPath: "/usr/bin/chromedriver")
        driver.arguments = ["--port=\(port)"]
        driver.standardOutput = FileHandle.nullDevice
        driver.standardError = FileHandle.nullDevice
        try driver.run()
        // It takes no notice of SIGTERM here, and would stay behind.
        defer { kill(driver.processIdentifier, SIGKILL) }
        let address = "http://127.0.0.1:\(port)"
        try await eventually("the browser's driver to answer") {
            (try? await send(.GET, "\(address)/status"))?["value"].description.contains(#""ready":true"#) ?? false
        }
        let options: [String: Any] = [
            "binary": "/usr/bin/chromium",
            // A container has neither the rights for the sandbox nor much shared memory.
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
                "--window-size=1200,1600",
            ],
        ]
        let answer = try await send(
            .POST,
            "\(address)/session",
            ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]]
        )
        guard let id = answer["value"]["sessionId"].string else {
            throw NeverCameTrue(description: "the browser does not start: \(answer)")
        }
        let browser = Browser(session: "\(address)/session/\(id)")
        do {
            let value = try await body(browser)
            _ = try await send(.DELETE, browser.session)
            return value
        } catch {
            _ = try? await send(.DELETE, browser.session)
            throw error
        }
    }

    /// Goes to an address.
    func visit(_ address: String) async throws {
        _ = try await Self.send(.POST, "\(session)/url", ["url": address])
    }

    /// Clicks on what a selector finds, which must be visible and not covered.
    func click(_ selector: String) async throws {
        let found = try await Self.send(.POST, "\(session)/element", ["using": "css selector", "value": selector])
        // The name is the one that the standard gives to every element's identifier.
        guard let element = found["value"]["element-6066-11e4-a52e-4f735466cecf"].string else {
            throw NeverCameTrue(description: "nothing on the page is \(selector): \(found)")
        }
        let answer = try await Self.send(.POST, "\(session)/element/\(element)/click", [:])
        guard answer["value"].description == "null" else {
            throw NeverCameTrue(description: "\(selector) cannot be clicked: \(answer)")
        }
    }

    /// Returns what an expression is worth on the page.
    func value(of expression: String) async throws -> JSON {
        let body: [String: Any] = ["script": "return \(expression);", "args": [Any]()]
        return try await Self.send(.POST, "\(session)/execute/sync", body)["value"]
    }

    /// Waits until an expression is true on the page.
    func wait(for what: String, until expression: String) async throws {
        try await eventually(what) { try await value(of: "Boolean(\(expression))").description == "true" }
    }

    private static func send(_ method: HTTPMethod, _ address: String, _ body: [String: Any]? = nil) async throws -> JSON
    {
        var request = HTTPClientRequest(url: address)
        request.method = method
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: body)))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        return try JSON(Array(buffer: try await response.body.collect(upTo: 1 << 22)))
    }
}
