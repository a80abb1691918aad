import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// The live stream of what happens.
struct FeedEndpoint: Sendable {
    /// How often a sign of life is sent; a watcher who takes none for as long is cut off.
    static let heartbeat: Duration = .seconds(15)

    /// Where events come from.
    let feed: AlertFeed
    /// The clock that waits.
    let clock: any Clock<Duration>

    /// The address.
    var routes: [ConsoleRoute] {
        [ConsoleRoute(.get, "/api/v1/feed", handler: open)]
    }

    private func open(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        guard request.method == .get else { return Response(status: .ok, headers: headers) }
        let subscription = try feed.subscribe()
        let isReturning = HTTPField.Name("Last-Event-ID").map { request.headers.contains($0) } ?? false
        let channel = context.channel
        let body = ResponseBody { writer in
            let mailbox = subscription.mailbox
            try await request.body.consumeWithInboundCloseHandler { _ in
                try await withGracefulShutdownHandler {
                    try await writer.write(EventStreamText.opening)
                    if isReturning { try await writer.write(EventStreamText.reset) }
                    try await write(mailbox, to: &writer, channel: channel)
                } onGracefulShutdown: {
                    mailbox.finish()
                }
            } onInboundClosed: {
                mailbox.finish()
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    private func write(
        _ mailbox: FeedMailbox,
        to writer: inout any ResponseBodyWriter,
        channel: any Channel
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await beat(mailbox, channel: channel) }
            for await _ in mailbox.wakeups {
                let batch = mailbox.take()
                guard !batch.isEmpty else { continue }
                try await writer.write(EventStreamText.text(of: batch))
            }
            group.cancelAll()
        }
    }

    private func beat(_ mailbox: FeedMailbox, channel: any Channel) async throws {
        do {
            while true {
                try await clock.sleep(for: Self.heartbeat)
                guard mailbox.beat() else { continue }
                // The watcher has read nothing for a whole interval: its place is wanted by others.
                channel.close(promise: nil)
                return
            }
        } catch is CancellationError {
            return
        }
    }
}
