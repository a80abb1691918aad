import HTTPTypes
import Hummingbird
import MonitoringModel
import NIOCore

/// An answer that says what is wrong, as `application/problem+json`.
///
/// Source: RFC 9457, Problem Details for HTTP APIs. The type is always `about:blank`, so the title is
/// the status' own phrase and `detail` says what is wrong where and what to do.
struct Problem: Error, Hashable {
    /// The HTTP status.
    var status: HTTPResponse.Status
    /// What is wrong, where, and what to do.
    var detail: String
    /// Further headers, such as `Allow`.
    var headers: HTTPFields = [:]

    /// The JSON document.
    var document: JSONValue {
        JSONValue(object: [
            "type": .string("about:blank"),
            "title": .string(status.reasonPhrase),
            "status": .integer(Int64(status.code)),
            "detail": .string(detail),
        ])
    }

    /// The whole answer.
    var response: Response {
        var fields = headers
        fields[.contentType] = "application/problem+json"
        fields[.cacheControl] = "no-store"
        return Response(
            status: status,
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.serialized))
        )
    }
}

extension Problem {
    /// The request says something that is not permitted.
    static func badRequest(_ detail: String) -> Problem { Problem(status: .badRequest, detail: detail) }

    /// There is no such thing.
    static func notFound(_ detail: String) -> Problem { Problem(status: .notFound, detail: detail) }
}
