import MonitoringModel

/// A line to a device that listens for commands, such as an infrared bridge.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct TCPLineAction: Hashable, Codable, Sendable {
    /// The device's name or address.
    public var host: String
    /// The port; by default that of infrared bridges.
    public var port: Int
    /// The command, without the end of the line.
    public var line: String
    /// What ends the line.
    public var terminator: String
    /// How the reply must begin; without it none is waited for.
    public var reply: String?
    /// How long to wait for connection and reply, in milliseconds, 100 to 60000.
    public var timeout: Int

    /// Creates an action.
    public init(
        host: String,
        port: Int = 4_998,
        line: String,
        terminator: String = "\r",
        reply: String? = nil,
        timeout: Int = 5_000
    ) {
        self.host = host
        self.port = port
        self.line = line
        self.terminator = terminator
        self.reply = reply
        self.timeout = timeout
    }

    private enum Field: String, CaseIterable {
        case host, port, line, terminator, reply, timeout
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        host = try fields.required(.host)
        port = try fields.optional(.port) ?? 4_998
        line = try fields.required(.line)
        terminator = try fields.optional(.terminator) ?? "\r"
        reply = try fields.optional(.reply)
        timeout = try fields.optional(.timeout) ?? 5_000
    }
}

extension TCPLineAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("host", &host)
        try change("line", &line)
        try Self.rewrite("reply", &reply, change)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        if !(1...65_535).contains(port) { return ActionFault("port", "1 to 65535") }
        if !(100...60_000).contains(timeout) { return ActionFault("timeout", "100 to 60000 milliseconds") }
        if !["\r", "\n", "\r\n"].contains(terminator) { return ActionFault("terminator", "CR, LF or both") }
        // A line break within would be a second command.
        if isResolved, line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) || line.utf8.count > 4_096 {
            return ActionFault("line", "one line of at most 4096 bytes")
        }
        return names(("host", host), ("line", line))
    }
}
