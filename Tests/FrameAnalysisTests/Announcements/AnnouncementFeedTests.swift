import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("The feeds of events and reviews")
struct AnnouncementFeedTests {
    private func documents(_ timeline: AnnouncerTimeline, _ topic: String) throws -> [JSONValue] {
        try timeline.messages.filter { $0.message.topic == "caretaker/\(topic)" }
            .map { try JSONParser.parse($0.message.payload) }
    }

    private func types(_ documents: [JSONValue]) -> [String] { documents.compactMap { $0["type"]?.stringValue } }

    @Test("A sighting is new, is updated only when something changed, and ends")
    func life() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, at: 1, people: 1, posture: .upright, track: 7)
        for second in stride(from: 6.0, through: 31, by: 5) {
            timeline.see(.person, at: second, people: 1, posture: .upright, track: 7)
        }
        timeline.see(.person, at: 36, people: 1, zones: ["bed": 1], posture: .sitting, track: 7)
        timeline.see(.fall, at: 40, people: 1, posture: .lyingOnFloor, track: 7, evidence: ["bedroom-1-fall.jpg"])
        timeline.see(.empty, at: 50)
        let events = try documents(timeline, "events")
        #expect(types(events) == ["new", "update", "update", "end"])
        #expect(Set(events.compactMap { $0["after"]?["id"]?.stringValue }) == ["1772442001.0-bedroom-7"])
        #expect(events[1]["before"]?["posture"]?.stringValue == "upright")
        #expect(events[1]["after"]?["current_zones"] == .array([.string("bed")]))
        #expect(events[2]["after"]?["fall"] == .bool(true))
        #expect(events[2]["after"]?["has_snapshot"] == .bool(true))
        #expect(events[2]["after"]?["has_clip"] == .bool(false))
        #expect(events[3]["before"]?["end_time"] == .null)
        #expect(events[3]["after"]?["end_time"]?.doubleValue == 1_772_442_050)
        #expect(events[3]["after"]?["entered_zones"] == .array([.string("bed")]))
    }

    @Test("A sighting is told in the words of Frigate's events")
    func golden() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, at: 1.5, people: 1, zones: ["bed": 1], posture: .lyingOnFurniture, track: 7)
        let event = #"""
            {"id":"1772442001.5-bedroom-7","camera":"bedroom","label":"person","sub_label":null,
            "frame_time":1772442001.5,"start_time":1772442001.5,"end_time":null,"score":0.9,"top_score":0.9,
            "false_positive":false,"stationary":false,"active":true,"box":null,"current_zones":["bed"],
            "entered_zones":["bed"],"has_snapshot":false,"has_clip":false,"thumbnail":null,
            "posture":"lying_on_furniture","fall":false,"evidence":[],"why":"test"}
            """#
        let review = #"""
            {"id":"1772442001.5-bedroom","camera":"bedroom","start_time":1772442001.5,"end_time":null,
            "severity":"detection","thumb_path":null,"data":{"detections":["1772442001.5-bedroom-7"],
            "objects":["person"],"sub_labels":[],"zones":["bed"],"audio":[]}}
            """#
        for (topic, golden) in [("events", event), ("reviews", review)] {
            let expected = try JSONParser.parse(golden)
            let told = try documents(timeline, topic)
            #expect(told == [JSONValue(object: ["type": .string("new"), "before": expected, "after": expected])])
        }
    }

    @Test("An episode becomes an alert by a fall, without delay, and ends with the last person and alert")
    func reviews() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, at: 1, people: 1, track: 7)
        timeline.see(.fall, at: 1.5, track: 7)
        timeline.see(.recovered, at: 20, track: 7)
        timeline.see(.empty, at: 40)
        let reviews = try documents(timeline, "reviews")
        #expect(types(reviews) == ["new", "update", "end"])
        #expect(reviews.map { $0["after"]?["severity"]?.stringValue } == ["detection", "alert", "alert"])
        #expect(Set(reviews.compactMap { $0["after"]?["id"]?.stringValue }).count == 1)
    }

    @Test("Without review alerts a fall is still a fall, but the episode no alert")
    func reviewAlertsOff() throws {
        var timeline = try AnnouncerTimeline()
        try timeline.send("caretaker/bedroom/review_alerts/set", "OFF")
        timeline.see(.fall, at: 1, track: 7)
        #expect(timeline.value("bedroom/review_status") == "DETECTION")
        #expect(timeline.value("bedroom/fall") == "ON")
    }

    @Test("Two people are two sightings, of which the one that was mentioned longest ago ends first")
    func twoPeople() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, at: 1, people: 1, track: 1)
        timeline.see(.person, at: 6, people: 2, track: 2)
        timeline.see(.person, at: 11, people: 2, track: 1)
        timeline.see(.person, at: 16, people: 1, track: 1)
        let events = try documents(timeline, "events")
        #expect(types(events) == ["new", "new", "end"])
        #expect(events.last?["after"]?["id"]?.stringValue == "1772442006.0-bedroom-2")
    }

    @Test("However often sightings change, each is updated at most every two seconds")
    func bounds() throws {
        var timeline = try AnnouncerTimeline()
        for step in 0..<200 {
            let zones: [ZoneID: Int] = step % 2 == 0 ? ["bed": 1] : [:]
            timeline.see(.person, at: 1 + Double(step) / 10, people: 1, zones: zones, track: 1)
        }
        timeline.advance(to: 25)
        #expect(try documents(timeline, "events").count <= 12)
    }

    @Test("More people than can be, or pictures without end, stay bounded")
    func manyTracks() throws {
        var timeline = try AnnouncerTimeline()
        for track in 0..<500 {
            timeline.see(
                .fall,
                at: 1 + Double(track) / 100,
                track: track,
                evidence: [EvidenceID("e\(track).jpg") ?? "e"]
            )
        }
        let ended = try types(documents(timeline, "events")).filter { $0 == "end" }
        #expect(ended.count == 500 - 16)
        #expect(timeline.messages.allSatisfy { $0.message.payload.count < 16_384 })
    }
}
