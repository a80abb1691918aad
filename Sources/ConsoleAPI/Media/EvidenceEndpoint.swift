import HTTPTypes
import Hummingbird
import MonitoringModel

/// The pictures, clips and traces that show what happened.
struct EvidenceEndpoint: Sendable {
    private static let types: Set<String> = [
        "image/jpeg", "image/png", "image/webp", "video/mp4", "video/webm", "application/json",
    ]

    /// Where they are read.
    let source: any EvidenceSource

    /// The address.
    var routes: [ConsoleRoute] {
        [ConsoleRoute(.get, AlertDocument.evidencePath + "{id}", handler: picture)]
    }

    private func picture(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id: EvidenceID = try PathReader.identifier("id", in: context)
        guard let picture = try await source.evidence(id), Self.types.contains(picture.contentType) else {
            throw Problem.notFound("The picture '\(id)' does not exist or is no longer kept.")
        }
        return try MediaAnswer.response(
            to: request,
            bytes: picture.bytes,
            contentType: picture.contentType,
            cache: "private, max-age=3600"
        )
    }
}
