import HTTPTypes
import Hummingbird

/// What a request that changes something must look like, so that no foreign page can make a browser send it.
struct WriteCheck: Sendable {
    /// `http` or `https`: what the console is served by.
    let scheme: String

    /// Checks content type and origin of requests other than `GET` and `HEAD`.
    ///
    /// - Throws: ``Problem`` 415 for a body that is not JSON, 403 for a foreign origin.
    func check(_ request: Request) throws(Problem) {
        guard request.method != .get, request.method != .head else { return }
        if let origin = request.headers[.origin] { try check(origin: origin, of: request) }
        guard request.method == .post else { return }
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw BodyReader.notJSON
        }
    }

    private func check(origin: String, of request: Request) throws(Problem) {
        let own = "\(scheme)://\(request.head.authority ?? "")"
        guard origin.lowercased() == own.lowercased() else {
            throw Problem(
                status: .forbidden,
                detail: "A page of '\(origin.prefix(80))' may not change anything here: use the console's own page."
            )
        }
    }
}
