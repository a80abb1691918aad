import Alerting
import ConsoleAPI
import MonitoringModel
import NotificationChannels

/// Pictures for the console, from the state directory.
struct EvidenceLibrary: EvidenceSource {
    let folder: EvidenceFolder

    func evidence(_ id: EvidenceID) async throws -> EvidencePicture? {
        try folder.picture(id).map { EvidencePicture(bytes: $0, contentType: "image/jpeg") }
    }
}

/// The people of the household, for the console.
struct HouseholdDirectory: PersonDirectory {
    let known: [KnownPerson]

    func people() async -> [KnownPerson] { known }
}
