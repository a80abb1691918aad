import Foundation
import MonitoringModel
import Testing

@testable import MetricAlarms

@Suite("Alarms as documents")
struct DocumentTests {
    private func decode(_ json: String) throws -> AlarmDocument {
        try JSONDecoder().decode(AlarmDocument.self, from: Data(json.utf8))
    }

    private let metric = #""id": "a", "metric": {"namespace": "n", "name": "m"}"#

    @Test("A short document has the defaults")
    func defaults() throws {
        let document = try decode("{\(metric), \"comparison\": \">\", \"threshold\": 5}")
        let condition = try #require(document.metricCondition)
        #expect(condition.period == 60 && condition.evaluationPeriods == 1 && condition.datapointsToAlarm == 1)
        #expect(condition.evaluationRange == 3 && condition.statistic == .average && condition.missingData == .missing)
        #expect(document.actionsEnabled && document.actions.isEmpty && document.alert == nil)
    }

    @Test(
        "A document survives being written and read",
        arguments: [
            #"""
            {"id": "a", "description": "d", "metric": {"namespace": "n", "name": "m", "dimensions": {"x": "y", "a": "b"},
             "unit": "lx"}, "statistic": "p99.9", "comparison": "LessThanOrEqualToThreshold", "threshold": -1.5,
             "period_s": 120, "evaluation_periods": 5, "datapoints_to_alarm": 3, "treat_missing_data": "not_breaching",
             "evaluation_range": 9, "evaluation_delay_s": 30, "actions_enabled": false, "renotify_s": 3600,
             "ok_actions": [{"log": {}}], "alarm_actions": [{"message": {"person": "anna", "text": ["x", 1, null]}}],
             "insufficient_data_actions": [{"log": {"level": "info"}}],
             "alert": {"kind": "glass", "severity": "major", "summary": "s", "device": "d", "person": "p", "site": "q"},
             "suppressor": {"alarm": "b", "wait_s": 5, "extension_s": 6}}
            """#,
            #"{"id": "a", "expression": "ALARM(b) AND (OK(c) OR NOT INSUFFICIENT_DATA(\"d\"))", "alert": {}}"#,
        ]
    )
    func roundTrip(_ json: String) throws {
        let document = try decode(json)
        #expect(try JSONDecoder().decode(AlarmDocument.self, from: JSONEncoder().encode(document)) == document)
    }

    @Test(
        "A fault is told with its path and with what could stand there",
        arguments: [
            (#"{"id": "a"}"#, "metric", "one of them"), (#"{"id": "a b", "expression": "TRUE"}"#, "id", "identifier"),
            (#"{"id": "a", "expression": "TRUE", "threshold": 1}"#, "threshold", "either metric or expression"),
            (#"{"id": "a", "expression": "ALARM(b) AND"}"#, "expression", "line 1, column 13"),
            (#"{"id": "a", "expression": "TRUE", "colour": "red"}"#, "colour", "unknown field"),
            (#"{"id": "a", "metric": {"namespace": "n"}, "comparison": ">", "threshold": 1}"#, "metric", "name"),
            (
                #"{"id": "a", "metric": {"namespace": "", "name": "m"}, "comparison": ">", "threshold": 1}"#,
                "metric.namespace", "1 to 255"
            ),
            (#"{"id": "a", "metric": "m", "comparison": ">", "threshold": 1}"#, "metric", ""),
            ("{M, \"threshold\": 1}", "", "comparison"),
            ("{M, \"comparison\": \"over\", \"threshold\": 1}", "comparison", "known are >"),
            ("{M, \"comparison\": \">\"}", "", "threshold"),
            ("{M, \"comparison\": \">\", \"threshold\": \"1\"}", "threshold", ""),
            ("{B, \"statistic\": \"p200\"}", "statistic", "p0 to p100"),
            ("{B, \"period_s\": 45}", "period_s", "multiple of 60"),
            ("{B, \"period_s\": -60}", "period_s", "multiple of 60"),
            ("{B, \"period_s\": 9223372036854775740}", "evaluation_periods", "at most a day"),
            ("{B, \"period_s\": 3600, \"evaluation_periods\": 25}", "evaluation_periods", "1 to 24"),
            ("{B, \"evaluation_periods\": 9223372036854775807}", "evaluation_periods", "1 to 1440"),
            ("{B, \"evaluation_periods\": 0}", "evaluation_periods", "1 to 1440"),
            ("{B, \"datapoints_to_alarm\": 2}", "datapoints_to_alarm", "1 to 1"),
            ("{B, \"evaluation_range\": 0}", "evaluation_range", "1 to 101"),
            ("{B, \"evaluation_delay_s\": 4000}", "evaluation_delay_s", "0 to 3600"),
            ("{B, \"treat_missing_data\": \"bad\"}", "treat_missing_data", "breaching, notBreaching, ignore, missing"),
            ("{B, \"renotify_s\": 5}", "renotify_s", "60 to"),
            ("{B, \"alarm_actions\": [{}]}", "alarm_actions.0", "only field"),
            ("{B, \"ok_actions\": [{\"a\": 1, \"b\": 2}]}", "ok_actions.0", "list"),
            ("{B, \"ok_actions\": {\"a\": 1}}", "ok_actions", ""),
            ("{B, \"suppressor\": {\"alarm\": \"b\", \"wait_s\": -1}}", "suppressor.wait_s", "0 to"),
            ("{B, \"alert\": {\"severity\": \"huge\"}}", "alert.severity", ""), ("[]", "", ""), ("7", "", ""),
            ("null", "", ""),
        ]
    )
    func faults(_ template: String, _ path: String, _ expected: String) throws {
        let json = template.replacingOccurrences(of: "{M", with: "{\(metric)")
            .replacingOccurrences(of: "{B", with: "{\(metric), \"comparison\": \">\", \"threshold\": 1")
        let error = try #require(throws: DecodingError.self) { try decode(json) }
        let context: DecodingError.Context
        switch error {
        case .dataCorrupted(let found), .typeMismatch(_, let found), .valueNotFound(_, let found): context = found
        case .keyNotFound(let key, let found):
            context = found
            #expect(key.stringValue == expected)
            return
        @unknown default: return
        }
        let found = context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
        #expect(found == path)
        #expect(expected.isEmpty || context.debugDescription.contains(expected))
    }

    @Test("Documents built by a program are checked too, and two of one name are refused")
    func programs() throws {
        var document = try alarm("a")
        if case .metric(var condition) = document.condition {
            condition.threshold = .nan
            document.condition = .metric(condition)
        }
        #expect(throws: MetricAlarmError.self) { try MetricAlarmSet([document]) }
        let error = try #require(throws: MetricAlarmError.self) {
            try MetricAlarmSet([try alarm("a"), try alarm("a")])
        }
        #expect("\(error)" == "alarm 'a', id: found a second alarm of that name, expected one")
        let tooMany = AlarmAction(name: "log", settings: .null)
        #expect(throws: MetricAlarmError.self) {
            try MetricAlarmSet([try alarm("a") { $0.actions[.ok] = Array(repeating: tooMany, count: 17) }])
        }
    }

    @Test("A memory that somebody damaged is taken as far as it makes sense")
    func damagedMemory() throws {
        let json = #"""
            {"alarms": {}, "series": [{"series": {"namespace": "Greenhouse", "name": "lux"}, "slotLength": 0,
             "slots": [1, 2, 3]}, {"series": {"namespace": "Greenhouse", "name": "lux"}, "slotLength": 60000,
             "slots": [9e18, 1, 1, 1, 1, -9e18, 1, 1, 1, 1, 1.5, 1, 1, 1, 1, 5, -1, 1, 1, 1], "samples": [[1], [1, -1]]}],
             "clock": {"advancedTo": 9223372036854775807}}
            """#
        let memory = try JSONDecoder().decode(AlarmSetMemory.self, from: Data(json.utf8))
        var set = try MetricAlarmSet([try alarm("a", statistic: .percentile(50))], memory: memory)
        set.resume(at: morning)
        _ = set.advance(to: morning)
        _ = set.advance(to: morning + .seconds(600))
        #expect(set.memory(of: try #require(AlarmID("a")))?.state == .insufficientData)
    }
}
