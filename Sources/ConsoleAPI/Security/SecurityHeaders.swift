import HTTPTypes
import Hummingbird

/// The headers that tell browsers what our pages may do.
enum SecurityHeaders {
    /// Only our own files, nothing inline, never inside another page.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

    /// Adds the headers to an answer.
    static func add(to response: inout Response) {
        response.headers[.contentSecurityPolicy] = contentSecurityPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        for (name, value) in others { response.headers[name] = value }
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
    }

    private static let others: [(HTTPField.Name, String)] = [
        ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ]
    .compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
