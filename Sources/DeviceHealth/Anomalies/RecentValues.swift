/// The last values of a series, in a ring of fixed length.
struct RecentValues: Hashable, Codable, Sendable {
    private var ring: [Double] = []
    private var next = 0
    private let capacity: Int

    /// Creates an empty ring.
    init(capacity: Int) { self.capacity = capacity }

    /// How many values there are.
    var count: Int { ring.count }

    /// Whether the ring is full.
    var isFull: Bool { ring.count == capacity }

    /// Whether the parts fit together, as they do unless a stored state was damaged.
    func isSound(capacity expected: Int) -> Bool {
        capacity == expected && (isFull ? ring.indices.contains(next) : next == ring.count && next < capacity)
    }

    /// Adds a value in place of the oldest.
    mutating func append(_ value: Double) {
        if ring.count < capacity {
            ring.append(value)
        } else {
            ring[next] = value
        }
        next = (next + 1) % capacity
    }

    /// The mean of the last values, of all if there are fewer; 0 if there are none.
    func mean(last length: Int) -> Double { mean(length, before: 0) }

    /// The mean of `length` values, of which the last lies `age` values back.
    func mean(_ length: Int, before age: Int) -> Double {
        let length = min(length, ring.count - age)
        guard length > 0 else { return 0 }
        var position = next - 1 - age
        if position < 0 { position += ring.count }
        var sum = 0.0
        for _ in 0..<length {
            sum += ring[position]
            position = position == 0 ? ring.count - 1 : position - 1
        }
        return sum / Double(length)
    }

    /// The distance between the lowest and the highest value.
    var range: Double {
        guard var lowest = ring.first else { return 0 }
        var highest = lowest
        for value in ring {
            lowest = min(lowest, value)
            highest = max(highest, value)
        }
        return highest - lowest
    }
}
