import Alerting
import MonitoringModel
import MonitoringTestKit
import StreamPipeline
import Testing

@Suite("Who is pointed to pictures of people")
struct PictureRightsTests {
    private static let all = ["jpg", "before.jpg", "skeleton.jpg", "mp4", "poses.json"]

    private func permitted(_ receiver: Receiver) -> [String] {
        var household = Household()
        var ben = Household.Resident(id: "ben", name: "Ben", timeZone: "UTC")
        ben.seesPictures = true
        household.people = [Household.Resident(id: "carla", name: "Carla", timeZone: "UTC"), ben]
        return Self.all.filter { kind in
            EvidenceID("hall-1772442000000-fall.\(kind)").map { household.maySee($0, receiver) } ?? false
        }
    }

    @Test(
        "Somebody with the right, and a program that is nobody's, are pointed to everything, others to figures",
        arguments: [
            (Receiver(id: "bens", channel: "webhook", address: "http://127.0.0.1:9/", person: "ben"), all),
            (Receiver(id: "hook", channel: "webhook", address: "http://127.0.0.1:9/"), all),
            (
                Receiver(id: "carlas", channel: "webhook", address: "http://127.0.0.1:9/", person: "carla"),
                ["skeleton.jpg", "poses.json"]
            ),
            (
                Receiver(id: "strangers", channel: "webhook", address: "http://127.0.0.1:9/", person: "nobody"),
                ["skeleton.jpg", "poses.json"]
            ),
        ]
    )
    func rights(receiver: Receiver, kinds: [String]) {
        #expect(permitted(receiver) == kinds)
    }

    @Test("Evidence whose kind is not known counts as recognisable")
    func unknownKind() throws {
        var household = Household()
        household.people = [Household.Resident(id: "carla", name: "Carla", timeZone: "UTC")]
        let receiver = Receiver(id: "carlas", channel: "webhook", address: "http://127.0.0.1:9/", person: "carla")
        #expect(!household.maySee("picture.png", receiver))
    }
}
