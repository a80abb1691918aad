import Alerting
import MonitoringModel
import Testing

@Suite("Routes of alerts")
struct AlertRouterTests {
    private static func receiver(_ name: String, _ channel: String, _ address: String) throws -> Receiver {
        Receiver(id: try #require(ReceiverID(name)), channel: channel, address: address)
    }

    private static func router(_ routes: [Route]? = nil) throws -> AlertRouter {
        let receivers = [
            try receiver("desk", "webhook", "http://127.0.0.1:9/hook"),
            try receiver("anna", "webchat", "anna"),
            try receiver("hall", "speech", "default"),
        ]
        return try AlertRouter(receivers: receivers, routes: routes ?? [Route(receivers: receivers.map(\.id))])
    }

    private static func change(_ event: TimelineEntry.Event, _ severity: Severity = .critical) -> AlertChange {
        var alert = Alert(number: 42, report: .fall(severity: severity), now: .second(1))
        if event == .resolved { alert.state = .resolved }
        return AlertChange(
            alert: alert,
            entry: TimelineEntry(alert: alert.id, at: .second(2), event: event, text: "words", actor: nil)
        )
    }

    @Test(
        "What happened decides who is told",
        arguments: [
            (TimelineEntry.Event.fired, ["desk", "anna", "hall"]),
            (.severityRaised, ["desk", "anna", "hall"]),
            (.resolved, ["desk", "anna", "hall"]),
            (.acknowledged, ["desk"]),
            (.updated, []),
            (.delivered, []),
        ]
    )
    func whoIsTold(event: TimelineEntry.Event, names: [String]) throws {
        let entries = try Self.router().entries(for: Self.change(event), at: .second(3))
        #expect(entries.map { String($0.key.split(separator: "/").last ?? "") } == names)
        #expect(entries.allSatisfy { $0.dueAt == .second(3) && $0.attempts == 0 && $0.alert == Alert.id(number: 42) })
    }

    @Test("Keys tell alert, event and receiver, and what can happen again its severity")
    func keys() throws {
        let router = try Self.router()
        func key(_ event: TimelineEntry.Event, _ severity: Severity) -> String? {
            router.entries(for: Self.change(event, severity), at: .second(3)).first?.key
        }
        #expect(key(.fired, .major) == "alert-000042/fired/desk")
        #expect(key(.severityRaised, .major) == "alert-000042/severity_raised-major/desk")
        #expect(key(.severityRaised, .critical) == "alert-000042/severity_raised-critical/desk")
        #expect(key(.acknowledged, .major) == "alert-000042/acknowledged-major/desk")
        #expect(key(.resolved, .major) == "alert-000042/resolved/desk")
    }

    @Test("A receiver that several routes name gets one message")
    func oneMessage() throws {
        let desk = try #require(ReceiverID("desk"))
        let router = try Self.router([Route(receivers: [desk, desk]), Route(kinds: [.fall], receivers: [desk])])
        #expect(router.entries(for: Self.change(.fired), at: .second(3)).count == 1)
    }

    @Test("Every condition of a route must hold")
    func conditions() throws {
        let desk = try #require(ReceiverID("desk"))
        func isTold(_ route: Route, _ event: TimelineEntry.Event = .fired) throws -> Bool {
            try !Self.router([route]).entries(for: Self.change(event, .major), at: .second(3)).isEmpty
        }
        #expect(try isTold(Route(kinds: [.stillness, .fall], receivers: [desk])))
        #expect(try !isTold(Route(kinds: [.stillness], receivers: [desk])))
        #expect(try isTold(Route(minimumSeverity: .major, receivers: [desk])))
        #expect(try !isTold(Route(minimumSeverity: .critical, receivers: [desk])))
        #expect(try isTold(Route(person: PersonID("maria"), receivers: [desk])))
        #expect(try !isTold(Route(person: PersonID("paul"), receivers: [desk])))
        #expect(try !isTold(Route(site: SiteID("flat-3"), receivers: [desk])))
        #expect(try !isTold(Route(sendsResolved: false, receivers: [desk]), .resolved))
        #expect(try isTold(Route(sendsResolved: false, receivers: [desk]), .fired))
    }

    @Test("A routing table that is wrong is refused with the name of what is wrong")
    func refuses() throws {
        let desk = try Self.receiver("desk", "webhook", "https://example.org")
        let ghost = try #require(ReceiverID("ghost"))
        func error(_ receivers: [Receiver], _ routes: [Route] = []) -> AlertingError? {
            do {
                _ = try AlertRouter(receivers: receivers, routes: routes)
                return nil
            } catch {
                return error
            }
        }
        #expect(
            error([desk], [Route(receivers: [desk.id]), Route(receivers: [desk.id, ghost])])
                == .unknownReceivers(route: 2, names: [ghost], known: [desk.id])
        )
        #expect(error([desk], [Route(receivers: [])]) == .noReceivers(route: 1))
        #expect(error([desk, desk]) == .duplicateReceiver(desk.id))
        #expect(error([try Self.receiver("a", "Web Hook", "x")]) != nil)
        for (channel, address) in [
            ("webhook", "ftp://example.org"), ("webhook", ""), ("webchat", "no such/person"), ("speech", "a\nb"),
        ] {
            let wrong = error([try Self.receiver("a", channel, address)])
            #expect(wrong?.description.contains("'a'") == true)
        }
    }

    @Test("Programs get the whole alert, always with the same bytes")
    func webhookBody() throws {
        var report = ConditionReport.fall()
        report.details = ["zone": "bed", "height": "0.2 \"m\"\n"]
        report.evidence = [try #require(EvidenceID("one.jpg"))]
        var lifecycle = AlertLifecycle(nextNumber: 42)
        let change = try #require(lifecycle.handle(report, at: .second(1)).first)
        let entry = try #require(try Self.router().entries(for: change, at: .second(3)).first)
        let expected = """
            {"key":"alert-000042/fired/desk","event":"fired","at":"2027-01-15T08:00:01.000Z",\
            "text":"Somebody fell in the bedroom","actor":null,"alert":{"id":"alert-000042","kind":"fall",\
            "severity":"critical","state":"firing","subject":{"camera":"bedroom","person":"maria"},\
            "summary":"Somebody fell in the bedroom","details":{"height":"0.2 \\"m\\"\\n","zone":"bed"},\
            "evidence":["/api/v1/evidence/one.jpg"],"speech":"/api/v1/alerts/alert-000042/speech.wav",\
            "startedAt":"2027-01-15T08:00:00.000Z","acknowledgedAt":null,"acknowledgedBy":null,"resolvedAt":null}}
            """
        #expect(String(decoding: entry.body, as: UTF8.self) == expected)
        #expect(entry.contentType == "application/json")
        #expect(entry.address == "http://127.0.0.1:9/hook")
    }

    @Test("Only the evidence that a receiver may see is named to it")
    func namedEvidence() throws {
        var report = ConditionReport.fall()
        report.evidence = ["one.jpg", "two.jpg"].compactMap { EvidenceID($0) }
        var lifecycle = AlertLifecycle()
        let change = try #require(lifecycle.handle(report, at: .second(1)).first)
        let desks = try ["first", "second"].map { try Self.receiver($0, "webhook", "http://127.0.0.1:9/\($0)") }
        let router = try AlertRouter(receivers: desks, routes: [Route(receivers: desks.map(\.id))]) { evidence, to in
            to.id.rawValue == "first" || evidence.rawValue == "two.jpg"
        }
        let named = try router.entries(for: change, at: .second(3))
            .map { entry in
                let document = try JSONParser.parse(entry.body)
                guard case .array(let evidence)? = document["alert"]?["evidence"] else { return [String]() }
                return evidence.compactMap(\.stringValue)
            }
        #expect(named == [["one.jpg", "two.jpg"], ["two.jpg"]].map { $0.map { "/api/v1/evidence/\($0)" } })
    }

    @Test("The largest possible alert fits into an outbox entry")
    func largestBody() throws {
        var report = ConditionReport.fall()
        let worst = String(repeating: "\u{1}", count: 600)
        report.summary = worst
        for index in 0..<40 { report.details["\(index)" + worst] = String(repeating: "\u{1}", count: 9_999) }
        var lifecycle = AlertLifecycle()
        let change = try #require(lifecycle.handle(report, at: .second(1)).first)
        let sizes = try Self.router().entries(for: change, at: .second(3)).map(\.body.count)
        #expect(sizes.allSatisfy { $0 <= OutboxEntry.maximumBodySize })
    }

    @Test("People get a sentence")
    func webChatAndSpeechBodies() throws {
        let bodies = try Self.router().entries(for: Self.change(.fired), at: .second(3))
            .map { String(decoding: $0.body, as: UTF8.self) }
        #expect(bodies[1] == #"{"person":"anna","text":"Somebody fell in the bedroom","alert":"alert-000042"}"#)
        #expect(
            bodies[2]
                == #"{"alert":"alert-000042","text":"Attention. Somebody fell in the bedroom."#
                + #" I repeat. Somebody fell in the bedroom."}"#
        )
    }

    @Test(
        "What is said depends on how much it matters",
        arguments: [
            (Severity.information, "Tea is ready", "Tea is ready."),
            (.warning, "Tea is ready!", "Tea is ready!"),
            (.major, "Tea\nis \u{7}ready", "Attention. Tea is ready."),
            (.critical, "Tea is ready.", "Attention. Tea is ready. I repeat. Tea is ready."),
            (.warning, "  ", "Something needs your attention."),
        ]
    )
    func phrases(severity: Severity, summary: String, phrase: String) {
        var alert = Self.change(.fired, severity).alert
        alert.summary = summary
        #expect(SpokenPhrase.text(for: alert) == phrase)
    }

    @Test("The end of an alert is said as such")
    func phraseOfEnd() {
        #expect(SpokenPhrase.text(for: Self.change(.resolved).alert) == "It is over. Somebody fell in the bedroom.")
    }
}
