import MonitoringModel

/// Learns where a clock is burnt into the picture: small places that change at the same moment of every second.
///
/// People never move like that for long, so where they walk nothing is learnt; and whatever else changes there
/// makes the place count again at once.
struct TickingCells {
    /// How many changes in step make a place a clock's.
    static let learntAfter = 10
    /// How many changes in step are remembered.
    static let greatestScore = 20
    /// What a change out of step costs.
    static let penalty = 4
    /// The largest share of the picture that a clock has.
    static let greatestShare = 0.03
    /// How many cells beside the seconds the rest of the clock reaches.
    static let reach = 24
    /// How long a clock that does not tick any more is remembered.
    static let memory = Duration.seconds(20)

    private let width: Int
    private var scores: [Int]
    private var phases: [Double]
    private var changedAt: [Instant?]
    private var learnt: Set<Int> = []

    /// Creates a memory for a grid in which nothing ticks.
    init(columns: Int, rows: Int) {
        width = max(columns, 1)
        let count = columns * rows
        scores = [Int](repeating: 0, count: count)
        phases = [Double](repeating: 0, count: count)
        changedAt = [Instant?](repeating: nil, count: count)
    }

    /// The cells that tick.
    var cells: Set<Int> { learnt }

    /// Learns from a movement and tells whether it was a clock's.
    ///
    /// - Parameters:
    ///   - cluster: The cells that moved.
    ///   - now: When.
    ///   - interval: The time between pictures.
    /// - Returns: Whether the movement is to be left out.
    mutating func explain(_ cluster: MotionCluster, at now: Instant, interval: Duration) -> Bool {
        forget(at: now)
        let isSmall = Double(cluster.cells.count) <= Self.greatestShare * Double(scores.count)
        let isClock = isSmall && cluster.cells.allSatisfy(isBesideClock)
        for cell in cluster.cells {
            if isSmall { tick(cell, at: now, interval: interval, isClock: isClock) } else { distrust(cell) }
        }
        return isClock
    }

    /// A change in one line with the seconds and near them.
    private func isBesideClock(_ cell: Int) -> Bool {
        guard !learnt.isEmpty else { return false }
        if learnt.contains(cell) { return true }
        return learnt.contains { other in
            abs(other / width - cell / width) <= 1 && abs(other % width - cell % width) <= Self.reach
        }
    }

    private mutating func tick(_ cell: Int, at now: Instant, interval: Duration, isClock: Bool) {
        let phase = Double(((now.millisecondsSinceEpoch % 1_000) + 1_000) % 1_000) / 1_000
        defer { changedAt[cell] = now }
        guard let last = changedAt[cell], scores[cell] > 0 else {
            scores[cell] = 1
            phases[cell] = phase
            return
        }
        let away = (phase - phases[cell] + 1.5).truncatingRemainder(dividingBy: 1) - 0.5
        // A tick is seen one picture late at most.
        let tolerance = min(0.6 * interval.inSeconds + 0.05, 0.25)
        if abs(away) <= tolerance, now - last >= .milliseconds(600) {
            scores[cell] = min(scores[cell] + 1, Self.greatestScore)
            phases[cell] = (phases[cell] + 0.1 * away + 1).truncatingRemainder(dividingBy: 1)
            if scores[cell] >= Self.learntAfter { learnt.insert(cell) }
        } else if !isClock {
            distrust(cell)
        }
    }

    private mutating func distrust(_ cell: Int) {
        scores[cell] = max(scores[cell] - Self.penalty, 0)
        if scores[cell] < Self.learntAfter / 2 { learnt.remove(cell) }
    }

    private mutating func forget(at now: Instant) {
        guard !learnt.isEmpty else { return }
        learnt = learnt.filter { cell in changedAt[cell].map { now - $0 <= Self.memory && now >= $0 } ?? false }
    }
}
