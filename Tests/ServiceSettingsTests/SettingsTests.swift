import DeviceHealth
import FieldService
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import RuleEngine
import ServiceSettings
import StreamPipeline
import Testing

@Suite("Settings files")
struct SettingsTests {
    @Test("An empty file is a first run on loopback")
    func emptyFileIsAFirstRun() throws {
        let settings = try Settings("", file: "home.yaml")
        #expect(settings.service == ServiceDocument())
        #expect(settings.service.http.host == "127.0.0.1")
        #expect(settings.household.people.isEmpty)
    }

    @Test("Everything that can be written is read")
    func everythingIsRead() throws {
        let settings = try Settings(
            """
            service:
              http: {host: 127.0.0.1, port: 9000, host_names: [home.example]}
              broker: {port: 1884, websocket_port: 9001}
              journal_retention: 7d
            people:
              - {id: anna, name: Anna, time_zone: Europe/Berlin, site: flat}
            cameras:
              - {id: hall, room: hall, person: anna, stillness: 5 min, offline_after: 20s}
            devices:
              - {id: box, health: {profile: cable_box, snr_fault_db: 28}, owner: anna}
            rules:
              - id: hot
                sql: SELECT * FROM 'devices/+/telemetry' WHERE temperature > 40
                actions: [{alert: {kind: hot, severity: major, summary: Too hot.}}]
            receivers:
              - {id: hook, channel: webhook, address: "http://127.0.0.1:9/hook"}
            routes:
              - {kinds: [hot], minimum_severity: major, receivers: [hook]}
            technicians:
              - {id: maria, name: Maria, skills: [cable], time_zone: Europe/Berlin, shifts: {monday: ["08:00-16:00"]}}
            """,
            file: "home.yaml"
        )
        #expect(settings.service.broker == .managed(port: 1_884, websocketPort: 9_001))
        #expect(settings.household.cameras.first?.settings.stillnessLimit == .seconds(300))
        #expect(settings.household.rules.map(\.id.rawValue) == ["hot"])
        #expect(settings.household.technicians.first?.shifts.first?.endMinute == 960)
    }

    @Test(
        "Faults are told with line, path and advice",
        arguments: [
            ("people:\n  - {id: anna, nam: Anna}", "home.yaml:2: people[0].nam: is not known; did you mean 'name'?"),
            ("people:\n  - {name: Anna}", "home.yaml:2: people[0]: 'id' is missing"),
            ("peple: []", "home.yaml:1: peple: is not known; did you mean 'people'?"),
            ("people: 5", "home.yaml:1: people: must be a list"),
            (
                "service: {http: {port: 70000}}",
                "home.yaml:1: service.http.port: must be a whole number from 0 to 65535"
            ),
            (
                "cameras:\n  - id: hall\n    stillness: soon",
                "home.yaml:3: cameras[0].stillness: 'soon' is not a length of time: write 250ms, 60s, 5min, 2h or 30d"
            ),
            (
                "service:\n  broker: {url: \"mqtt://x\", port: 1}",
                "home.yaml:2: service.broker.port: belongs to the private broker: put it into the 'url'"
            ),
        ]
    )
    func faultsAreTold(text: String, expected: String) {
        let error = #expect(throws: SettingsError.self) { try Settings(text, file: "home.yaml") }
        #expect(error?.description == expected)
    }

    @Test(
        "What does not fit together is refused",
        arguments: [
            "devices:\n  - {id: box, health: {profile: cable_box}, owner: nobody}",
            "routes:\n  - {receivers: [missing]}",
            "people:\n  - {id: a, name: A}\n  - {id: a, name: B}",
            "receivers:\n  - {id: c, channel: webchat, address: nobody}",
            "rules:\n  - {id: r, sql: \"SELECT * FROM\", actions: []}",
            "rules:\n  - {id: r, sql: \"SELECT * FROM 'a' WHERE x >\", actions: []}",
            "technicians:\n  - {id: m, name: M, skills: [], shifts: {monday: [\"08:00-16:00\"]}}",
            "technicians:\n  - {id: m, name: M, skills: [x], shifts: {monday: [\"16:00-08:00\"]}}",
            "devices:\n  - {id: box, health: {profile: toaster}}",
            "devices:\n  - {id: box, health: {profile: cable_box}, attributes: {Node: n1}}",
            "devices:\n  - {id: box, health: {profile: cable_box}, attributes: {node: ''}}",
            "neighbours: {count: 1}",
            "neighbours: {counts: 3}",
            "groups:\n  - {id: g, receivers: [missing]}",
            "groups:\n  - {id: g, receivers: []}",
            "receivers:\n  - {id: p, channel: sms, address: \"+4930123456\"}",
            "service: {text_messages: {url: \"http://g/\"}}\nreceivers:\n  - {id: p, channel: sms, address: 030123}",
            "service: {text_messages: {url: \"ftp://g/\"}}",
            "service: {actions: {tcp: [\"bridge:0\"]}}",
            "service: {actions: {tcp: [\"\"]}}",
            "service: {actions: {http: [\"hooks.example\"]}}",
            "service: {actions: {ftp: []}}",
            "rules:\n  - {id: r, sql: \"SELECT * FROM 'a'\", actions: [{tcpLine: {host: x, line: y}}]}",
            "a: [1, 2",
            "people:\n\t- x",
        ]
    )
    func contradictionsAreRefused(text: String) {
        #expect(throws: SettingsError.self) { try Settings(text, file: "home.yaml") }
    }

    @Test("Random bytes are refused or read, never a crash")
    func randomBytesDoNotCrash() {
        var state: UInt64 = 42
        for _ in 0..<500 {
            let bytes = (0..<60)
                .map { _ -> UInt8 in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: state >> 33) & 0x7F
                }
            _ = try? Settings(String(decoding: bytes, as: UTF8.self), file: "random.yaml")
        }
    }
}

@Suite("What rules may reach")
struct ActionPermissionSettingsTests {
    @Test("Addresses, devices, the gateway, groups and neighbours are read")
    func read() throws {
        let text = """
            service:
              actions: {http: ["https://hooks.example/rules"], tcp: [bridge.local, "10.0.0.9:5000", "[::1]:6000"]}
              text_messages: {url: "http://gateway/send", number_field: phone}
              table_retention: 30 days
            receivers:
              - {id: phone, channel: sms, address: "+49 30 123456"}
            groups:
              - {id: carers, receivers: [phone]}
            devices:
              - {id: box, health: {profile: cable_box}, attributes: {node: n17, street: Elm Street}}
            neighbours: {count: 5, window_s: 300}
            rules:
              - {id: r, sql: "SELECT * FROM 'a'", actions: [{tcpLine: {host: Bridge.local, line: off}}]}
            """
        let settings = try Settings(text, file: "home.yaml")
        #expect(settings.service.actions.webAddresses == ["https://hooks.example/rules"])
        let hosts = settings.service.actions.lineDevices.map { "\($0.host) \($0.port)" }.sorted()
        #expect(hosts == ["10.0.0.9 5000", "::1 6000", "bridge.local 4998"])
        #expect(settings.service.textMessages?.numberField == "phone")
        #expect(settings.service.textMessages?.textField == "text")
        #expect(settings.service.tableRetention == .seconds(30 * 86_400))
        #expect(settings.household.groups == ["carers": ["phone"]])
        #expect(settings.household.devices.first?.attributes == ["node": "n17", "street": "Elm Street"])
        #expect(settings.household.neighbourhood.count == 5)
        #expect(settings.household.neighbourhood.window == .seconds(300))
    }
}
