import FrameAnalysis
import MonitoringModel
import Testing

@testable import ServiceSettings

@Suite("Files of zones")
struct PictureDocumentTests {
    @Test("Zones and masks are read with their defaults")
    func reading() throws {
        let text = """
            zones:
              - {id: bed, kind: bed, points: [[0.1, 0.5], [0.6, 0.5], [0.6, 1]], inertia: 5, loitering: 20s}
              - {id: bath, kind: bathroom_door, points: [[0, 0], [0.1, 0], [0.1, 1], [0, 1]]}
            privacy_masks: [[[0, 0], [1, 0], [1, 1]]]
            """
        let document = try PictureDocument(text, file: "zones.yaml")
        #expect(document.zones.map(\.id.rawValue) == ["bed", "bath"])
        #expect(document.zones[0].inertia == 5)
        #expect(document.zones[0].loitering == .seconds(20))
        #expect(document.zones[1].inertia == 3)
        #expect(document.zones[1].shape.contains(x: 0.05, y: 0.5))
        #expect(document.privacyMasks.count == 1)
        #expect(document.motionMasks.isEmpty)
    }

    @Test(
        "A fault is told with its line",
        arguments: [
            ("zones: [{id: bed, kind: bunk, points: [[0, 0], [1, 0], [1, 1]]}]", "must be one of"),
            ("zones: [{id: bed, kind: bed, points: [[0, 0], [1, 0]]}]", "3 to 64 corners"),
            ("zones: [{id: bed, kind: bed, points: [[0, 0], [1, 0], [1, 1.5]]}]", "1"),
            ("zones: [{id: bed, kind: bed, points: [[0, 0], [1, 0], [1]]}]", "two numbers"),
            ("zones: [{id: bed, kind: bed}]", "'points' is missing"),
            ("zone: []", "zone"),
        ]
    )
    func faults(text: String, part: String) throws {
        let error = #expect(throws: SettingsError.self) { _ = try PictureDocument(text, file: "zones.yaml") }
        let words = try #require(error).description
        #expect(words.hasPrefix("zones.yaml:1"), "\(words)")
        #expect(words.contains(part), "\(words)")
    }
}
