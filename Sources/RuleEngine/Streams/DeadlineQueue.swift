import MonitoringModel

/// The times at which streams want to be called, soonest first; a binary heap with stale entries passed over.
struct DeadlineQueue: Sendable {
    /// When which stream wants to be called.
    struct Entry: Sendable {
        /// When.
        var at: Instant
        /// Which.
        var key: RuleKey
    }

    private var heap: [Entry] = []

    /// Creates an empty queue.
    init() {}

    /// How many entries there are, stale ones among them.
    var count: Int { heap.count }

    /// The soonest entry, which may be stale.
    var first: Entry? { heap.first }

    /// Adds an entry.
    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].at < heap[parent].at else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Removes the soonest entry.
    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return }
            let right = left + 1
            let child = right < heap.count && heap[right].at < heap[left].at ? right : left
            guard heap[child].at < heap[parent].at else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }

    /// Keeps only some entries.
    mutating func keep(_ isCurrent: (Entry) -> Bool) {
        let current = heap.filter(isCurrent)
        heap = []
        for entry in current { insert(entry) }
    }
}
