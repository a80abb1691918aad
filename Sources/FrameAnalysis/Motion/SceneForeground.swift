/// The cells of one picture that stand out from the scene.
struct SceneForeground: Hashable, Sendable {
    /// Cells from left to right.
    let columns: Int
    /// Cells from top to bottom.
    let rows: Int
    /// The side of a cell in pixels of the whole picture.
    let cellSize: Double
    /// Whether each cell stands out, row by row.
    private(set) var standsOut: [Bool]
    /// The share of cells that stand out where nobody is or may be, 0 to 1: another light, or a camera that moved.
    let strayShare: Double

    /// What stands out together.
    struct Silhouette: Hashable, Sendable {
        /// The surrounding box in pixels of the whole picture, without the uppermost twentieth of its cells.
        var box: Box
        /// Its area in square pixels.
        var area: Double
    }

    /// Returns what stands out now and did not before, or did within a box, which somebody has left.
    ///
    /// - Parameters:
    ///   - before: What stood out before.
    ///   - box: Where somebody was then, in pixels of the whole picture.
    /// - Returns: What is new.
    func since(_ before: SceneForeground, except box: Box) -> SceneForeground {
        guard before.columns == columns, before.rows == rows else { return self }
        var old = before
        old.clear(box)
        var result = self
        for index in result.standsOut.indices where old.standsOut[index] { result.standsOut[index] = false }
        return result
    }

    /// Lets nothing stand out in a box, in pixels of the whole picture.
    mutating func clear(_ box: Box) {
        Self.forEachCell(in: box, cellSize: cellSize, columns: columns, rows: rows) { standsOut[$0] = false }
    }

    /// Returns the largest of what stands out together in a box, in pixels of the whole picture; `nil` if nothing does.
    func silhouette(in box: Box) -> Silhouette? {
        var changes = [Int8](repeating: 0, count: standsOut.count)
        Self.forEachCell(in: box, cellSize: cellSize, columns: columns, rows: rows) { index in
            if standsOut[index] { changes[index] = 1 }
        }
        let clusters = MotionCluster.all(in: changes, before: changes, width: columns)
        guard let largest = clusters.max(by: { $0.cells.count < $1.cells.count }) else { return nil }
        // A lone cell above is no head.
        let rowsFromTop = largest.cells.map { $0 / columns }.sorted()
        let top = rowsFromTop[rowsFromTop.count / 20]
        return Silhouette(
            box: Box(
                left: Double(largest.columns.lowerBound) * cellSize,
                top: Double(top) * cellSize,
                right: Double(largest.columns.upperBound + 1) * cellSize,
                bottom: Double(largest.rows.upperBound + 1) * cellSize
            ),
            area: Double(largest.cells.count) * cellSize * cellSize
        )
    }

    /// Calls a function for each cell of a grid that a box touches.
    static func forEachCell(in box: Box, cellSize: Double, columns: Int, rows: Int, _ body: (Int) -> Void) {
        func range(_ first: Double, _ last: Double, _ count: Int) -> Range<Int> {
            let low = min(max(first / cellSize, 0), Double(count))
            let high = min(max(last / cellSize, low), Double(count))
            return Int(low)..<max(Int(low), Int(high.rounded(.up)))
        }
        for row in range(box.top, box.bottom, rows) {
            for column in range(box.left, box.right, columns) { body(row * columns + column) }
        }
    }
}
