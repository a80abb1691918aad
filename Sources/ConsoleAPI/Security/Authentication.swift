import HTTPTypes
import Hummingbird

/// Who may ask: everybody on this machine, or whoever shows the token or a session made with it.
struct Authentication: Sendable {
    /// What everybody can read: the page that asks for the token, and whether the service lives.
    private static let openPaths: Set<String> = [Self.sessionPath, "/", "/healthz"]
    /// Where the token is exchanged for a session.
    static let sessionPath = "/api/v1/session"

    private let token: [UInt8]?
    private let sessions: SessionStore
    private let openAssets: Set<String>

    /// Creates the check; without a token everybody may ask.
    init(token: String?, sessions: SessionStore, openAssets: Set<String>) {
        self.token = token.map { Array($0.utf8) }
        self.sessions = sessions
        self.openAssets = openAssets
    }

    /// Whether a token is needed at all.
    var isRequired: Bool { token != nil }

    /// Checks that the request may be answered.
    ///
    /// - Throws: ``Problem`` 401 if it shows neither the token nor a session.
    func check(_ request: Request) throws(Problem) {
        guard isRequired else { return }
        let path = request.uri.path
        if Self.openPaths.contains(path) || openAssets.contains(path) { return }
        if let header = request.headers[.authorization], let shown = Self.bearer(header), accepts(shown) { return }
        if let cookie = request.cookies[SessionStore.cookieName], sessions.isValid(cookie.value) { return }
        throw Problem(
            status: .unauthorized,
            detail: "Show the token as 'Authorization: Bearer …', or sign in on the console's page.",
            headers: [.wwwAuthenticate: "Bearer realm=\"caretaker\""]
        )
    }

    /// Returns whether a text is the token; takes the same time whatever the difference.
    func accepts(_ shown: some StringProtocol) -> Bool {
        guard let token else { return true }
        return ConstantTime.areEqual(Array(shown.utf8), token)
    }

    private static func bearer(_ header: String) -> Substring? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1]
    }
}

/// Comparison that does not tell by its duration where two secrets differ.
enum ConstantTime {
    /// Returns whether two byte strings are equal; only their lengths influence the duration.
    static func areEqual(_ shown: [UInt8], _ secret: [UInt8]) -> Bool {
        var difference: UInt8 = shown.count == secret.count ? 0 : 1
        for (index, byte) in secret.enumerated() {
            difference |= byte ^ (index < shown.count ? shown[index] : 0)
        }
        return difference == 0
    }
}
