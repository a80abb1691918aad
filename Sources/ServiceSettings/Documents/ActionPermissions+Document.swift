import MonitoringModel
import RuleEngine
import StreamPipeline

extension ActionPermissions {
    /// Reads what rules may reach: `http`, a list of addresses, and `tcp`, a list of `host:port`.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(document node: SettingsNode) throws(SettingsError) {
        self.init()
        let fields = try node.mapping(["http", "tcp"])
        webAddresses = try fields.list("http") { (node) throws(SettingsError) in
            let address = try node.string()
            guard HTTPDestination.isUsable(address) else {
                throw node.error("must be an address with http:// or https:// and a host, without '?' and '#'")
            }
            return address
        }
        lineDevices = Set(try fields.list("tcp") { (node) throws(SettingsError) in try LineDevice(document: node) })
    }
}

extension ActionPermissions.LineDevice {
    /// Reads `host` or `host:port`; an IPv6 address stands in brackets.
    fileprivate init(document node: SettingsNode) throws(SettingsError) {
        let text = try node.string()
        var host = text
        var port = 4_998
        // A colon that is not behind brackets and not the only one belongs to an IPv6 address.
        let colons = text.count { $0 == ":" }
        if let colon = text.lastIndex(of: ":"), colons == 1 || text[..<colon].last == "]" {
            host = String(text[..<colon])
            guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else {
                throw node.error("must be host:port with a port of 1 to 65535")
            }
            port = number
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, host.utf8.count <= 253, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else {
            throw node.error("must be host:port, such as ir-bridge.local:4998")
        }
        self.init(host: host, port: port)
    }
}

/// How text messages reach phones: a gateway of the operator's that takes HTTP requests.
public struct TextMessageGateway: Hashable, Sendable {
    /// The gateway's address.
    public var url: String
    /// The file with the token that is sent as `Authorization: Bearer`.
    public var tokenFile: String?
    /// The member of the JSON body with the phone number; `to` unless set.
    public var numberField = "to"
    /// The member of the JSON body with the text; `text` unless set.
    public var textField = "text"

    /// Reads `url`, `token_file`, `number_field` and `text_field`.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(document node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["url", "token_file", "number_field", "text_field"])
        let address = try fields.required("url")
        url = try address.string()
        guard HTTPDestination.isUsable(url) else {
            throw address.error("must be an address with http:// or https:// and a host")
        }
        tokenFile = try fields.optional("token_file") { (node) throws(SettingsError) in try node.string() }
        numberField = try fields.value("number_field", default: numberField) { (node) throws(SettingsError) in
            try node.string()
        }
        textField = try fields.value("text_field", default: textField) { (node) throws(SettingsError) in
            try node.string()
        }
        guard numberField != textField else { throw node.error("number_field and text_field must differ") }
    }
}
