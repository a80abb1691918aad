import NIOCore

extension ClientCore {
    /// Parses what was read.
    func received(_ bytes: ByteBuffer, epoch: UInt64) {
        guard epoch == self.epoch, endReason == nil else { return }
        let now = NIODeadline.now()
        var effects = SessionEffects()
        framer.append(bytes)
        do throws(ProtocolViolation) {
            while let packet = try framer.next() {
                try session.receive(packet, at: now, into: &effects)
            }
        } catch {
            session.end(with: error, into: &effects)
        }
        counters.receivedMessages += UInt64(effects.messages.count)
        if readMessages.isEmpty {
            readMessages = effects.messages
        } else {
            readMessages += effects.messages
        }
        perform(effects)
        if !effects.publications.isEmpty { pump() }
    }

    /// Hands on what one round of reads brought, and asks for more if there is room.
    func finishedReading(epoch: UInt64) {
        guard epoch == self.epoch else { return }
        isReadRequested = false
        if !readMessages.isEmpty {
            inbox.append(readMessages, epoch: epoch)
            readMessages = []
            serveBatchWaiters()
        }
        readIfRoom()
    }

    /// Reads from the socket unless enough waits for the consumer.
    func readIfRoom() {
        guard !isReadRequested, !inbox.isFull, endReason == nil, let channel else { return }
        isReadRequested = true
        channel.read()
    }

    /// Gives waiting consumers what there is.
    func serveBatchWaiters() {
        while !batchWaiters.isEmpty, let batch = takeBatch() {
            batchWaiters.removeFirst().continuation.resume(returning: batch)
        }
    }

    private func takeBatch() -> MQTTMessageBatch? {
        guard let chunk = inbox.take() else { return nil }
        batchNumber += 1
        if chunk.epoch == epoch {
            let dueCount = chunk.messages.reduce(0) { $0 + ($1.qos == .atMostOnce ? 0 : 1) }
            session.incoming.handOut(batch: batchNumber, dueCount: dueCount)
        }
        return MQTTMessageBatch(messages: chunk.messages, core: self, epoch: chunk.epoch, number: batchNumber)
    }

    /// The next batch; nil once the client has stopped or the waiting task is cancelled.
    func nextBatch() async -> MQTTMessageBatch? {
        guard finalError == nil, !Task.isCancelled else { return nil }
        if batchWaiters.isEmpty, let batch = takeBatch() {
            readIfRoom()
            return batch
        }
        callNumber += 1
        let number = callNumber
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                batchWaiters.append((number, continuation))
            }
        } onCancel: {
            later { $0.cancelBatchWaiter(number) }
        }
    }

    private func cancelBatchWaiter(_ number: UInt64) {
        guard let index = batchWaiters.firstIndex(where: { $0.number == number }) else { return }
        batchWaiters.remove(at: index).continuation.resume(returning: nil)
    }

    /// Acknowledges a batch.
    func acknowledge(epoch: UInt64, number: UInt64) throws(MQTTClientError) -> MQTTMessageBatch.Acknowledgement {
        guard epoch == self.epoch, session.phase == .connected else {
            counters.staleAcknowledgements += 1
            return .stale
        }
        var effects = SessionEffects()
        guard session.incoming.acknowledge(batch: number, into: &effects) else { throw .alreadyAcknowledged }
        perform(effects)
        return .accepted
    }
}
