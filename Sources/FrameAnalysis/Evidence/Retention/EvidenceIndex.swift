public import MonitoringModel

/// Which files of evidence there are, and which of them have to go.
///
/// A value without clock or disk: whoever has these tells it what is there and does what it says.
/// Files of open alerts are never deleted, neither for their age nor for their size.
public struct EvidenceIndex: Hashable, Sendable {
    /// The most files that are known; the oldest beyond it are the first to go.
    public static let maximumCount = 100_000

    /// A file.
    public struct Entry: Hashable, Sendable {
        /// The file's size in bytes.
        public var bytes: Int
        /// When it was stored.
        public var storedAt: Instant

        /// Creates an entry.
        public init(bytes: Int, storedAt: Instant) {
            self.bytes = bytes
            self.storedAt = storedAt
        }
    }

    private(set) var entries: [EvidenceID: Entry] = [:]
    /// The bytes of all files.
    public private(set) var totalBytes = 0

    /// Creates an index of no files.
    public init() {}

    /// How many files there are.
    public var count: Int { entries.count }

    /// Returns what is known of a file.
    public subscript(id: EvidenceID) -> Entry? { entries[id] }

    /// Takes note of a file, in place of an earlier one of the same name.
    public mutating func add(_ id: EvidenceID, _ entry: Entry) {
        remove(id)
        let bytes = max(0, entry.bytes)
        entries[id] = Entry(bytes: bytes, storedAt: entry.storedAt)
        totalBytes += bytes
    }

    /// Takes note that a file is gone.
    public mutating func remove(_ id: EvidenceID) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        totalBytes -= entry.bytes
    }

    /// Returns what has to go, oldest first; nothing is changed until ``remove(_:)`` is told.
    ///
    /// - Parameters:
    ///   - now: What time it is.
    ///   - limits: How long and how much is kept.
    ///   - open: The files that open alerts mention; those about the same event are kept with them.
    /// - Returns: The files, each once.
    public func deletions(at now: Instant, _ limits: EvidenceLimits, keeping open: Set<EvidenceID>)
        -> [EvidenceDeletion]
    {
        let openEvents = Set(open.compactMap { EvidenceName($0)?.sibling(.snapshot) })
        var left = totalBytes
        var count = entries.count
        var kept: [(id: EvidenceID, entry: Entry)] = []
        var deletions: [EvidenceDeletion] = []
        func delete(_ id: EvidenceID, _ entry: Entry, _ reason: EvidenceDeletion.Reason) {
            left -= entry.bytes
            count -= 1
            deletions.append(
                EvidenceDeletion(id: id, bytes: entry.bytes, storedAt: entry.storedAt, reason: reason)
            )
        }
        for (id, entry) in entries.sorted(by: { ($0.value.storedAt, $0.key) < ($1.value.storedAt, $1.key) }) {
            let name = EvidenceName(id)
            if open.contains(id) || name.map({ openEvents.contains($0.sibling(.snapshot)) }) ?? false { continue }
            if now - entry.storedAt > limits.age(of: name?.kind) {
                delete(id, entry, .expired)
            } else {
                kept.append((id, entry))
            }
        }
        for (id, entry) in kept where left > limits.totalBytes || count > Self.maximumCount {
            delete(id, entry, .overSize)
        }
        return deletions
    }
}
