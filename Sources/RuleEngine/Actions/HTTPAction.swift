import MonitoringModel

/// A request to a web service whose address has been confirmed.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct HTTPAction: Hashable, Codable, Sendable {
    /// The address; it begins with the confirmation address.
    public var url: String
    /// The address that was confirmed; by default the address itself.
    public var confirmationURL: String?
    /// `POST`, `PUT` or `GET`.
    public var method: String
    /// Headers by name.
    public var headers: [String: String]
    /// How long to wait for the answer, in milliseconds, 100 to 60000.
    public var timeout: Int

    /// Creates an action.
    public init(
        url: String,
        confirmationURL: String? = nil,
        method: String = "POST",
        headers: [String: String] = [:],
        timeout: Int = 3_000
    ) {
        self.url = url
        self.confirmationURL = confirmationURL
        self.method = method
        self.headers = headers
        self.timeout = timeout
    }

    private enum Field: String, CaseIterable {
        case url, confirmationURL, method, headers, timeout
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        url = try fields.required(.url)
        confirmationURL = try fields.optional(.confirmationURL)
        method = try fields.optional(.method) ?? "POST"
        headers = try fields.optional(.headers) ?? [:]
        timeout = try fields.optional(.timeout) ?? 3_000
    }
}

extension HTTPAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("url", &url)
        try Self.rewrite("headers", &headers, change)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        if !["POST", "PUT", "GET"].contains(method) { return ActionFault("method", "POST, PUT or GET") }
        if !(100...60_000).contains(timeout) { return ActionFault("timeout", "100 to 60000 milliseconds") }
        if headers.count > 100 { return ActionFault("headers", "at most 100 headers") }
        let reserved = ["host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer"]
        if let name = headers.keys.first(where: { reserved.contains($0.lowercased()) }) {
            return ActionFault("headers.\(name)", "a header that does not frame the request")
        }
        if !url.hasPrefix("https://"), !url.hasPrefix("http://") { return ActionFault("url", "http:// or https://") }
        if let confirmationURL, isResolved, !HTTPDestination.covers(confirmationURL, url) {
            return ActionFault("url", "an address that begins with the confirmation address")
        }
        for (name, value) in headers where !Self.isHeader(name, value) {
            return ActionFault("headers", "names and values of visible characters")
        }
        return nil
    }

    private static func isHeader(_ name: String, _ value: String) -> Bool {
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        return isName && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
