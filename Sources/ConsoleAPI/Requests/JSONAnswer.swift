import HTTPTypes
import Hummingbird
import MonitoringModel
import NIOCore

extension Response {
    /// Creates an answer that is a JSON document.
    static func json(_ document: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        .bytes(document.serialized, contentType: "application/json", status: status)
    }

    /// Creates an answer from bytes.
    static func bytes(
        _ bytes: [UInt8],
        contentType: String,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = contentType
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension JSONValue {
    /// A text, or `null`.
    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// A time as ISO 8601 in UTC, or `null`.
    static func time(_ instant: Instant?) -> JSONValue { text(instant?.description) }

    /// A whole number.
    static func number(_ number: Int) -> JSONValue { .integer(Int64(number)) }
}
