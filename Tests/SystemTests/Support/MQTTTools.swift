import Foundation

/// The command-line tools that a user has from the mosquitto-clients package.
enum MQTTTools {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// Publishes one message with `mosquitto_pub` at QoS 1.
    static func publish(_ payload: String, to topic: String, port: Int, qos: Int = 1) throws {
        try run("/usr/bin/mosquitto_pub", ["-p", "\(port)", "-t", topic, "-q", "\(qos)", "-m", payload])
    }

    /// Publishes a file with `mosquitto_pub`.
    static func publish(file: String, to topic: String, port: Int) throws {
        try run("/usr/bin/mosquitto_pub", ["-p", "\(port)", "-t", topic, "-q", "1", "-f", file])
    }

    /// Returns the message that the broker keeps for a topic, by `mosquitto_sub`; waits for one ten seconds.
    static func retained(_ topic: String, port: Int) throws -> String {
        try run("/usr/bin/mosquitto_sub", ["-p", "\(port)", "-t", topic, "-C", "1", "-W", "10", "-q", "1"])
            .trimmingCharacters(in: .newlines)
    }

    @discardableResult
    private static func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let errors = Pipe()
        let output = Pipe()
        process.standardError = errors
        process.standardOutput = output
        try process.run()
        // Foundation's own waiting can spin for ever on a thread without a run loop.
        while process.isRunning { usleep(2_000) }
        guard process.terminationStatus == 0 else {
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw Failed(description: "\(path) \(arguments): \(text)")
        }
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
