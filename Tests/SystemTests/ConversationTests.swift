import Foundation
import Testing

@Suite("From a message of a device to a booked visit", .serialized)
struct ConversationTests {
    static let settings = """
        people:
          - {id: anna, name: Anna Berg, time_zone: Europe/Berlin, site: flat-12}
        devices:
          - {id: cablebox-17, health: {profile: cable_box}, owner: anna, site: flat-12}
        technicians:
          - id: maria
            name: Maria
            skills: [cable]
            time_zone: Europe/Berlin
            shifts:
              monday: ["08:00-18:00"]
              tuesday: ["08:00-18:00"]
              wednesday: ["08:00-18:00"]
              thursday: ["08:00-18:00"]
              friday: ["08:00-18:00"]
              saturday: ["08:00-18:00"]
              sunday: ["08:00-18:00"]
        """

    @Test("A weak signal becomes a chat message, and the answer by HTTP books the visit")
    func faultBecomesVisit() async throws {
        let house = try House(settings: Self.settings)
        try await house.whileRunning { _ in
            for sequence in 1...4 {
                try house.publish(
                    #"{"seq":\#(sequence),"snr_db":19.5,"uptime_s":\#(4_000 + sequence)}"#,
                    from: "cablebox-17"
                )
            }
            let offer = try await eventually("the offer") {
                let lines = try await house.get("/api/v1/chat/anna?after=0")["messages"].array
                return lines.compactMap { $0["text"].string }.first { $0.contains("Maria") }
            }
            #expect(offer.contains("Shall I book"), "\(offer)")
            let reply = try await house.post("/api/v1/chat/anna", #"{"text":"tomorrow at 10"}"#)
            var answer = reply["replies"].array.compactMap(\.string).joined()
            if try await house.get("/api/v1/visits")["visits"].array.isEmpty {
                answer = try await house.post("/api/v1/chat/anna", #"{"text":"yes"}"#).description
            }
            let visits = try await house.get("/api/v1/visits")["visits"].array
            #expect(visits.count == 1, "\(answer)")
            #expect(visits.first?["technician"].string == "maria")
            #expect(visits.first?["customer"].string == "anna")
            let alert = try #require(visits.first?["alert"].string)
            let timeline = try await house.get("/api/v1/alerts/\(alert)")["timeline"].array
            #expect(timeline.contains { $0["event"].string == "visit" })
        }
    }
}
