import ChatAssistant
import HTTPTypes
import Hummingbird
import MonitoringModel

/// Conversations by the page, and who can have one.
struct ChatEndpoints: Sendable {
    /// The channel's name in utterances and messages.
    static let channel = "webchat"

    /// Who is known.
    let people: any PersonDirectory
    /// Where conversations are read.
    let transcripts: any TranscriptStore
    /// Where utterances go.
    let gateway: any CommandGateway
    /// What time it is.
    let clock: any WallClock

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/people", handler: list),
            ConsoleRoute(.get, "/api/v1/chat/{person}", handler: read),
            ConsoleRoute(.post, "/api/v1/chat/{person}", handler: say),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let people = await people.people()
            .map { person in
                JSONValue(object: [
                    "id": .string(person.id.rawValue), "name": .string(person.name),
                    "seesPictures": .bool(person.seesPictures),
                ])
            }
        return .json(JSONValue(object: ["people": .array(people)]))
    }

    private func read(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let parameters = try QueryReader(request, permitted: ["after", "limit"])
        let after = try parameters.number("after", in: 0...Int64.max, default: 0)
        let limit = try parameters.number("limit", in: 1...500, default: 100)
        let person = try await person(in: context)
        let messages = try await transcripts.messages(with: person, after: after, limit: limit)
        return .json(
            JSONValue(object: [
                "messages": .array(messages.map(Self.document)),
                "last": .integer(messages.last?.number ?? after),
            ])
        )
    }

    private func say(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let body = try await BodyReader(request, permitted: ["text"])
        let text = try body.text("text", length: 1...Utterance.maximumLength)
        let person = try await person(in: context)
        let utterance = Utterance(person: person, channel: Self.channel, text: text, receivedAt: clock.now)
        let replies = try await gateway.say(utterance)
        return .json(JSONValue(object: ["replies": .array(replies.map(Self.document))]))
    }

    private func person(in context: ConsoleContext) async throws -> PersonID {
        let id: PersonID = try PathReader.identifier("person", in: context)
        guard await people.people().contains(where: { $0.id == id }) else {
            throw Problem.notFound("Nobody is called '\(id)': /api/v1/people lists who is known.")
        }
        return id
    }

    /// Returns the document of one line of a conversation.
    static func document(_ message: ChatMessage) -> JSONValue {
        JSONValue(object: [
            "number": .integer(message.number),
            "person": .string(message.person.rawValue),
            "speaker": .string(message.speaker.rawValue),
            "channel": .string(message.channel),
            "text": .string(message.text),
            "alert": .text(message.alert?.rawValue),
            "at": .time(message.at),
        ])
    }
}
