import HTTPTypes
import Hummingbird
import MonitoringModel
import Testing

@testable import ConsoleAPI

@Suite("The description of the API and what is served agree")
struct ContractTests {
    @Test("Addresses and methods are the same")
    func routes() throws {
        let assembly = ConsoleAssembly(
            configuration: try ConsoleConfiguration(),
            dependencies: FakeHousehold().dependencies()
        )
        let served = assembly.makeRouter().routes
            .map { route in
                "\(route.method.rawValue) \(route.path.description == "" ? "/" : route.path.description)"
            }
        #expect(Set(served) == (try APIDescription().routes()))
        #expect(served.count == assembly.routes.count)
    }

    @Test(
        "Every error that is described can be reached",
        arguments: try APIDescription().answers().filter { $0.status >= 400 }
    )
    func errors(answer: APIDescription.Answer) async throws {
        let found = try await ErrorPath(answer).take()
        #expect(found.status == answer.status)
        #expect(found.headers["content-type"] == "application/problem+json")
        let problem = try found.json()
        #expect(problem["status"] == .integer(Int64(answer.status)))
        #expect(problem["detail"]?.stringValue?.isEmpty == false)
        guard case .object(let members) = problem else {
            Issue.record("no object")
            return
        }
        #expect(Set(members.map(\.name)) == (try APIDescription().required("Problem")))
    }

    @Test("Documents have exactly the members that are described")
    func documents() async throws {
        let description = try APIDescription()
        let alert = try description.required("Alert")
        let entry = try description.required("TimelineEntry")
        let visit = try description.required("Visit")
        let message = try description.required("Message")
        let status = try description.required("Status")
        let camera = try description.required("Camera")
        let rule = try description.required("KeptRule")
        let trial = try description.required("RuleTrial")
        let profiles = try description.required("Profiles")
        try await withConsole(.example()) { client in
            let detail = try await client.request("GET", "/api/v1/alerts/alert-000001").json()
            #expect(Self.names(detail) == alert.union(["timeline"]))
            #expect(Self.names(Self.first(detail["timeline"])) == entry)
            let alerts = try await client.request("GET", "/api/v1/alerts").json()
            #expect(Self.names(Self.first(alerts["alerts"])) == alert)
            let visits = try await client.request("GET", "/api/v1/visits").json()
            #expect(Self.names(Self.first(visits["visits"])) == visit)
            let chat = try await client.request("GET", "/api/v1/chat/helga").json()
            #expect(Self.names(Self.first(chat["messages"])) == message)
            let cameras = try await client.request("GET", "/api/v1/cameras").json()
            #expect(Self.names(Self.first(cameras["cameras"])) == camera)
            let rules = try await client.request("GET", "/api/v1/rules").json()
            #expect(Self.names(Self.first(rules["rules"])) == rule)
            let body = #"{"sql":"SELECT * FROM 'a'","topic":"a","payload":1}"#
            let tried = try await client.request("POST", "/api/v1/rules/test", body: body).json()
            #expect(Self.names(tried) == trial)
            let lists = [
                ("alarms", "/api/v1/alarms", "KeptAlarm"), ("tables", "/api/v1/tables", "Table"),
                ("rows", "/api/v1/tables/lux/rows", "TableRow"),
                ("queues", "/api/v1/queues", "Queue"), ("destinations", "/api/v1/destinations", "Destination"),
            ]
            for (member, path, schema) in lists {
                let list = try await client.request("GET", path).json()
                #expect(Self.names(Self.first(list[member])) == (try APIDescription().required(schema)))
            }
            let taken = try await client.request("POST", "/api/v1/queues/work/messages", body: "{}").json()
            #expect(Self.names(Self.first(taken["messages"])) == (try APIDescription().required("QueueMessage")))
            let choice = try await client.request("GET", "/api/v1/profile").json()
            #expect(Self.names(choice) == profiles)
            let state = try await client.request("GET", "/api/v1/status").json()
            #expect(Self.names(state) == status)
        }
    }

    private static func first(_ list: JSONValue?) -> JSONValue? {
        guard case .array(let elements)? = list else { return nil }
        return elements.first
    }

    private static func names(_ document: JSONValue?) -> Set<String> {
        guard case .object(let members)? = document else { return [] }
        return Set(members.map(\.name))
    }
}
