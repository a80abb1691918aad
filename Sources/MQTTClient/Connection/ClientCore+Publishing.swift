import NIOCore

extension ClientCore {
    /// The most encoded bytes that are collected before they go to the socket.
    private static let writeChunk = 64 << 10

    /// Publishes; returns when the last publication is settled.
    func publish(_ publications: [MQTTPublication]) async throws -> [PublishOutcome] {
        if let finalError { throw finalError }
        try Task.checkCancellation()
        guard !publications.isEmpty else { return [] }
        let job = try queue.add(publications, limit: configuration.limits.outgoingMessageLimit)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                publishWaiters[job] = continuation
                pump()
            }
        } onCancel: {
            later { $0.cancelPublish(job) }
        }
    }

    private func cancelPublish(_ job: UInt64) {
        queue.cancel(job)
        publishWaiters.removeValue(forKey: job)?.resume(throwing: CancellationError())
    }

    /// Sends waiting publications as long as the server's window and the socket permit.
    func pump() {
        guard session.phase == .connected, let channel, queue.waitingCount > 0 else { return }
        var bytes = channel.allocator.buffer(capacity: 4096)
        var unconfirmed: [PublicationToken] = []
        var wasSent = false
        while channel.isWritable, let qos = queue.nextQoS(), qos == .atMostOnce || session.canSendConfirmed,
            let (token, publication) = queue.next()
        {
            var effects = SessionEffects()
            do throws(MQTTClientError) {
                try session.publish(publication, token: token, into: &effects)
            } catch {
                settle(token, .failed(error))
                continue
            }
            for packet in effects.packets { packet.write(to: &bytes, version: configuration.version) }
            wasSent = true
            if qos == .atMostOnce { unconfirmed.append(token) }
            if bytes.readableBytes >= Self.writeChunk {
                flush(&bytes, unconfirmed: &unconfirmed, to: channel)
            }
        }
        guard wasSent else { return }
        flush(&bytes, unconfirmed: &unconfirmed, to: channel)
        session.noteSent(at: .now())
    }

    private func flush(_ bytes: inout ByteBuffer, unconfirmed: inout [PublicationToken], to channel: any Channel) {
        guard bytes.readableBytes > 0 else { return }
        if unconfirmed.isEmpty {
            channel.writeAndFlush(bytes, promise: nil)
        } else {
            let tokens = unconfirmed
            channel.writeAndFlush(bytes)
                .whenComplete { [self] result in
                    self.assumeIsolated { $0.wrote(tokens, result) }
                }
            unconfirmed = []
        }
        bytes = channel.allocator.buffer(capacity: Self.writeChunk + 4096)
    }

    private func wrote(_ tokens: [PublicationToken], _ result: Result<Void, any Error>) {
        let outcome: PublishOutcome =
            switch result {
            case .success: .confirmed(.success)
            case .failure(let error): .failed(.connectionLost(endReason ?? .connectionLost("\(error)")))
            }
        for token in tokens { settle(token, outcome) }
    }

    /// Notes an outcome, and resumes the caller after its last one.
    func settle(_ token: PublicationToken, _ outcome: PublishOutcome) {
        if outcome.error == nil {
            counters.confirmedPublications += 1
        } else {
            counters.failedPublications += 1
        }
        guard let outcomes = queue.settle(token, outcome) else { return }
        publishWaiters.removeValue(forKey: token.job)?.resume(returning: outcomes)
    }

    /// Continues sending when the socket took what was waiting.
    func writabilityChanged(epoch: UInt64) {
        guard epoch == self.epoch else { return }
        pump()
    }
}
