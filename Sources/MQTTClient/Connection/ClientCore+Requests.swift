extension ClientCore {
    /// Subscribes or unsubscribes; returns the server's codes, one a filter.
    func request(_ request: SubscriptionRequest) async throws -> [ReasonCode] {
        if let finalError { throw finalError }
        try Task.checkCancellation()
        guard session.subscriptions.callCount < Self.requestLimit else {
            throw MQTTClientError.outgoingBufferFull(limit: Self.requestLimit)
        }
        callNumber += 1
        let token = callNumber
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                requestWaiters[token] = continuation
                session.subscriptions.add(request, token: token)
                var effects = SessionEffects()
                session.sendRequests(into: &effects)
                perform(effects)
            }
        } onCancel: {
            later { $0.cancelRequest(token) }
        }
    }

    private func cancelRequest(_ token: UInt64) {
        session.subscriptions.forget(token: token)
        requestWaiters.removeValue(forKey: token)?.resume(throwing: CancellationError())
    }
}
