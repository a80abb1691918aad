/// A stream's address in the forms that programs read, with user name and password where they belong.
struct StreamURL: Hashable, Sendable {
    /// The most bytes of an address.
    static let maximumLength = 2_048

    /// The address without user name and password.
    let plain: String
    /// The address with user name and password, if there are any.
    let withPassword: String
    /// User name and password, joined by a colon, for a quoted value in curl's configuration.
    let credentials: String?

    /// Creates the forms of an address.
    ///
    /// - Throws: ``FrameAnalysisError/sourceFailed(source:reason:remedy:)`` if the address has another scheme, or
    ///   characters that no address has.
    init(_ address: StreamAddress, password: String?, schemes: [String]) throws(FrameAnalysisError) {
        let url = address.url
        let scheme = schemes.first { url.lowercased().hasPrefix($0 + "://") }
        let isClean = url.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"'\"\\`<>^{|}".utf8.contains($0) }
        guard let scheme, isClean, (scheme.count + 4...Self.maximumLength).contains(url.utf8.count) else {
            throw .sourceFailed(
                source: scheme == nil ? "the camera" : String(url.prefix(200)),
                reason: "the address is not valid",
                remedy: "Give one that begins with \(schemes[0])://, with special characters as %XX."
            )
        }
        plain = url
        guard let user = address.user else {
            withPassword = url
            credentials = nil
            return
        }
        let secret = password ?? ""
        let place = url.index(url.startIndex, offsetBy: scheme.count + 3)
        withPassword = url[..<place] + Self.encoded(user) + ":" + Self.encoded(secret) + "@" + url[place...]
        credentials = (user + ":" + secret).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n").replacing("\r", with: "\\r")
    }

    /// Everything but letters, digits and four signs as %XX (RFC 3986, section 2.1).
    private static func encoded(_ text: String) -> String {
        text.utf8
            .map { byte in
                let character = Character(Unicode.Scalar(byte))
                if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
                    return String(character)
                }
                let digits = String(byte, radix: 16, uppercase: true)
                return (byte < 16 ? "%0" : "%") + digits
            }
            .joined()
    }
}
