/// The names by which a machine is called in addresses and `Host` headers.
enum HostName {
    /// Returns whether a name or address always means this machine.
    static func isLoopback(_ host: String) -> Bool {
        let name = bare(host)
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Returns whether text is a host name or address without scheme, path or port.
    static func isName(_ text: String) -> Bool {
        guard (1...253).contains(text.utf8.count) else { return false }
        let isAddress = text.utf8.filter { $0 == UInt8(ascii: ":") }.count > 1
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            case UInt8(ascii: ":"): isAddress
            default: false
            }
        }
    }

    /// Returns the host of an authority such as `localhost:8480` or `[::1]:8480`, in lower case without
    /// brackets; `nil` if it is malformed.
    static func host(ofAuthority authority: String) -> String? {
        var host = authority[...]
        var port: Substring?
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[...end]
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        if let port, UInt16(port) == nil { return nil }
        let name = bare(String(host))
        return isName(name) ? name : nil
    }

    /// Returns a name in lower case, without an address's brackets and without a final dot.
    static func bare(_ host: String) -> String {
        var name = host.lowercased()
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        if name.hasSuffix("."), name.count > 1 { name.removeLast() }
        return name
    }
}
