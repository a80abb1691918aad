import Foundation

/// A mosquitto of the test's own, which outlives the service that is killed.
func withBroker<Value>(on port: Int, _ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "caretaker-broker-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let configuration = folder.appending(path: "mosquitto.conf")
    try """
    user \(getuid() == 0 ? "root" : NSUserName())
    listener \(port) 127.0.0.1
    allow_anonymous true
    persistence false
    max_queued_messages 0
    max_inflight_messages 0
    log_type error
    """
    .write(to: configuration, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/sbin/mosquitto")
    process.arguments = ["-c", configuration.path]
    try process.run()
    // Nothing is worth keeping, and a child may have inherited a mask that holds gentler signals back.
    defer { kill(process.processIdentifier, SIGKILL) }
    try await eventually("the broker to answer") {
        do {
            try MQTTTools.publish("x", to: "probe", port: port, qos: 0)
            return true
        } catch {
            return false
        }
    }
    return try await body(folder)
}
