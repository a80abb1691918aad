import Alerting
import MonitoringModel

@testable import ConsoleAPI

/// A way to make the console answer with an error that its description promises.
struct ErrorPath {
    struct Unknown: Error, CustomStringConvertible {
        let answer: APIDescription.Answer
        var description: String { "no test knows how to reach \(answer)" }
    }

    private let answer: APIDescription.Answer
    private let household = FakeHousehold.example()

    init(_ answer: APIDescription.Answer) {
        self.answer = answer
    }

    /// Makes the console answer.
    func take() async throws -> HTTPAnswer {
        struct Broken: Error {}
        var path = Self.filled(answer.path)
        var headers: [String: String] = [:]
        let writes = answer.method == "POST" || answer.method == "PUT"
        var body = writes ? Self.body(answer.path) : nil
        var places: [FeedSubscription] = []
        switch answer.status {
        case 400: if writes { body = "{" } else { path += "?unknown=1" }
        case 401: break
        case 403 where answer.path.hasSuffix("/still"):
            path += "?variant=picture"
            household.update { $0.showsPictures = false }
        case 403: headers["Origin"] = "http://evil.example"
        case 404: path = Self.filled(answer.path, name: "missing")
        case 409 where answer.path.contains("switches"):
            path = path.replacing("enabled", with: "motion")
            body = #"{"on":false}"#
        case 409 where answer.path.contains("rules") || answer.path.contains("alarms"):
            path = path.replacing("kept", with: "bright")
        case 409 where answer.path.contains("destinations"): body = #"{"url":"http://hook"}"#
        case 409: household.update { state in state.alerts = state.alerts.map(Self.resolved) }
        case 413: body = String(repeating: " ", count: 70_000)
        case 414: path += "?kind=" + String(repeating: "a", count: 5_000)
        case 415: headers["Content-Type"] = "text/plain"
        case 416: headers["Range"] = "bytes=9999-"
        case 421: headers["Host"] = "evil.example"
        case 503 where answer.path == "/api/v1/feed":
            places = try (0..<AlertFeed.maximumSubscribers).map { _ in try household.feed.subscribe() }
        case 503:
            household.update { state in
                state.failure = Broken()
                state.status.ready = false
            }
        default: throw Unknown(answer: answer)
        }
        return try await request(path, headers: headers, body: body, places: places)
    }

    private func request(
        _ path: String,
        headers: [String: String],
        body: String?,
        places: [FeedSubscription]
    ) async throws -> HTTPAnswer {
        let token = answer.status == 401 ? "a-long-enough-token" : nil
        let configuration = try ConsoleConfiguration(port: 0, token: token)
        let method = answer.method
        let found = try await withConsole(household, configuration: configuration) { client in
            try await client.request(method, path, headers: headers, body: body)
        }
        withExtendedLifetime(places) {}
        return found
    }

    private static func filled(_ path: String, name: String? = nil) -> String {
        let id =
            name
            ?? (path.contains("rules")
                ? "kept"
                : path.contains("evidence") ? "fall-1.jpg" : path.contains("cameras") ? "bedroom" : "alert-000001")
        let person = name ?? "helga"
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            .map { part in
                switch part {
                case "{id}": id
                case "{alarm}": name ?? "kept"
                case "{table}": name ?? "lux"
                case "{queue}": name ?? "work"
                case "{receipt}": name ?? "r1"
                case "{destination}": name ?? "hook"
                case "{person}": person
                case "{name}": "enabled"
                default: String(part)
                }
            }
        return parts.joined(separator: "/")
    }

    private static func body(_ path: String) -> String {
        if path.hasSuffix("{alarm}/state") { return #"{"state":"ALARM","reason":"a drill"}"# }
        if path.contains("alarms") { return #"{"threshold":1}"# }
        if path.hasSuffix("/state") { return #"{"on":true}"# }
        if path.hasSuffix("destinations/confirm") { return #"{"token":"right"}"# }
        if path.contains("destinations") { return #"{"url":"http://new"}"# }
        if path.contains("queues") { return "{}" }
        if path.contains("chat") { return #"{"text":"hello"}"# }
        if path.contains("switches") { return #"{"on":true}"# }
        if path.hasSuffix("/enabled") { return #"{"on":true}"# }
        if path.hasSuffix("rules/test") { return #"{"sql":"SELECT * FROM 'a'","topic":"a","payload":1}"# }
        if path.contains("rules") { return #"{"sql":"SELECT * FROM 'a'"}"# }
        if path.contains("profile") { return #"{"profile":"night"}"# }
        return path.contains("session") ? #"{"token":"wrong"}"# : #"{"by":"Martin"}"#
    }

    private static func resolved(_ alert: Alert) -> Alert {
        var alert = alert
        alert.state = .resolved
        return alert
    }
}
