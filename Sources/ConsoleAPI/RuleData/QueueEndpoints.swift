import Foundation
import HTTPTypes
import Hummingbird
import MonitoringModel

/// The queues that rules fill: programs take messages out, and remove them when they are done with them.
struct QueueEndpoints: Sendable {
    /// Where they are read.
    let desk: any RuleDataDesk

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/queues", handler: list),
            ConsoleRoute(.post, "/api/v1/queues/{queue}/messages", handler: take),
            ConsoleRoute(.delete, "/api/v1/queues/{queue}/messages/{receipt}", handler: remove),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let queues = try await desk.queues()
            .map { queue in
                JSONValue(object: ["name": .string(queue.name), "messages": .number(queue.messages)])
            }
        return .json(JSONValue(object: ["queues": .array(queues)]))
    }

    private func take(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let queue: RuleID = try PathReader.identifier("queue", in: context)
        let body = try await BodyReader(request, permitted: ["limit", "visibilitySeconds"])
        let limit = try body.number("limit", in: 1...100, default: 10)
        let seconds = try body.number("visibilitySeconds", in: 1...43_200, default: 30)
        let taken = try await desk.take(from: queue.rawValue, limit: limit, visibility: .seconds(seconds))
        guard let taken else {
            throw Problem.notFound("The queue '\(queue)' does not exist: no rule has filled it yet.")
        }
        return .json(JSONValue(object: ["messages": .array(taken.map(Self.value))]))
    }

    private func remove(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let queue: RuleID = try PathReader.identifier("queue", in: context)
        let receipt: RuleID = try PathReader.identifier("receipt", in: context)
        guard try await desk.removeMessage(from: queue.rawValue, receipt: receipt.rawValue) else {
            throw Problem.notFound("The receipt is no longer good: the message was removed or taken out again.")
        }
        return Response(status: .noContent)
    }

    /// The payload as a document if it is one, and as base64 if it is none.
    private static func value(of message: TakenMessage) -> JSONValue {
        // proof: a payload that is no JSON is told in base64.
        let document = try? JSONParser.parse(message.body)
        return JSONValue(object: [
            "receipt": .string(message.receipt),
            "body": document ?? .null,
            "base64": document == nil ? .string(Data(message.body).base64EncodedString()) : .null,
            "enqueuedAt": .time(message.enqueuedAt),
            "receives": .number(message.receives),
        ])
    }
}
