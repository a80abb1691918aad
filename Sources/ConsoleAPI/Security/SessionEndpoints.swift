import HTTPTypes
import Hummingbird
import MonitoringModel

/// Signing in and out of the page.
struct SessionEndpoints: Sendable {
    /// Who may sign in.
    let authentication: Authentication
    /// The sessions.
    let sessions: SessionStore
    /// Whether the cookie only travels by TLS.
    let isSecure: Bool

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.post, Authentication.sessionPath, handler: signIn),
            ConsoleRoute(.delete, Authentication.sessionPath, handler: signOut),
        ]
    }

    private func signIn(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let body = try await BodyReader(request, permitted: ["token"])
        let token = try body.text("token", length: 1...ConsoleConfiguration.tokenLength.upperBound)
        guard authentication.accepts(token) else {
            throw Problem(
                status: .unauthorized,
                detail: "This is not the token: compare it with the one in the settings."
            )
        }
        guard authentication.isRequired else { return Response(status: .noContent) }
        return Response(status: .noContent, headers: [.setCookie: cookie(sessions.begin(), age: SessionStore.lifetime)])
    }

    private func signOut(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        if let cookie = request.cookies[SessionStore.cookieName] { sessions.end(cookie.value) }
        return Response(status: .noContent, headers: [.setCookie: cookie("", age: .zero)])
    }

    private func cookie(_ value: String, age: Duration) -> String {
        let secure = isSecure ? "; Secure" : ""
        let seconds = age.components.seconds
        return "\(SessionStore.cookieName)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict\(secure)"
    }
}
