import Foundation

/// Asks a broker on loopback whether it serves us, by a real MQTT connection.
struct BrokerProbe {
    /// The broker.
    let endpoint: BrokerEndpoint

    /// Returns whether the broker accepts a connection with the service's credentials within a second.
    ///
    /// - Throws: `CancellationError` if the task is cancelled meanwhile.
    func answers() async throws -> Bool {
        guard let port = UInt16(exactly: endpoint.port) else { return false }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = LoopbackPort.address(port)
        let connected = LoopbackPort.withSocketAddress(&address) { connect(descriptor, $0, $1) }
        guard connected == 0 || errno == EINPROGRESS else { return false }

        let deadline = ContinuousClock.now + .seconds(1)
        var request = connectPacket[...]
        var answer: [UInt8] = []
        while ContinuousClock.now < deadline {
            if !request.isEmpty {
                let count = request.withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count < 0, errno != EAGAIN, errno != ENOTCONN { return false }
                request = request.dropFirst(max(0, count))
            }
            var buffer = [UInt8](repeating: 0, count: 4)
            let count = recv(descriptor, &buffer, 4 - answer.count, 0)
            if count == 0 || (count < 0 && errno != EAGAIN && errno != ENOTCONN) { return false }
            answer += buffer.prefix(max(0, count))
            // CONNACK, two bytes follow, any session, return code 0: accepted.
            if answer.count == 4 { return answer[0] == 0x20 && answer[1] == 2 && answer[3] == 0 }
            try await Task.sleep(for: .milliseconds(2))
        }
        return false
    }

    /// An MQTT 3.1.1 CONNECT with a clean session; its remaining length is below 128, hence one byte.
    private var connectPacket: [UInt8] {
        var body: [UInt8] = [0, 4] + "MQTT".utf8 + [4, 0b1100_0010, 0, 10]
        for text in ["caretaker-probe", endpoint.username, endpoint.password] {
            body += [0, UInt8(truncatingIfNeeded: text.utf8.count)] + text.utf8
        }
        return [0x10, UInt8(truncatingIfNeeded: body.count)] + body
    }
}
