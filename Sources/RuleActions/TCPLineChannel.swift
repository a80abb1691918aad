public import Alerting
public import MonitoringModel
import NIOCore
import NIOPosix
public import NotificationChannels
import RuleEngine
import StreamPipeline

/// Sends lines to devices that take commands over TCP, such as infrared bridges on port 4998.
///
/// A device that cannot be reached is tried again, five times in all. Once the line has left it is not sent again,
/// whatever becomes of the reply: a lamp that is toggled twice is as it was.
public struct TCPLineChannel: NotificationChannel {
    /// The most tries to reach a device.
    public static let tries = 5
    /// The longest reply that is read, in bytes.
    public static let maximumReplySize = 4_096

    /// The channel's name: `rule-tcp`.
    public let name = "rule-tcp"

    private let wallClock: any WallClock

    /// Creates a channel.
    public init(wallClock: any WallClock = SystemWallClock()) {
        self.wallClock = wallClock
    }

    /// Sends a line once and waits for the reply, if one is asked for.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        if let refusal = ActionAge.refusal(of: entry, at: wallClock.now) { return refusal }
        let action: TCPLineAction
        do {
            guard case .tcpLine(let line) = try ActionOrder(entry).action else {
                return .abandoned(reason: "the order is no line")
            }
            action = line
        } catch {
            return .abandoned(reason: "the order cannot be read: \(error)")
        }
        let connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            connection = try await connect(to: action)
        } catch {
            let reason = "\(action.host):\(action.port) cannot be reached: \("\(error)".prefix(160))"
            guard entry.attempts + 1 < Self.tries else {
                return .abandoned(reason: "\(reason), tried \(Self.tries) times")
            }
            return .transient(reason: reason)
        }
        return await talk(action, over: connection)
    }

    private func connect(to action: TCPLineAction) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.milliseconds(Int64(action.timeout)))
            .connect(host: action.host, port: action.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
    }

    private func talk(
        _ action: TCPLineAction,
        over connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    ) async -> ChannelOutcome {
        await AttemptDeadline.run(
            within: .milliseconds(action.timeout),
            late: .abandoned(reason: "sent, but no reply within \(action.timeout) ms"),
            stopped: .abandoned(reason: "stopped while the reply was awaited")
        ) {
            do {
                return try await connection.executeThenClose { inbound, outbound in
                    try await outbound.write(ByteBuffer(string: action.line + action.terminator))
                    guard let expected = action.reply else { return .delivered(receipt: "sent") }
                    return Self.outcome(of: try await Self.line(inbound), expected: expected)
                }
            } catch {
                return .abandoned(reason: "the connection broke: \("\(error)".prefix(160))")
            }
        }
    }

    /// Reads up to the end of a line, the end of the connection or as much as is permitted.
    private static func line(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> String {
        var bytes: [UInt8] = []
        for try await part in inbound {
            for byte in part.readableBytesView {
                if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") {
                    if bytes.isEmpty { continue }
                    return String(decoding: bytes, as: UTF8.self)
                }
                bytes.append(byte)
                if bytes.count == maximumReplySize { return String(decoding: bytes, as: UTF8.self) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func outcome(of reply: String, expected: String) -> ChannelOutcome {
        let shown = String(reply.prefix(80).filter { $0.isASCII && $0 >= " " })
        guard reply.hasPrefix(expected) else {
            return .abandoned(reason: "the device replied '\(shown)', not '\(expected.prefix(80))'")
        }
        return .delivered(receipt: "replied '\(shown)'")
    }
}
