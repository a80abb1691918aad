import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

/// Devices of two nodes in one street on a time line; what comes out is drawn as text.
private struct Neighbours {
    var watch: NeighbourhoodWatch
    var now = dawn
    private var deadline: Instant?
    private var restarts: Bool
    private(set) var reports: [ConditionReport] = []

    /// Ten devices `a0`…`a9` at node `n1` and five `b0`…`b4` at node `n2`, all in Elm Street; `lone` has no neighbours.
    init(restarts: Bool = false, _ change: (inout NeighbourhoodSettings) -> Void = { _ in }) throws {
        var settings = NeighbourhoodSettings()
        change(&settings)
        try settings.validate()
        var groups: [DeviceID: [NeighbourGroup]] = [:]
        for (prefix, count, node) in [("a", 10, "n1"), ("b", 5, "n2")] {
            for index in 0..<count {
                let id = try #require(DeviceID("\(prefix)\(index)"))
                groups[id] = NeighbourGroup.groups(of: ["street": "Elm Street", "node": node, "colour": "red"])
            }
        }
        watch = NeighbourhoodWatch(groups: groups, settings: settings)
        self.restarts = restarts
    }

    mutating func wait(_ seconds: Int) throws -> String {
        let end = now + .seconds(seconds)
        var drawing: [String] = []
        while let due = deadline, due <= end {
            now = due
            deadline = nil
            drawing.append(draw(watch.handle(Deadline(id: NeighbourhoodWatch.deadline, dueAt: due), at: due)))
        }
        now = end
        return drawing.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Reports something unusual of a device, which is no fault.
    mutating func unusual(_ name: String) throws -> Int {
        let device = try #require(DeviceID(name))
        let report = ConditionReport(
            fingerprint: "device_fault/\(device)/flow_unusual",
            kind: .deviceFault,
            state: .active,
            severity: .warning,
            subject: Subject(device: device),
            summary: "Unusual.",
            details: ["fault": "flow_unusual"],
            observedAt: now
        )
        return watch.handle(report, at: now).count { $0 == .report(report) }
    }

    /// Reports a fault (`+a1`) or its end (`-a1`); several joined by spaces.
    mutating func report(_ text: String) throws -> String {
        var drawing: [String] = []
        for word in text.split(separator: " ") {
            let device = try #require(DeviceID(word.dropFirst()))
            let report = ConditionReport(
                fingerprint: "device_silent/\(device)",
                kind: .deviceSilent,
                state: word.hasPrefix("+") ? .active : .cleared,
                severity: .major,
                subject: Subject(device: device),
                summary: "Your cable box does not report any more.",
                details: ["fault": "silent"],
                observedAt: now
            )
            drawing.append(draw(watch.handle(report, at: now)))
            if restarts { try restart() }
        }
        return drawing.filter { !$0.isEmpty }.joined(separator: " ")
    }

    mutating func restart() throws {
        let stored = try JSONEncoder().encode(watch.state)
        let state = try JSONDecoder().decode(NeighbourhoodState.self, from: stored)
        watch = NeighbourhoodWatch(groups: watch.groups, settings: watch.settings, state: state)
    }

    mutating func draw(_ effects: [Effect]) -> String {
        var drawing: [String] = []
        for effect in effects {
            switch effect {
            case .report(let report):
                reports.append(report)
                let name =
                    report.kind == .plantFault
                    ? "\(report.details["group"] ?? "?"):\(report.details["count"] ?? "?")"
                    : report.subject.device?.rawValue
                drawing.append((report.state == .active ? "+" : "-") + (name ?? "?"))
            case .schedule(let next): deadline = next.dueAt
            case .cancel: deadline = nil
            case .publish: drawing.append("publish")
            }
        }
        return drawing.joined(separator: " ")
    }
}

@Suite("Neighbours that fail together")
struct NeighbourhoodTests {
    @Test("What is merely unusual is told at once and makes no fault of the plant")
    func unusual() throws {
        var neighbours = try Neighbours()
        for name in ["a0", "a1", "a2", "a3", "a4"] { #expect(try neighbours.unusual(name) == 1) }
        #expect(neighbours.watch.state.failing.isEmpty)
    }

    @Test("A single failure is told after a short while, its end at once")
    func single() throws {
        var street = try Neighbours()
        #expect(try street.report("+a1") == "")
        #expect(try street.wait(119) == "")
        #expect(try street.wait(1) == "+a1")
        #expect(try street.report("-a1") == "-a1")
    }

    @Test("A failure that is over before anybody was told is never told")
    func brief() throws {
        var street = try Neighbours()
        #expect(try street.report("+a1") == "")
        #expect(try street.wait(60) == "")
        #expect(try street.report("-a1") == "")
        #expect(try street.wait(1_000) == "")
    }

    @Test("Several of one node are one plant alert that covers them and ends with them", arguments: [false, true])
    func plant(_ restarts: Bool) throws {
        var street = try Neighbours(restarts: restarts)
        #expect(try street.report("+a1") == "")
        #expect(try street.wait(60) == "")
        #expect(try street.report("+a2 +a3") == "+node/n1:3")
        #expect(try street.wait(1_000) == "")
        #expect(try street.report("+a4") == "+node/n1:4")
        #expect(street.watch.state.failing.map(\.description) == ["node/n1"])
        let report = try #require(street.reports.last)
        #expect(report.summary.hasPrefix("4 of 10 devices of node n1 fail together"))
        #expect(report.details["covers"] == "a1, a2, a3, a4" && report.details["skill"] == "network")
        #expect(report.fingerprint == "plant_fault/node/n1" && report.observedAt == dawn + .seconds(60))
        #expect(try street.report("-a1 -a2") == "+node/n1:3 +node/n1:2")
        #expect(try street.report("-a3") == "-node/n1:1 +a4")
        #expect(try street.report("-a4") == "-a4")
    }

    @Test("What was told already is withdrawn when it turns out to be the plant")
    func withdrawn() throws {
        var street = try Neighbours()
        _ = try street.report("+a1")
        #expect(try street.wait(200) == "+a1")
        #expect(try street.report("+a2") == "")
        #expect(try street.report("+a3") == "+node/n1:3 -a1")
        #expect(street.reports.last?.details["covered_by"] == "plant_fault/node/n1")
        #expect(try street.report("-a1 -a2 -a3") == "+node/n1:2 -node/n1:1 +a3 -a3")
    }

    @Test("Failures far apart in time, too few, or too small a share are told singly")
    func notPlant() throws {
        var street = try Neighbours()
        for (index, device) in ["a1", "a2", "a3"].enumerated() {
            #expect(try street.report("+\(device)") == "", "\(index)")
            #expect(try street.wait(400) == "+\(device)")
        }
        var two = try Neighbours()
        #expect(try two.report("+b0 +b1") == "")
        #expect(try two.wait(120) == "+b0 +b1")
        var share = try Neighbours { $0.share = 0.5 }
        #expect(try share.report("+a0 +a1 +a2 +a3") == "")
        #expect(try share.report("+a4") == "+node/n1:5")
    }

    @Test("Failures spread over the nodes of a street are the street's")
    func street() throws {
        var street = try Neighbours()
        #expect(try street.report("+a1 +a2 +b1") == "")
        #expect(try street.report("+a9") == "+node/n1:3")
        var wide = try Neighbours { $0.share = 0.31 }
        #expect(try wide.report("+a1 +a2 +a3 +b1") == "")
        #expect(try wide.report("+b0") == "+street/Elm Street:5")
        #expect(try wide.report("+b2 +b3") == "+street/Elm Street:6 +street/Elm Street:7")
    }

    @Test("Without holding back, singles are told at once and withdrawn later")
    func noHold() throws {
        var street = try Neighbours { $0.hold = .zero }
        #expect(try street.report("+a1 +a2") == "+a1 +a2")
        #expect(try street.report("+a3") == "+a3 +node/n1:3 -a1 -a2 -a3")
    }

    @Test("Devices without neighbours and other reports pass")
    func passing() throws {
        var street = try Neighbours()
        #expect(try street.report("+lone -lone -a1") == "+lone -lone -a1")
    }

    @Test("A restart with fewer devices ends what concerned them")
    func strangers() throws {
        var street = try Neighbours()
        #expect(try street.report("+a1 +a2 +a3") == "+node/n1:3")
        let left = street.watch.groups.filter { $0.key.rawValue == "a1" || $0.key.rawValue.hasPrefix("b") }
        street.watch = NeighbourhoodWatch(groups: left, state: street.watch.state)
        let effects = street.watch.forgetStrangers(at: street.now)
        #expect(street.draw(effects) == "-node/n1:1 +a1")
    }

    @Test("Groups are read from text and from attributes", arguments: ["node", "/x", "Node/x", "node/", ""])
    func groups(_ text: String) throws {
        let bytes = try JSONEncoder().encode([text])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([NeighbourGroup].self, from: bytes) }
        let group = try #require(NeighbourGroup(level: "street", name: "Elm / Oak"))
        #expect(try JSONDecoder().decode([NeighbourGroup].self, from: JSONEncoder().encode([group])) == [group])
    }

    @Test(
        "Settings out of range are refused",
        arguments: [#"{"count": 1}"#, #"{"share": 1.5}"#, #"{"window_s": 1}"#, #"{"hold_s": -1}"#, #"{"x": 1}"#]
    )
    func settings(_ json: String) throws {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(NeighbourhoodSettings.self, from: Data(json.utf8))
        }
    }

    @Test("Random failures: told and withdrawn always balance, with a restart after each", arguments: 0..<20)
    func balance(_ seed: Int) throws {
        var state = UInt64(seed + 1)
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var street = try Neighbours(restarts: true)
        var failing: Set<String> = []
        for _ in 0..<300 {
            let device = random(2) == 0 ? "a\(random(10))" : "b\(random(5))"
            let isFailing = failing.contains(device)
            _ = try street.report((isFailing ? "-" : "+") + device)
            if isFailing { failing.remove(device) } else { failing.insert(device) }
            _ = try street.wait(random(200))
        }
        _ = try street.wait(1_000)
        var active: Set<String> = []
        for report in street.reports {
            if report.state == .active { active.insert(report.fingerprint) } else { active.remove(report.fingerprint) }
        }
        let plants = street.watch.state.failing
        let covered = plants.flatMap { street.watch.state.covered(by: $0) }.map(\.rawValue)
        let singles = failing.subtracting(covered).map { "device_silent/\($0)" }
        #expect(active == Set(singles + plants.map(NeighbourhoodWatch.fingerprint)))
    }
}
