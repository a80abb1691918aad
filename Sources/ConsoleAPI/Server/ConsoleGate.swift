import HTTPTypes
import Hummingbird
import NIOCore

/// What every request passes: who may ask, what is permitted, and what is said when something is wrong.
struct ConsoleGate: RouterMiddleware {
    typealias Context = ConsoleContext

    /// Which hosts a request may be addressed to.
    let hosts: HostCheck
    /// Who may ask.
    let authentication: Authentication
    /// What a request that changes something must look like.
    let writes: WriteCheck
    /// What is said about errors.
    let report: ProblemReport

    /// Answers a request, or says why it is not answered.
    func handle(
        _ request: Request,
        context: ConsoleContext,
        next: @concurrent (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            try AddressBounds.check(request)
            try hosts.check(request)
            try writes.check(request)
            try authentication.check(request)
            response = try await next(request, context)
        } catch {
            response = report.problem(for: error, request: request, logger: context.logger).response
        }
        SecurityHeaders.add(to: &response)
        return request.method == .head ? response.createHeadResponse() : response
    }
}
