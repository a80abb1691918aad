import NIOCore

/// The publish calls that are not settled: what is still to be sent, and the outcomes so far.
struct PublishQueue {
    private struct Job {
        var publications: [MQTTPublication]
        var cursor = 0
        var outcomes: [PublishOutcome?]
        var unsettled: Int
    }

    /// The number of publications that wait to be sent, over all calls.
    private(set) var waitingCount = 0
    private var jobs: [UInt64: Job] = [:]
    private var order = CircularBuffer<UInt64>()
    private var lastJob: UInt64 = 0

    /// Makes an empty queue.
    init() {}

    /// The number of unsettled calls.
    var jobCount: Int { jobs.count }

    /// Adds a call; returns its number.
    ///
    /// - Throws: ``MQTTClientError/outgoingBufferFull(limit:)``.
    mutating func add(_ publications: [MQTTPublication], limit: Int) throws(MQTTClientError) -> UInt64 {
        guard waitingCount == 0 || waitingCount + publications.count <= limit else {
            throw .outgoingBufferFull(limit: limit)
        }
        lastJob += 1
        jobs[lastJob] = Job(
            publications: publications,
            outcomes: Array(repeating: nil, count: publications.count),
            unsettled: publications.count
        )
        order.append(lastJob)
        waitingCount += publications.count
        return lastJob
    }

    /// The quality of service of the publication that is next, or nil if none waits.
    mutating func nextQoS() -> QoS? {
        while let first = order.first {
            if let job = jobs[first], job.cursor < job.publications.count {
                return job.publications[job.cursor].qos
            }
            order.removeFirst()
        }
        return nil
    }

    /// Takes the next publication to send.
    mutating func next() -> (token: PublicationToken, publication: MQTTPublication)? {
        guard nextQoS() != nil, let number = order.first, let index = jobs[number]?.cursor,
            let publication = jobs[number]?.publications[index]
        else { return nil }
        jobs[number]?.cursor += 1
        waitingCount -= 1
        return (PublicationToken(job: number, index: index), publication)
    }

    /// Notes an outcome; returns all outcomes of the call once the last one is known.
    mutating func settle(_ token: PublicationToken, _ outcome: PublishOutcome) -> [PublishOutcome]? {
        guard let unsettled = jobs[token.job]?.unsettled else { return nil }
        jobs[token.job]?.outcomes[token.index] = outcome
        jobs[token.job]?.unsettled = unsettled - 1
        guard unsettled == 1 else { return nil }
        return jobs.removeValue(forKey: token.job)?.outcomes.map { $0 ?? .failed(.stopped) }
    }

    /// Forgets a call whose caller does not wait any more; what was not sent yet is not sent.
    mutating func cancel(_ number: UInt64) {
        guard let job = jobs.removeValue(forKey: number) else { return }
        waitingCount -= job.publications.count - job.cursor
    }
}
