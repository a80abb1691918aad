import HTTPTypes
import Hummingbird

/// One address and method of the console, with what answers it.
struct ConsoleRoute: Sendable {
    /// What answers a request.
    typealias Handler = @Sendable (Request, ConsoleContext) async throws -> Response

    /// The method.
    let method: HTTPRequest.Method
    /// The path; parts in braces stand for any text.
    let path: String
    /// What answers.
    let handler: Handler

    /// Creates a route.
    init(_ method: HTTPRequest.Method, _ path: String, handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.handler = handler
    }
}

/// Which methods each path has, to tell a wrong method from a wrong path.
struct RouteTable: Sendable {
    private let entries: [(segments: [Substring], method: String)]

    /// Creates the table of some routes.
    init(_ routes: [ConsoleRoute]) {
        entries = routes.map { ($0.path.split(separator: "/"), $0.method.rawValue) }
    }

    /// Returns the methods of a path in alphabetical order; `GET` brings `HEAD`.
    func methods(for path: String) -> [String] {
        let segments = path.split(separator: "/")
        let found = entries.filter { entry in
            entry.segments.count == segments.count
                && zip(entry.segments, segments).allSatisfy { $0.first == "{" || $0 == $1 }
        }
        var methods = Set(found.map(\.method))
        if methods.contains("GET") { methods.insert("HEAD") }
        return methods.sorted()
    }
}
