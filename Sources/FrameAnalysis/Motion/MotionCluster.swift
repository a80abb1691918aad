/// Cells that changed and touch each other.
struct MotionCluster: Hashable {
    /// The indices of the cells.
    var cells: [Int] = []
    /// Those of them that had changed in the same direction in the picture before.
    var lasting = 0
    /// The first and last column.
    var columns = 0...0
    /// The first and last row.
    var rows = 0...0

    /// The share of the surrounding rectangle that is filled, 0 to 1.
    var fill: Double { Double(cells.count) / Double(columns.count * rows.count) }

    /// The surrounding rectangle in pixels of the grey picture.
    func place(in grid: CellGrid) -> Box {
        let side = Double(grid.side)
        return Box(
            left: Double(columns.lowerBound) * side,
            top: Double(rows.lowerBound) * side,
            right: Double(columns.upperBound + 1) * side,
            bottom: Double(rows.upperBound + 1) * side
        )
    }

    /// Groups changed cells; diagonal neighbours touch.
    ///
    /// - Parameters:
    ///   - changes: The direction of each cell's change, row by row; 0 for none.
    ///   - before: The same of the picture before.
    ///   - width: Cells in a row.
    /// - Returns: The groups, in the order of their first cells.
    static func all(in changes: [Int8], before: [Int8], width: Int) -> [MotionCluster] {
        guard width > 0, before.count == changes.count else { return [] }
        var isOpen = changes.map { $0 != 0 }
        var clusters: [MotionCluster] = []
        var stack: [Int] = []
        for start in isOpen.indices where isOpen[start] {
            isOpen[start] = false
            stack.append(start)
            var cluster = MotionCluster()
            cluster.columns = (start % width)...(start % width)
            cluster.rows = (start / width)...(start / width)
            while let cell = stack.popLast() {
                cluster.take(cell, width: width, isLasting: changes[cell] == before[cell])
                forNeighbours(of: cell, width: width, count: changes.count) { next in
                    guard isOpen[next] else { return }
                    isOpen[next] = false
                    stack.append(next)
                }
            }
            clusters.append(cluster)
        }
        return clusters
    }

    /// Calls a function for each of the up to eight cells around one.
    static func forNeighbours(of cell: Int, width: Int, count: Int, _ body: (Int) -> Void) {
        let column = cell % width
        for line in [cell - width, cell, cell + width] where line >= 0 && line < count {
            if column > 0 { body(line - 1) }
            if line != cell { body(line) }
            if column + 1 < width, line + 1 < count { body(line + 1) }
        }
    }

    private mutating func take(_ cell: Int, width: Int, isLasting: Bool) {
        cells.append(cell)
        lasting += isLasting ? 1 : 0
        let column = cell % width
        let row = cell / width
        columns = min(columns.lowerBound, column)...max(columns.upperBound, column)
        rows = min(rows.lowerBound, row)...max(rows.upperBound, row)
    }
}
