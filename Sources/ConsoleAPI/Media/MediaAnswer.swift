import HTTPTypes
import Hummingbird

/// Answers with pictures and sound, whole or in part: telephones ask for sound piece by piece.
///
/// Source: RFC 9110, section 14. One range is answered; several ranges get the whole.
enum MediaAnswer {
    /// Returns the answer to a request for bytes.
    ///
    /// - Throws: ``Problem`` 416 if the range lies outside.
    static func response(
        to request: Request,
        bytes: [UInt8],
        contentType: String,
        cache: String
    ) throws(Problem) -> Response {
        var headers: HTTPFields = [.acceptRanges: "bytes", .cacheControl: cache]
        guard let header = request.headers[.range], let range = ByteRange(header) else {
            return .bytes(bytes, contentType: contentType, headers: headers)
        }
        guard let part = range.indices(in: bytes.count) else {
            throw Problem(
                status: .rangeNotSatisfiable,
                detail: "The range '\(header.prefix(40))' lies outside the \(bytes.count) bytes there are.",
                headers: [.contentRange: "bytes */\(bytes.count)"]
            )
        }
        headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"
        return .bytes(Array(bytes[part]), contentType: contentType, status: .partialContent, headers: headers)
    }
}

/// One range of bytes that is asked for.
struct ByteRange: Hashable {
    private let first: Int?
    private let last: Int?

    /// Reads a `Range` header, or returns `nil` if it is to be ignored: another unit, several ranges, malformed.
    init?(_ header: String) {
        guard header.hasPrefix("bytes=") else { return nil }
        let ends = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        let numbers = ends.map { end in end.allSatisfy(\.isWholeNumber) ? Int(end) : nil }
        guard zip(ends, numbers).allSatisfy({ $0.isEmpty || $1 != nil }) else { return nil }
        first = numbers[0]
        last = numbers[1]
        if first == nil, last == nil { return nil }
        if let first, let last, last < first { return nil }
    }

    /// Returns which of so many bytes are meant, or `nil` if none of them.
    func indices(in count: Int) -> Range<Int>? {
        guard let first else {
            let length = min(last ?? 0, count)
            return length > 0 ? (count - length)..<count : nil
        }
        guard first < count else { return nil }
        return first..<min(last ?? count - 1, count - 1) + 1
    }
}
