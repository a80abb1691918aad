import ArgumentParser
import AsyncHTTPClient
import Foundation
import MonitoringModel
import NIOCore
import NIOHTTP1

/// Where a running service is asked, and with which token.
struct ConsoleOptions: ParsableArguments {
    /// The largest answer that is read, in bytes.
    static let maximumAnswer = 4 << 20

    @Option(help: "The service's address.")
    var url = "http://127.0.0.1:8480"

    @Option(help: "The file that holds the access token, if the service asks for one.")
    var tokenFile: String?

    /// A name as a part of a path; what may not stand there is refused by the service.
    static func escaped(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-_."))) ?? ""
    }

    /// Asks for a document.
    ///
    /// - Parameter path: The path, from its first slash.
    /// - Returns: The document.
    /// - Throws: ``StartFailure`` if there is no answer, or another than the document.
    func get(_ path: String) async throws -> JSONValue {
        try await send("GET", path, body: nil)
    }

    /// Sends a document.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path, from its first slash.
    ///   - body: The document; none if `nil`.
    /// - Returns: The answer; `null` if it has no body.
    /// - Throws: ``StartFailure`` if there is no answer, or the service refuses; it says why.
    func send(_ method: String, _ path: String, body document: JSONValue?) async throws -> JSONValue {
        var request = HTTPClientRequest(url: url.hasSuffix("/") ? String(url.dropLast()) + path : url + path)
        request.method = HTTPMethod(rawValue: method)
        if let tokenFile {
            request.headers.add(name: "Authorization", value: "Bearer \(try BrokerLink.secret(tokenFile))")
        }
        if let document {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(document.serialized)
        }
        let (code, body) = try await answer(to: request)
        switch code {
        case 200, 201: break
        case 204: return .null
        case 401: throw StartFailure("\(url) asks for an access token: name its file with --token-file.")
        default:
            // proof: an answer that is no JSON has no detail, and is told by its status.
            let answer = try? JSONParser.parse(Array(body.readableBytesView))
            let detail = answer?["detail"]?.stringValue
            throw StartFailure(detail ?? "\(url)\(path) answered with status \(code).")
        }
        do {
            return try JSONParser.parse(Array(body.readableBytesView))
        } catch {
            throw StartFailure("\(url)\(path) answered with something that is not JSON: is it a Caretaker? (\(error))")
        }
    }

    private func answer(to request: HTTPClientRequest) async throws -> (code: UInt, body: ByteBuffer) {
        var configuration = HTTPClient.Configuration()
        // Whoever asks at a terminal wants to know at once that nothing runs.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(configuration: configuration)
        do {
            let response = try await client.execute(request, timeout: .seconds(10))
            let body = try await response.body.collect(upTo: Self.maximumAnswer)
            try await client.shutdown()
            return (response.status.code, body)
        } catch {
            try await client.shutdown()
            throw StartFailure("\(url) does not answer (\(error)): is 'caretaker serve' running there?")
        }
    }
}
