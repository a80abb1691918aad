import Alerting
import Foundation
import MonitoringModel
import MonitoringTestKit
import Persistence
import RuleEngine
import StreamPipeline
import Testing

@Suite("What rules do beside alerts")
struct RuleActionTests {
    private func household(_ actions: String, errorAction: String? = nil) throws -> Household {
        var household = PipelineHouse.household()
        household.actions.lineDevices = [ActionPermissions.LineDevice(host: "bridge.local")]
        household.actions.webAddresses = ["https://hooks.example/rules"]
        household.actions.canSendText = true
        household.receivers.append(
            Receiver(id: "anna-phone", channel: "sms", address: "+49 30 1234567", person: "anna")
        )
        household.groups = ["carers": ["hook", "anna-phone"]]
        let failing = errorAction.map { #","errorAction":\#($0)"# } ?? ""
        let document = #"{"id":"lux","sql":"SELECT lux FROM 'greenhouse/lux'","actions":\#(actions)\#(failing)}"#
        household.rules = [try JSONDecoder().decode(Rule.self, from: Data(document.utf8))]
        return household
    }

    private func message(_ payload: String, _ house: PipelineHouse) throws -> InputEvent {
        let telemetry = Telemetry(
            topic: "greenhouse/lux",
            device: nil,
            document: try JSONParser.parse(payload),
            observedAt: house.wallClock.now,
            receivedAt: house.wallClock.now
        )
        return InputEvent(.telemetry(telemetry, payload: Array(payload.utf8)))
    }

    private func due(_ channel: String, _ house: PipelineHouse, _ store: SQLiteStore) async throws -> [OutboxEntry] {
        try await store.due(channel: channel, at: house.wallClock.now, limit: 100)
    }

    @Test(
        "What happens outside is owed with the batch: to its channel and address, with all texts filled in",
        arguments: [
            (#"{"http":{"url":"https://hooks.example/rules/${lux}"}}"#, "rule-http", "https://hooks.example"),
            (#"{"tcpLine":{"host":"bridge.local","line":"send ${lux}"}}"#, "rule-tcp", "bridge.local:4998"),
            (#"{"file":{"path":"lux/${lux}.json"}}"#, "rule-file", "lux/7.json"),
            (#"{"log":{"text":"It is ${lux}"}}"#, "rule-log", "log"),
            (#"{"snapshot":{"camera":"bedroom"}}"#, "rule-snapshot", "snapshot"),
            (#"{"speak":{"text":"It is ${lux}"}}"#, "speech", "everywhere"),
            (#"{"message":{"address":"+49 170 123 45 67","text":"${lux}"}}"#, "sms", "+491701234567"),
            (#"{"message":{"person":"anna","text":"${lux}"}}"#, "sms", "+49 30 1234567"),
            (#"{"message":{"group":"carers","text":"${lux}"}}"#, "webhook", "http://127.0.0.1:9/hook"),
            (#"{"message":{"group":"hook","text":"${lux}"}}"#, "webhook", "http://127.0.0.1:9/hook"),
        ]
    )
    func owed(action: String, channel: String, address: String) async throws {
        let house = try PipelineHouse()
        try await house.run(household: try household("[\(action)]")) { pipeline, store in
            let outcome = try await pipeline.submit([try message(#"{"lux":7}"#, house)])[0]
            let owed = try await due(channel, house, store)
            #expect(owed.map(\.address) == [address])
            #expect(outcome.channels.contains(channel))
            let text = String(decoding: owed.first?.body ?? [], as: UTF8.self)
            #expect(!text.contains("${"))
            #expect(text.contains("7") || channel == "rule-snapshot")
        }
    }

    @Test(
        "What cannot be done at all fails with its reason and reaches the action for errors at once",
        arguments: [
            (#"{"http":{"url":"https://elsewhere.example/${lux}"}}"#, "not confirmed"),
            (#"{"http":{"url":"https://hooks.example.evil/rules"}}"#, "not confirmed"),
            (#"{"http":{"url":"https://hooks.example/rules-not"}}"#, "not confirmed"),
            (#"{"http":{"url":"https://hooks.example/rules/../admin"}}"#, "not confirmed"),
            (#"{"http":{"url":"https://hooks.example/rules/a/%2E%2e/%2e./admin?x=1"}}"#, "not confirmed"),
            (#"{"http":{"url":"https://hooks.example/rules/..%2fadmin"}}"#, "not confirmed"),
            (#"{"tcpLine":{"host":"${topic(1)}","line":"off"}}"#, "not one of the devices"),
            (#"{"message":{"person":"nobody","text":"x"}}"#, "not one of the people"),
            (#"{"message":{"group":"nobody","text":"x"}}"#, "no group"),
            (#"{"message":{"address":"${lux}","text":"x"}}"#, "no phone number"),
            (#"{"columns":{"table":"${topic(1)} lux"}}"#, "letters, digits"),
        ]
    )
    func refused(action: String, words: String) async throws {
        let house = try PipelineHouse()
        let household = try household("[\(action)]", errorAction: #"{"republish":{"topic":"errors"}}"#)
        try await house.run(household: household) { pipeline, store in
            _ = try await pipeline.submit([try message(#"{"lux":7}"#, house)])
            let errors = try await due("mqtt", house, store)
            #expect(errors.map(\.address) == ["errors"])
            let text = String(decoding: errors.first?.publication.payload ?? [], as: UTF8.self)
            #expect(text.contains(words), "\(text)")
        }
    }

    private func report(_ entry: OutboxEntry, _ failure: String?) -> InputEvent {
        InputEvent(
            .command(
                .settleAction(
                    ActionReport(
                        key: entry.key,
                        rule: "lux",
                        action: entry.channel,
                        resource: entry.address,
                        failure: failure
                    )
                )
            ),
            identity: InputIdentity(key: Array("settled \(entry.key)".utf8), isExact: true, isRedelivery: false)
        )
    }

    @Test("All failures of a message come in one document, after a restart too, when the last action has ended")
    func oneDocument() async throws {
        let house = try PipelineHouse()
        let household = try household(
            #"[{"tcpLine":{"host":"bridge.local","line":"a"}},{"message":{"person":"nobody","text":"x"}},"#
                + #"{"log":{"text":"y"}},{"http":{"url":"https://hooks.example/rules"}}]"#,
            errorAction: #"{"republish":{"topic":"errors"}}"#
        )
        try await house.run(household: household) { pipeline, store in
            _ = try await pipeline.submit([try message(#"{"lux":7}"#, house)])
            #expect(try await due("mqtt", house, store).isEmpty)
            let line = try await due("rule-tcp", house, store)
            _ = try await pipeline.submit([report(try #require(line.first), "no reply")])
            #expect(try await due("mqtt", house, store).isEmpty)
        }
        try await house.run(household: household) { pipeline, store in
            let log = try #require(try await due("rule-log", house, store).first)
            let web = try #require(try await due("rule-http", house, store).first)
            _ = try await pipeline.submit([report(log, nil), report(web, "HTTP 500")])
            // The same ends told again change nothing.
            let again = try await pipeline.submit([report(web, "HTTP 500")])
            #expect(again[0].isRepetition)
            let errors = try await due("mqtt", house, store)
            #expect(errors.count == 1)
            let document = try JSONParser.parse(try #require(errors.first).publication.payload)
            guard case .array(let failures)? = document["failures"] else {
                Issue.record("no failures in \(document)")
                return
            }
            let reasons = failures.compactMap { $0["errorMessage"]?.stringValue }
            #expect(reasons == ["'nobody' is not one of the people", "no reply", "HTTP 500"])
            #expect(document["topic"]?.stringValue == "greenhouse/lux")
            let failed = try await pipeline.rules().map { $0.counters?.failed }
            // Counted since the start; the two before it were counted before the restart.
            #expect(failed == [1])
        }
    }

    @Test("When all goes well the action for errors stays quiet, and nothing is remembered")
    func allWell() async throws {
        let house = try PipelineHouse()
        let household = try household(
            #"[{"log":{"text":"y"}}]"#,
            errorAction: #"{"republish":{"topic":"errors"}}"#
        )
        try await house.run(household: household) { pipeline, store in
            _ = try await pipeline.submit([try message(#"{"lux":7}"#, house)])
            let waiting = try await store.restore().machines.keys.filter { $0.machine == "rule_invocation" }
            #expect(waiting.count == 1)
            let log = try #require(try await due("rule-log", house, store).first)
            _ = try await pipeline.submit([report(log, nil)])
            #expect(try await due("mqtt", house, store).isEmpty)
            let left = try await store.restore().machines.keys.filter { $0.machine == "rule_invocation" }
            #expect(left.isEmpty)
        }
    }

    @Test("More actions than may wait fail like any other, and a failed action for errors goes no further")
    func tooMany() async throws {
        let house = try PipelineHouse()
        let household = try household(
            #"[{"log":{"text":"y"}}]"#,
            errorAction: #"{"http":{"url":"https://elsewhere.example/"}}"#
        )
        try await house.run(household: household) { pipeline, store in
            let events = try (0..<1_010).map { try message(#"{"lux":\#($0)}"#, house) }
            _ = try await pipeline.submit(events)
            let owed = try await store.due(channel: "rule-log", at: house.wallClock.now, limit: 5_000)
            #expect(owed.count == 1_000)
            let failed = try await pipeline.rules().map { $0.counters?.failed }
            // Ten that had no room, and ten actions for errors that may not call that address.
            #expect(failed == [20])
        }
    }

    @Test("A payload that is no JSON is passed on in base64, with what MQTT says of it")
    func binary() async throws {
        let house = try PipelineHouse()
        var household = PipelineHouse.household()
        let sql =
            "SELECT encode(*, 'base64') AS raw, get_mqtt_property('content_type') AS type, "
            + "get_user_properties('who') AS who FROM 'raw/+'"
        let actions: [RuleAction] = [.republish(RepublishAction(topic: "out"))]
        household.rules = [Rule(id: "raw", sql: sql, actions: actions)]
        try await house.run(household: household) { pipeline, store in
            var telemetry = Telemetry(
                topic: "raw/1",
                device: nil,
                document: .null,
                observedAt: house.wallClock.now,
                receivedAt: house.wallClock.now
            )
            telemetry.envelope.binaryPayload = [0xFF, 0x00, 0x01]
            telemetry.envelope.contentType = "image/x"
            telemetry.envelope.userProperties = [MessageEnvelope.UserProperty(name: "who", value: "ann")]
            _ = try await pipeline.submit([InputEvent(.telemetry(telemetry, payload: [0xFF, 0x00, 0x01]))])
            let out = try await due("mqtt", house, store)
            let text = String(decoding: out.first?.publication.payload ?? [], as: UTF8.self)
            #expect(text == #"{"raw":"/wAB","type":"image/x","who":["ann"]}"#)
        }
    }

    @Test("Two rules that publish to each other's topics stop after eight hops, and the loop is counted")
    func loops() async throws {
        let house = try PipelineHouse()
        var household = PipelineHouse.household()
        household.rules = [("a", "b"), ("b", "a")]
            .map { from, to in
                Rule(
                    id: RuleID(from) ?? "x",
                    sql: "SELECT * FROM '\(from)'",
                    actions: [.republish(RepublishAction(topic: to))]
                )
            }
        try await house.run(household: household) { pipeline, store in
            var seen: Set<String> = []
            var waiting = [(topic: "a", hops: 0)]
            var rounds = 0
            while let next = waiting.popLast(), rounds < 100 {
                rounds += 1
                var telemetry = Telemetry(
                    topic: next.topic,
                    device: nil,
                    document: JSONValue(object: ["n": .integer(1)]),
                    observedAt: house.wallClock.now,
                    receivedAt: house.wallClock.now
                )
                telemetry.envelope.hops = next.hops
                _ = try await pipeline.submit([InputEvent(.telemetry(telemetry, payload: [1]))])
                for entry in try await due("mqtt", house, store) where seen.insert(entry.key).inserted {
                    waiting.append((entry.publication.topic, entry.publication.hops))
                }
            }
            #expect(rounds == 9)
            let prevented = try await pipeline.rules().compactMap { $0.counters?.loopsPrevented }
            #expect(prevented.reduce(0, +) == 1)
        }
    }

    @Test("Rows are written with the batch: replaced, merged and removed by their keys")
    func rows() async throws {
        let house = try PipelineHouse()
        let keys = #""table":"lux","hashKey":"place","hashValue":"${topic(1)}","rangeKey":"n","rangeValue":"${n}""#
        var household = try household(#"[{"table":{\#(keys)}}]"#)
        let update =
            #"{"id":"u","sql":"SELECT lux FROM 'update/lux'","actions":[{"table":{"table":"lux","#
            + #""hashKey":"place","hashValue":"greenhouse","rangeKey":"n","rangeValue":"${n}","#
            + #""payloadColumn":"later","operation":"update"}}]}"#
        let delete =
            #"{"id":"d","sql":"SELECT lux FROM 'delete/lux'","actions":[{"table":{"table":"lux","#
            + #""hashKey":"place","hashValue":"greenhouse","rangeKey":"n","rangeValue":"${n}","operation":"delete"}}]}"#
        for text in [update, delete] {
            household.rules.append(try JSONDecoder().decode(Rule.self, from: Data(text.utf8)))
        }
        try await house.run(household: household) { pipeline, store in
            func send(_ topic: String, _ payload: String) async throws {
                let telemetry = Telemetry(
                    topic: topic,
                    device: nil,
                    document: try JSONParser.parse(payload),
                    observedAt: house.wallClock.now,
                    receivedAt: house.wallClock.now
                )
                _ = try await pipeline.submit([InputEvent(.telemetry(telemetry, payload: Array(payload.utf8)))])
                house.wallClock.advance(by: .seconds(1))
            }
            func texts() async throws -> [String] {
                try await store.rows(matching: TableQuery(table: "lux", limit: 100))
                    .map { String(decoding: $0.columns.serialized, as: UTF8.self) }
            }
            try await send("greenhouse/lux", #"{"lux":1,"n":1}"#)
            try await send("greenhouse/lux", #"{"lux":2,"n":2}"#)
            try await send("greenhouse/lux", #"{"lux":3,"n":1}"#)
            #expect(
                try await texts() == [
                    #"{"place":"greenhouse","n":"2","payload":{"lux":2}}"#,
                    #"{"place":"greenhouse","n":"1","payload":{"lux":3}}"#,
                ]
            )
            try await send("update/lux", #"{"lux":4,"n":2}"#)
            try await send("delete/lux", #"{"lux":4,"n":1}"#)
            let merged = #"{"payload":{"lux":2},"place":"greenhouse","n":"2","later":{"lux":4}}"#
            #expect(try await texts() == [merged])
            let tables = try await store.tables().map { "\($0.name) \($0.rows)" }
            #expect(tables == ["lux 1"])
        }
    }

    @Test("Each message makes a row of columns of its own; what has no columns fails")
    func columns() async throws {
        let house = try PipelineHouse()
        var household = try household(#"[{"columns":{"table":"log"}}]"#)
        let text = #"{"id":"v","sql":"SELECT VALUE lux FROM 'greenhouse/lux'","actions":[{"columns":{"table":"log"}}]}"#
        household.rules.append(try JSONDecoder().decode(Rule.self, from: Data(text.utf8)))
        try await house.run(household: household) { pipeline, store in
            for number in 0..<3 { _ = try await pipeline.submit([try message(#"{"lux":\#(number)}"#, house)]) }
            let rows = try await store.rows(matching: TableQuery(table: "log", limit: 10))
            let texts = rows.map { String(decoding: $0.columns.serialized, as: UTF8.self) }
            #expect(texts == [#"{"lux":0}"#, #"{"lux":1}"#, #"{"lux":2}"#])
            let failed = try await pipeline.rules().map { $0.counters?.failed }
            #expect(failed == [0, 3])
        }
    }

    @Test("Messages of a queue are taken in order, come again if they are not removed, and go when they are")
    func queue() async throws {
        let house = try PipelineHouse()
        let household = try household(#"[{"queue":{"queue":"work"}},{"queue":{"queue":"coded","base64":true}}]"#)
        try await house.run(household: household) { pipeline, store in
            for number in 0..<3 { _ = try await pipeline.submit([try message(#"{"lux":\#(number)}"#, house)]) }
            let now = house.wallClock.now
            @Sendable func take(_ queue: String, _ limit: Int, after: Duration = .zero) async throws
                -> [ReceivedMessage]?
            {
                try await store.receive(
                    from: queue,
                    limit: limit,
                    visibility: .seconds(30),
                    at: now + after,
                    makeReceipt: { UUID().uuidString }
                )
            }
            let none = try await take("nothing", 1)
            #expect(none == nil)
            let first = try #require(try await take("work", 2))
            #expect(first.map { String(decoding: $0.body, as: UTF8.self) } == [#"{"lux":0}"#, #"{"lux":1}"#])
            let second = try #require(try await take("work", 2))
            #expect(second.map { String(decoding: $0.body, as: UTF8.self) } == [#"{"lux":2}"#])
            #expect(try await store.removeMessage(from: "work", receipt: first[0].receipt))
            #expect(try await store.removeMessage(from: "work", receipt: first[0].receipt) == false)
            #expect(try await store.removeMessage(from: "coded", receipt: first[1].receipt) == false)
            let again = try #require(try await take("work", 9, after: .seconds(30)))
            #expect(again.map(\.receives) == [2, 2])
            #expect(try await store.removeMessage(from: "work", receipt: first[1].receipt) == false)
            let coded = try #require(try await take("coded", 1))
            #expect(coded.first?.body == Array("eyJsdXgiOjB9".utf8))
            let queues = try await store.queues().map { "\($0.name) \($0.messages)" }
            #expect(queues == ["coded 3", "work 2"])
        }
    }
}
