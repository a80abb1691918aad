import NIOCore

/// The text of server-sent events.
///
/// Source: WHATWG HTML, section 9.2 "Server-sent events".
enum EventStreamText {
    /// What the stream begins with: how long to wait before connecting again, in milliseconds.
    static let opening = ByteBuffer(string: "retry: 3000\n\n")
    /// Tells a watcher that comes back that it missed something and must read the lists again.
    static let reset = ByteBuffer(string: "event: reset\ndata: {}\n\n")

    /// Returns the text of what waited for a watcher.
    static func text(of batch: FeedMailbox.Batch) -> ByteBuffer {
        var buffer = ByteBuffer()
        if batch.dropped > 0 {
            buffer.writeString("event: dropped\ndata: {\"count\":\(batch.dropped)}\n\n")
        }
        for line in batch.lines {
            buffer.writeString("id: \(line.number)\nevent: \(line.name)\ndata: ")
            buffer.writeBytes(line.data)
            buffer.writeString("\n\n")
        }
        if batch.isBeatDue, batch.lines.isEmpty { buffer.writeString(": alive\n\n") }
        return buffer
    }
}
