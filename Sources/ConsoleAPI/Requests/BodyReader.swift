import HTTPTypes
import Hummingbird
import MonitoringModel
import NIOCore

/// Reads a small JSON object from a request strictly: bounded, nothing unknown, nothing malformed.
struct BodyReader {
    /// The largest body, in bytes.
    static let maximumSize = 64 * 1_024
    /// What is said about a larger body.
    static let tooLarge = Problem(
        status: .contentTooLarge,
        detail: "The body is larger than 64 KiB: send less."
    )

    /// What is said about a body of another type.
    static let notJSON = Problem(
        status: .unsupportedMediaType,
        detail: "Send the body as JSON with 'Content-Type: application/json'."
    )

    private let document: JSONValue

    /// Reads the body.
    ///
    /// - Throws: ``Problem`` 415 if it is not sent as JSON, 413 if it is too large, 400 if it is no JSON object or has an unknown member.
    init(_ request: Request, permitted: [String]) async throws {
        document = try await Self.document(request)
        guard case .object(let members) = document else { return }
        for member in members where !permitted.contains(member.name) {
            throw Problem.badRequest(
                "'\(member.name.prefix(40))' is not a member of this body: it takes \(permitted.joined(separator: ", "))."
            )
        }
    }

    /// Reads a body that is a document of somebody else's making, any JSON object.
    ///
    /// - Throws: ``Problem`` 415 if it is not sent as JSON, 413 if it is too large, 400 if it is no JSON object.
    static func document(_ request: Request) async throws -> JSONValue {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else { throw notJSON }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumSize {
            throw tooLarge
        }
        let buffer = try await request.body.collect(upTo: maximumSize)
        let document: JSONValue
        do {
            document = try JSONParser.parse(Array(buffer.readableBytesView))
        } catch {
            throw Problem.badRequest("The body is \(error): send one JSON object.")
        }
        guard case .object = document else { throw Problem.badRequest("The body must be one JSON object.") }
        return document
    }

    /// Reads a document that has the name of its address, or gets it.
    ///
    /// - Throws: ``Problem`` as ``document(_:)``, and 400 if its `id` is another one.
    static func document(_ request: Request, named id: String) async throws -> JSONValue {
        let document = try await document(request)
        guard let named = document["id"] else { return document.with("id", .string(id)) }
        guard named == .string(id) else {
            throw Problem.badRequest("The document's 'id' must be '\(id)' as in the path, or be left out.")
        }
        return document
    }

    /// Returns any member; `nil` if it is absent.
    func value(_ name: String) -> JSONValue? { document[name] }

    /// Returns a text without white space around it.
    ///
    /// - Throws: ``Problem`` 400 if it is absent, no text, not as long as permitted, or has control characters.
    func text(_ name: String, length: ClosedRange<Int>) throws(Problem) -> String {
        guard let text = try optionalText(name, length: length) else {
            throw .badRequest("The body's member '\(name)' is missing: send text of \(length) characters.")
        }
        return text
    }

    /// Returns a text without white space around it, or `nil` if it is absent or `null`.
    ///
    /// - Throws: ``Problem`` 400 if it is no text, not as long as permitted, or has control characters.
    func optionalText(_ name: String, length: ClosedRange<Int>) throws(Problem) -> String? {
        guard let value = document[name], value != .null else { return nil }
        let expected = "text of \(length.lowerBound) to \(length.upperBound) characters without control characters"
        guard let text = value.stringValue.map(Self.trimmed), length.contains(text.count),
            !text.unicodeScalars.contains(where: Self.isControl)
        else { throw .badRequest("The body's member '\(name)' must be \(expected).") }
        return text
    }

    /// Returns a whole number in a range, or a default if it is absent.
    ///
    /// - Throws: ``Problem`` 400 if it is no whole number or outside the range.
    func number(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(Problem) -> Int {
        guard let value = document[name], value != .null else { return fallback }
        guard case .integer(let number) = value, range.contains(Int(clamping: number)) else {
            throw .badRequest(
                "The body's member '\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return Int(clamping: number)
    }

    /// Returns a truth value.
    ///
    /// - Throws: ``Problem`` 400 if it is absent or neither `true` nor `false`.
    func flag(_ name: String) throws(Problem) -> Bool {
        guard case .bool(let value) = document[name] else {
            throw .badRequest("The body's member '\(name)' must be true or false.")
        }
        return value
    }

    private static func trimmed(_ text: String) -> String {
        var characters = text[...]
        while characters.first?.isWhitespace == true { characters.removeFirst() }
        while characters.last?.isWhitespace == true { characters.removeLast() }
        return String(characters)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
}

extension JSONValue {
    /// The object with one member set; anything else as it is.
    func with(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != name } + [Member(name: name, value: value)])
    }
}
