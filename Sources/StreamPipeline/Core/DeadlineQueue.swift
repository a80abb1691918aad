public import MonitoringModel

/// The deadlines that have been set, ready to be asked which is next.
///
/// A binary heap in which moved and cancelled deadlines stay until they come to the top or outnumber
/// the live ones; setting, cancelling and taking cost O(log n).
public struct DeadlineQueue: Sendable {
    private var dueAt: [Deadline.ID: Instant] = [:]
    private var heap: [Deadline] = []

    /// Creates a queue with deadlines.
    public init(_ deadlines: [Deadline] = []) {
        for deadline in deadlines { set(deadline) }
    }

    /// The number of deadlines.
    public var count: Int { dueAt.count }

    /// When the next deadline is due, or `nil` if there is none.
    public mutating func nextDue() -> Instant? {
        dropStale()
        return heap.first?.dueAt
    }

    /// Returns when a deadline is due, or `nil` if it is not set.
    public func due(_ id: Deadline.ID) -> Instant? { dueAt[id] }

    /// Sets a deadline, in place of one of the same name.
    public mutating func set(_ deadline: Deadline) {
        guard dueAt[deadline.id] != deadline.dueAt else { return }
        dueAt[deadline.id] = deadline.dueAt
        heap.append(deadline)
        siftUp(from: heap.count - 1)
        if heap.count > 2 * dueAt.count + 64 { rebuild() }
    }

    /// Removes a deadline; nothing happens if it is not set.
    public mutating func cancel(_ id: Deadline.ID) {
        dueAt[id] = nil
    }

    /// Takes the earliest deadline that is due at a time, or returns `nil` if none is.
    public mutating func takeDue(at now: Instant) -> Deadline? {
        dropStale()
        guard let first = heap.first, first.dueAt <= now else { return nil }
        removeTop()
        dueAt[first.id] = nil
        return first
    }

    private mutating func dropStale() {
        while let first = heap.first, dueAt[first.id] != first.dueAt { removeTop() }
    }

    private mutating func rebuild() {
        heap = dueAt.map { Deadline(id: $0.key, dueAt: $0.value) }
        heap.sort(by: Self.isEarlier)
    }

    private mutating func removeTop() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown(from: 0)
    }

    private mutating func siftUp(from index: Int) {
        var child = index
        while child > 0 {
            let parent = (child - 1) / 2
            guard Self.isEarlier(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(from index: Int) {
        var parent = index
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if Self.isEarlier(heap[child], heap[smallest]) { smallest = child }
            }
            guard smallest != parent else { return }
            heap.swapAt(parent, smallest)
            parent = smallest
        }
    }

    /// Equal times are ordered by name, so that the same deadlines always come in the same order.
    private static func isEarlier(_ first: Deadline, _ second: Deadline) -> Bool {
        if first.dueAt != second.dueAt { return first.dueAt < second.dueAt }
        return (first.id.owner, first.id.key) < (second.id.owner, second.id.key)
    }
}
