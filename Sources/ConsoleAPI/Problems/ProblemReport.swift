import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What a caller is told about an error.
struct ProblemReport: Sendable {
    private let routes: RouteTable

    /// Creates reports that know which methods a path has.
    init(routes: RouteTable) {
        self.routes = routes
    }

    /// Returns the problem for an error; one that is not the caller's fault is logged and told without details.
    func problem(for error: any Error, request: Request, logger: Logger) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let failure as CommandFailure: return Self.problem(for: failure)
        case is NIOTooManyBytesError: return BodyReader.tooLarge
        case let error as HTTPError where error.status == .notFound: return unknownAddress(request)
        case let error as HTTPError: return Problem(status: error.status, detail: error.body ?? "Check the request.")
        default:
            logger.error("A request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            return Problem(
                status: .serviceUnavailable,
                detail: "This cannot be answered just now; nothing was changed. Try again in a moment.",
                headers: [.retryAfter: "5"]
            )
        }
    }

    private static func problem(for failure: CommandFailure) -> Problem {
        switch failure {
        case .notFound(let what): .notFound("\(what) does not exist.")
        case .conflict(let reason): Problem(status: .conflict, detail: reason)
        case .invalid(let reason): .badRequest(reason)
        case .unavailable(let reason):
            Problem(status: .serviceUnavailable, detail: reason, headers: [.retryAfter: "5"])
        }
    }

    private func unknownAddress(_ request: Request) -> Problem {
        let methods = routes.methods(for: request.uri.path)
        let path = request.uri.path.prefix(120)
        guard !methods.isEmpty else {
            return .notFound("There is nothing at '\(path)'. /openapi.yaml lists what there is.")
        }
        let allowed = methods.joined(separator: ", ")
        return Problem(
            status: .methodNotAllowed,
            detail: "'\(path)' does not know the method \(request.method.rawValue.prefix(20)); use \(allowed).",
            headers: [.allow: allowed]
        )
    }
}
