import Alerting
import ConsoleAPI
import FrameAnalysis
import MonitoringModel
import NotificationChannels

/// Pictures for the console, from the state directory.
struct EvidenceLibrary: EvidenceSource {
    let folder: EvidenceFolder

    func evidence(_ id: EvidenceID) async throws -> EvidencePicture? {
        let type = EvidenceName(id)?.kind.mediaType ?? "image/jpeg"
        return try folder.bytes(id).map { EvidencePicture(bytes: $0, contentType: type) }
    }
}

/// The people of the household, for the console.
struct HouseholdDirectory: PersonDirectory {
    let known: [KnownPerson]

    func people() async -> [KnownPerson] { known }
}
