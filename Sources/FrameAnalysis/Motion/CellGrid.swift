import CVision

/// A grey picture as the mean brightness of small squares, about eighty from left to right.
///
/// A cell of a picture 640 pixels wide stands for 8 x 8 pixels, so the sensor's noise is an eighth of that of a
/// pixel, and everything that is done with cells costs next to nothing.
struct CellGrid: Hashable {
    /// How many cells a row has at most, roughly.
    static let columnGoal = 80

    /// Cells from left to right.
    let columns: Int
    /// Cells from top to bottom.
    let rows: Int
    /// The side of a cell, in pixels of the grey picture.
    let side: Int
    /// Brightness, 0 to 255, row by row.
    var values: [Float]

    /// Creates a grid from values.
    ///
    /// - Parameters:
    ///   - columns: Cells from left to right.
    ///   - rows: Cells from top to bottom.
    ///   - side: The side of a cell in pixels.
    ///   - values: Brightness row by row; missing ones are zero.
    init(columns: Int, rows: Int, side: Int = 1, values: [Float] = []) {
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
        self.side = max(side, 1)
        self.values = values
        let count = self.columns * self.rows
        if values.count < count { self.values += [Float](repeating: 0, count: count - values.count) }
        if values.count > count { self.values.removeLast(values.count - count) }
    }

    /// Measures a grey picture; `nil` if it is none.
    init?(_ grey: Picture) {
        let width = grey.width
        let height = grey.height
        let side = min(max((width + Self.columnGoal / 2) / Self.columnGoal, 1), 64)
        guard width >= side, height >= side else { return nil }
        self.init(columns: width / side, rows: height / side, side: side)
        guard cvision_cells(grey.pointer, Int32(side), &values, Int64(values.count)) == CVISION_OK else { return nil }
    }

    /// Whether another grid has the same shape.
    func matches(_ other: CellGrid) -> Bool {
        columns == other.columns && rows == other.rows && side == other.side
    }

    /// Each cell's difference from the mean of the square of five by five cells around it: edges without light.
    func withoutLight() -> CellGrid {
        var result = self
        let reach = 2
        var columnSums = [Float](repeating: 0, count: columns)
        for row in 0..<rows {
            let first = max(row - reach, 0)
            let last = min(row + reach, rows - 1)
            for column in 0..<columns {
                var sum: Float = 0
                for other in first...last { sum += values[other * columns + column] }
                columnSums[column] = sum
            }
            let height = Float(last - first + 1)
            for column in 0..<columns {
                let left = max(column - reach, 0)
                let right = min(column + reach, columns - 1)
                var sum: Float = 0
                for other in left...right { sum += columnSums[other] }
                let mean = sum / (height * Float(right - left + 1))
                result.values[row * columns + column] = values[row * columns + column] - mean
            }
        }
        return result
    }
}
