import Hummingbird
import NIOCore

/// What belongs to one request while it is answered.
struct ConsoleContext: RequestContext {
    /// The router's part.
    var coreContext: CoreRequestContextStorage
    /// The connection, to close it when a reader of the feed has stopped reading.
    let channel: any Channel

    /// Creates the context of a request.
    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
