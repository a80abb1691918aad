import FieldService
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Listing visits over HTTP")
struct VisitListTests {
    private static func household(visits: Int) -> FakeHousehold {
        let household = FakeHousehold()
        household.update { state in
            state.visits = (1...visits)
                .map { number in
                    let request = VisitRequest(
                        customer: number.isMultiple(of: 2) ? "martin" : "helga",
                        skill: "cable",
                        reason: "Visit \(number)",
                        timeZone: "Europe/Berlin"
                    )
                    let start = Instant.example + .seconds(number * 3_600)
                    let window = ServiceWindow(
                        technician: number.isMultiple(of: 3) ? "bruno" : "amira",
                        start: start,
                        end: start + .seconds(3_600)
                    )
                    var visit = Visit(number: Int64(number), request: request, window: window, now: .example)
                    if number == 4 { visit.state = .cancelled }
                    return visit
                }
        }
        return household
    }

    @Test(
        "Each filter passes only what it names",
        arguments: [
            ("", [6, 5, 4, 3, 2, 1]), ("customer=martin", [6, 4, 2]), ("technician=bruno", [6, 3]),
            ("state=cancelled", [4]), ("from=2026-03-02T14:00:00Z", [6, 5]), ("to=2026-03-02T11:00:00Z", [1]),
            ("customer=helga&technician=bruno", [3]), ("limit=2", [6, 5]), ("state=done", []),
        ]
    )
    func filters(query: String, expected: [Int64]) async throws {
        try await withConsole(Self.household(visits: 6)) { client in
            let answer = try await client.request("GET", "/api/v1/visits" + (query.isEmpty ? "" : "?" + query))
            #expect(answer.status == 200)
            #expect(try Self.numbers(answer) == expected)
        }
    }

    @Test("Paging through visits misses and repeats none", arguments: [1, 4, 7, 25, 50])
    func paging(limit: Int) async throws {
        try await withConsole(Self.household(visits: 25)) { client in
            var seen: [Int64] = []
            var path: String? = "/api/v1/visits?limit=\(limit)"
            while let next = path {
                let answer = try await client.request("GET", next)
                seen += try Self.numbers(answer)
                path = try answer.json()["next"]?.stringValue.map { "/api/v1/visits?limit=\(limit)&cursor=\($0)" }
            }
            #expect(seen == (1...25).reversed())
        }
    }

    @Test("A visit is told with all its facts and times in UTC")
    func document() async throws {
        try await withConsole(.example()) { client in
            let document = try await client.request("GET", "/api/v1/visits").json()
            let expected = JSONValue(object: [
                "id": .string("visit-000001"), "number": .integer(1), "technician": .string("amira"),
                "customer": .string("martin"), "site": .string("birch-lane-7"), "alert": .null,
                "skill": .string("cable"), "reason": .string("Weak signal"),
                "start": .string("2026-03-02T09:00:00.000Z"), "end": .string("2026-03-02T10:00:00.000Z"),
                "timeZone": .string("Europe/Berlin"), "state": .string("booked"),
                "createdAt": .string("2026-03-02T09:00:00.000Z"),
            ])
            #expect(document == JSONValue(object: ["visits": .array([expected]), "next": .null]))
        }
    }

    private static func numbers(_ answer: HTTPAnswer) throws -> [Int64] {
        guard case .array(let visits)? = try answer.json()["visits"] else { return [-1] }
        return visits.compactMap { visit in
            guard case .integer(let number)? = visit["number"] else { return nil }
            return number
        }
    }
}
