extension PixelRectangle {
    /// How much longer than the person a square is, at first, and where somebody is not found in that.
    static let cutShare = (close: 1.6, wide: 2.4)

    /// A square around somebody's place, larger and lower than the person, inside a picture of a width and height.
    init(around box: Box, share: Double = cutShare.close, width: Int, height: Int) {
        let side = max(share * box.longSide, 0.3 * Double(max(width, height)))
        func span(_ middle: Double, _ limit: Int) -> (start: Int, length: Int) {
            guard side < Double(limit) else { return (0, limit) }
            let start = min(max(middle - side / 2, 0), Double(limit) - side)
            return (Int(start), Int(side))
        }
        let horizontal = span((box.left + box.right) / 2, width)
        let vertical = span((box.top + box.bottom) / 2 + 0.15 * box.longSide, height)
        self.init(x: horizontal.start, y: vertical.start, width: horizontal.length, height: vertical.length)
    }
}
