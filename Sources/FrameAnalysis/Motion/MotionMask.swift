/// Which cells of a grid count, from the masks of a camera; drawn once per size.
struct MotionMask: Hashable {
    /// Whether each cell counts, row by row.
    let counts: [Bool]
    /// How many cells count.
    let active: Int

    /// Draws masks over a grid: a cell whose middle is inside one does not count.
    init(_ masks: [Polygon], columns: Int, rows: Int) {
        var counts = [Bool](repeating: true, count: columns * rows)
        if !masks.isEmpty {
            for row in 0..<rows {
                let y = (Double(row) + 0.5) / Double(rows)
                for column in 0..<columns {
                    let x = (Double(column) + 0.5) / Double(columns)
                    if masks.contains(where: { $0.contains(x: x, y: y) }) { counts[row * columns + column] = false }
                }
            }
        }
        self.counts = counts
        active = counts.count { $0 }
    }
}
