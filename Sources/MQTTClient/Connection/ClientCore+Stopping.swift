import NIOCore
import NIOSSL

extension ClientCore {
    /// Ends the client: says goodbye and closes.
    func stop() {
        isStopping = true
        guard channel != nil else { return }
        var effects = SessionEffects()
        session.disconnect(into: &effects)
        effects.end = .closedByClient
        perform(effects)
    }

    /// Closes the connection for a reason; the first reason counts.
    func end(_ reason: DisconnectReason) {
        if endReason == nil { endReason = reason }
        session.close()
        guard let channel else { return }
        // Closing discards what is not written, so a last DISCONNECT gets a moment if the socket is full.
        guard !channel.isWritable else {
            channel.close(promise: nil)
            return
        }
        eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }

    /// Handles an error of the socket or of TLS.
    func failed(_ error: any Error, epoch: UInt64) {
        guard epoch == self.epoch else { return }
        if case .uncleanShutdown? = error as? NIOSSLError { return }
        let isTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
        end(isTLS && session.phase != .connected ? .tlsFailed("\(error)") : .connectionLost("\(error)"))
    }

    /// Lets everybody who waits go; nothing happens after this.
    func finish(_ error: MQTTClientError) {
        finalError = error
        for waiter in publishWaiters.values { waiter.resume(throwing: error) }
        publishWaiters = [:]
        for waiter in requestWaiters.values { waiter.resume(throwing: error) }
        requestWaiters = [:]
        for waiter in batchWaiters { waiter.continuation.resume(returning: nil) }
        batchWaiters = []
        stateContinuation.finish()
    }
}
