/// A picture that is being drawn: RGB bytes, every one within `levels`.
struct Canvas: Sendable {
    /// A capsule in picture coordinates: two circles and what lies between them.
    struct Capsule {
        var startX: Double
        var startY: Double
        var startRadius: Double
        var endX: Double
        var endY: Double
        var endRadius: Double
        var colour: Colour
    }

    let size: FrameSize
    /// The darkest and brightest value a pixel may have, so that noise added later neither wraps nor clips.
    let levels: ClosedRange<Double>
    private(set) var bytes: [UInt8]

    /// A picture filled with one colour.
    init(size: FrameSize, levels: ClosedRange<Double>, fill: Colour) {
        self.size = size
        self.levels = levels
        bytes = []
        bytes.reserveCapacity(size.byteCount)
        let colour = [fill.red, fill.green, fill.blue].map { UInt8(min(max($0, levels.lowerBound), levels.upperBound)) }
        for _ in 0..<(size.width * size.height) { bytes.append(contentsOf: colour) }
    }

    /// The pixels whose centres lie within a rectangle, cut to the picture; nil if none does.
    private func pixels(
        left: Double,
        top: Double,
        right: Double,
        bottom: Double
    ) -> (columns: Range<Int>, rows: Range<Int>)? {
        let columns = Self.cut(left, right, to: size.width)
        let rows = Self.cut(top, bottom, to: size.height)
        guard !columns.isEmpty, !rows.isEmpty else { return nil }
        return (columns, rows)
    }

    static func cut(_ low: Double, _ high: Double, to count: Int) -> Range<Int> {
        let first = min(max((low - 0.5).rounded(.up), 0), Double(count))
        let last = min(max((high - 0.5).rounded(.down) + 1, first), Double(count))
        return Int(first)..<Int(last)
    }

    /// Draws a shaded, anti-aliased capsule, lit from the upper left.
    ///
    /// A pixel's share is its signed distance to the outline, so no pixel is touched whose centre lies more than half a
    /// pixel outside.
    mutating func draw(_ capsule: Capsule) {
        let reach = 0.5
        let bounds = pixels(
            left: min(capsule.startX - capsule.startRadius, capsule.endX - capsule.endRadius) - reach,
            top: min(capsule.startY - capsule.startRadius, capsule.endY - capsule.endRadius) - reach,
            right: max(capsule.startX + capsule.startRadius, capsule.endX + capsule.endRadius) + reach,
            bottom: max(capsule.startY + capsule.startRadius, capsule.endY + capsule.endRadius) + reach
        )
        guard let bounds else { return }
        let (width, low, high) = (size.width, levels.lowerBound, levels.upperBound)
        let (alongX, alongY) = (capsule.endX - capsule.startX, capsule.endY - capsule.startY)
        let perLength = 1 / max(alongX * alongX + alongY * alongY, 1e-9)
        let taper = capsule.endRadius - capsule.startRadius
        let (red, green, blue) = (capsule.colour.red, capsule.colour.green, capsule.colour.blue)
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for row in bounds.rows {
                let offsetY = Double(row) + 0.5 - capsule.startY
                // In bounds: `pixels` cuts rows and columns to the picture, and the buffer holds width * height * 3 bytes.
                var pixel = base + (row * width + bounds.columns.lowerBound) * 3
                for column in bounds.columns {
                    let offsetX = Double(column) + 0.5 - capsule.startX
                    var share = (offsetX * alongX + offsetY * alongY) * perLength
                    share = share < 0 ? 0 : share > 1 ? 1 : share
                    let awayX = offsetX - alongX * share
                    let awayY = offsetY - alongY * share
                    let radius = capsule.startRadius + taper * share
                    let squared = awayX * awayX + awayY * awayY
                    let outer = radius + 0.5
                    if squared < outer * outer, outer > 0 {
                        let cover = outer - squared.squareRoot()
                        let alpha = cover > 1 ? 1 : cover
                        let facing = 1 - squared / (outer * outer)
                        let light = 0.84 + 0.22 * facing - 0.14 * (awayX * 0.6 + awayY * 0.8) / outer
                        pixel[0] = Self.blend(pixel[0], red * light, alpha, low, high)
                        pixel[1] = Self.blend(pixel[1], green * light, alpha, low, high)
                        pixel[2] = Self.blend(pixel[2], blue * light, alpha, low, high)
                    }
                    pixel += 3
                }
            }
        }
    }

    /// Fills a convex polygon, anti-aliased, `shade` times darker or brighter from its top to its bottom.
    ///
    /// - Parameters:
    ///   - corners: the corners in order, either way round.
    ///   - colour: the colour before shading.
    ///   - shade: the factors of the colour at the bottom and at the top.
    mutating func fill(_ corners: [(x: Double, y: Double)], _ colour: Colour, shade: ClosedRange<Double> = 1...1) {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return }
        guard let bounds = pixels(left: left - 0.5, top: top - 0.5, right: right + 0.5, bottom: bottom + 0.5) else {
            return
        }
        let edges = Self.edges(of: corners)
        let (width, low, high) = (size.width, levels.lowerBound, levels.upperBound)
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for row in bounds.rows {
                let y = Double(row) + 0.5
                let progress = min(max((y - top) / max(bottom - top, 1), 0), 1)
                let tone = colour.scaled(shade.upperBound + (shade.lowerBound - shade.upperBound) * progress)
                // In bounds for the same reason as in `draw`.
                var pixel = base + (row * width + bounds.columns.lowerBound) * 3
                for column in bounds.columns {
                    let x = Double(column) + 0.5
                    var alpha = 1.0
                    for edge in edges {
                        let inside = edge.x * x + edge.y * y + edge.offset + 0.5
                        if inside < alpha { alpha = inside }
                    }
                    if alpha > 0 {
                        pixel[0] = Self.blend(pixel[0], tone.red, alpha, low, high)
                        pixel[1] = Self.blend(pixel[1], tone.green, alpha, low, high)
                        pixel[2] = Self.blend(pixel[2], tone.blue, alpha, low, high)
                    }
                    pixel += 3
                }
            }
        }
    }

    /// Dims the whole picture to a share of its light.
    mutating func dim(to light: Double) {
        let floor = levels.lowerBound
        let table = (0...255)
            .map { value in
                UInt8(min(max(floor + (Double(value) - floor) * light, floor), levels.upperBound))
            }
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            table.withUnsafeBufferPointer { table in
                guard let tones = table.baseAddress else { return }
                // In bounds: the table has an entry for each of the 256 values of a byte.
                for index in 0..<buffer.count { base[index] = tones[Int(base[index])] }
            }
        }
    }

    /// Adds noise in place; `levels` leaves room for it.
    mutating func add(_ noise: SensorNoise, frame: UInt64) {
        noise.add(to: &bytes, frame: frame)
    }

    /// The half-planes that bound a convex polygon, distances in pixels, positive inside.
    private static func edges(of corners: [(x: Double, y: Double)]) -> [(x: Double, y: Double, offset: Double)] {
        let count = Double(max(corners.count, 1))
        let middleX = corners.reduce(0) { $0 + $1.x } / count
        let middleY = corners.reduce(0) { $0 + $1.y } / count
        return corners.indices.compactMap { index in
            let (from, to) = (corners[index], corners[(index + 1) % corners.count])
            let length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
            guard length > 1e-6 else { return nil }
            let (x, y) = ((from.y - to.y) / length, (to.x - from.x) / length)
            let offset = -(x * from.x + y * from.y)
            return x * middleX + y * middleY + offset < 0 ? (-x, -y, -offset) : (x, y, offset)
        }
    }

    @inline(__always)
    private static func blend(_ old: UInt8, _ new: Double, _ alpha: Double, _ low: Double, _ high: Double) -> UInt8 {
        let clipped = new < low ? low : new > high ? high : new
        let before = Double(old)
        return UInt8(before + (clipped - before) * alpha + 0.5)
    }
}
