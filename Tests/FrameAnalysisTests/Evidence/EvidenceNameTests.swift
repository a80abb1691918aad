import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("The names of evidence files")
struct EvidenceNameTests {
    private let moment = Instant(millisecondsSinceEpoch: 1_772_442_000_123)

    @Test("A name can be read back, whatever the camera is called", arguments: ["hall", "old-2-camera", "a.jpg", "-"])
    func roundTrip(camera: String) throws {
        let camera = try #require(CameraID(camera))
        for kind in EvidenceKind.allCases {
            let name = EvidenceName(camera: camera, observedAt: moment, event: .onFloor, kind: kind)
            let id = try #require(name.id)
            #expect(EvidenceName(id) == name)
        }
    }

    @Test("Files are named by camera, time, event and what they show")
    func names() {
        let name = EvidenceName(camera: "hall", observedAt: moment, event: .fall, kind: .clip)
        #expect(name.id?.rawValue == "hall-1772442000123-fall.mp4")
        #expect(name.sibling(.skeleton).id?.rawValue == "hall-1772442000123-fall.skeleton.jpg")
        #expect(name.sibling(.trace).id?.rawValue == "hall-1772442000123-fall.poses.json")
    }

    @Test("A camera with the longest name has evidence too")
    func longName() throws {
        let camera = try #require(CameraID(String(repeating: "c", count: 128)))
        #expect(EvidenceName(camera: camera, observedAt: moment, event: .fallSuspected, kind: .skeleton).id != nil)
    }

    @Test(
        "Other names are none of ours",
        arguments: [
            "hall.jpg", "hall-fall.jpg", "hall-12-fall.png", "hall-x-fall.jpg", "-12-fall.jpg", "hall-12-.jpg",
            "hall-12-fall", "hall-99999999999999999999-fall.jpg", ".mp4",
        ]
    )
    func strangers(text: String) throws {
        let id = try #require(EvidenceID(text))
        #expect(EvidenceName(id) == nil)
    }

    @Test("Only a film and its trace are waited for, and not for ever")
    func pending() {
        let soon = moment + .seconds(60)
        let late = moment + .seconds(181)
        for kind in EvidenceKind.allCases {
            let name = EvidenceName(camera: "hall", observedAt: moment, event: .fall, kind: kind)
            #expect(name.isPending(at: soon) == (kind == .clip || kind == .trace))
            #expect(!name.isPending(at: late))
        }
    }
}
