import Yams

@testable import ConsoleAPI

/// The description of the API, as far as tests compare it with what is served.
struct APIDescription {
    struct Malformed: Error {}

    /// One address and method, and a status it may answer with.
    struct Answer: Hashable, Sendable, CustomStringConvertible {
        let method: String
        let path: String
        let status: Int

        var description: String { "\(method) \(path) \(status)" }
    }

    private let root: [String: Any]

    init() throws {
        let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
        guard let root = try Yams.load(yaml: text) as? [String: Any] else { throw Malformed() }
        self.root = root
    }

    /// All addresses and methods, as `GET /path`.
    func routes() throws -> Set<String> {
        Set(try operations().map { "\($0.method) \($0.path)" })
    }

    /// All answers that are described.
    func answers() throws -> [Answer] {
        try operations()
            .flatMap { operation in
                guard let responses = operation.content["responses"] as? [String: Any] else { throw Malformed() }
                return try responses.keys.sorted()
                    .map { key in
                        guard let status = Int(key) else { throw Malformed() }
                        return Answer(method: operation.method, path: operation.path, status: status)
                    }
            }
    }

    /// The members that documents of a schema always have.
    func required(_ schema: String) throws -> Set<String> {
        let schemas = (root["components"] as? [String: Any])?["schemas"] as? [String: Any]
        guard let names = (schemas?[schema] as? [String: Any])?["required"] as? [String] else { throw Malformed() }
        return Set(names)
    }

    private func operations() throws -> [(method: String, path: String, content: [String: Any])] {
        guard let paths = root["paths"] as? [String: [String: Any]] else { throw Malformed() }
        let methods = ["get", "post", "put", "delete", "patch", "head"]
        return paths.sorted { $0.key < $1.key }
            .flatMap { path, item in
                methods.compactMap { method in
                    (item[method] as? [String: Any]).map { (method.uppercased(), path, $0) }
                }
            }
    }
}
