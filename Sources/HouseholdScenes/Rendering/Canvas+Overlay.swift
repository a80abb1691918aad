extension Canvas {
    /// Five rows of three pixels for each digit and the colon, the upper left bit first.
    private static let glyphs: [UInt16] = [
        0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111,
        0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010,
        0b111_101_111_101_111, 0b111_101_111_001_111, 0b000_010_000_010_000,
    ]

    /// Burns the time of day into the upper left corner, as many cameras do.
    mutating func burnIn(secondOfDay: Int) {
        let second = max(0, secondOfDay) % 86_400
        let (h, m, s) = (second / 3_600, second / 60 % 60, second % 60)
        let digits = [h / 10, h % 10, 10, m / 10, m % 10, 10, s / 10, s % 10]
        let unit = max(1, size.height / 90)
        for (index, digit) in digits.enumerated() {
            let glyph = Self.glyphs[digit]
            for bit in 0..<15 where glyph >> UInt16(14 - bit) & 1 == 1 {
                let (left, top) = (unit * (4 + index * 4 + bit % 3), unit * (4 + bit / 3))
                set(columns: left..<(left + unit), rows: top..<(top + unit), to: UInt8(levels.upperBound))
            }
        }
    }

    /// Covers the picture with stripes of garbage.
    mutating func garble(using generator: inout SeededGenerator) {
        for _ in 0..<12 {
            let top = generator.index(below: size.height)
            let bottom = min(size.height, top + 1 + generator.index(below: size.height / 12))
            for row in top..<bottom {
                var column = 0
                while column < size.width {
                    let length = 1 + generator.index(below: 16)
                    let value = UInt8(generator.number(in: levels))
                    set(columns: column..<min(size.width, column + length), rows: row..<(row + 1), to: value)
                    column += length
                }
            }
        }
    }

    private mutating func set(columns: Range<Int>, rows: Range<Int>, to value: UInt8) {
        for row in rows.clamped(to: 0..<size.height) {
            for column in columns.clamped(to: 0..<size.width) {
                for part in 0..<3 { bytes[(row * size.width + column) * 3 + part] = value }
            }
        }
    }
}
