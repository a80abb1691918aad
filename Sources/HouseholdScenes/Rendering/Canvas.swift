/// A picture that is being drawn: RGB bytes, every one within `levels`.
struct Canvas: Sendable {
    /// An upright rectangle in picture coordinates.
    struct Extent {
        var left = Double.infinity
        var top = Double.infinity
        var right = -Double.infinity
        var bottom = -Double.infinity

        /// Makes it just large enough for a circle too.
        mutating func include(x: Double, y: Double, radius: Double) {
            left = min(left, x - radius)
            top = min(top, y - radius)
            right = max(right, x + radius)
            bottom = max(bottom, y + radius)
        }
    }

    let size: FrameSize
    /// The darkest and brightest value a pixel may have, so that noise added later neither wraps nor clips.
    let levels: ClosedRange<Double>
    var bytes: [UInt8]
    /// How far away what is in each pixel is, in metres along the camera's axis.
    var depth: [Float]
    /// How straight the surface in each pixel faces the camera: 1 from the front, 0 seen along it.
    var facing: [Float]

    /// A picture filled with one colour.
    init(size: FrameSize, levels: ClosedRange<Double>, fill: Colour) {
        self.size = size
        self.levels = levels
        depth = [Float](repeating: .infinity, count: size.width * size.height)
        facing = [Float](repeating: 1, count: size.width * size.height)
        bytes = []
        bytes.reserveCapacity(size.byteCount)
        let colour = [fill.red, fill.green, fill.blue].map { UInt8($0.bounded(to: levels)) }
        for _ in 0..<(size.width * size.height) { bytes.append(contentsOf: colour) }
    }

    /// The pixels whose centres lie within an extent, cut to the picture; none may.
    func pixels(in extent: Extent) -> (columns: Range<Int>, rows: Range<Int>) {
        (
            Self.cut(extent.left, extent.right, to: size.width),
            Self.cut(extent.top, extent.bottom, to: size.height)
        )
    }

    /// The whole numbers from 0 up to `count` - 1 whose pixel centres lie between two positions.
    static func cut(_ low: Double, _ high: Double, to count: Int) -> Range<Int> {
        let first = (low - 0.5).rounded(.up).bounded(to: 0...Double(count))
        let last = ((high - 0.5).rounded(.down) + 1).bounded(to: first...Double(count))
        return Int(first)..<Int(last)
    }

    /// Dims the whole picture to a share of its light.
    mutating func dim(to light: Double) {
        let floor = levels.lowerBound
        let table = (0...255)
            .map { value in
                UInt8((floor + (Double(value) - floor) * light).bounded(to: levels))
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

    /// A value moved from `old` to `new` by the share `alpha`, within the levels.
    @inline(__always)
    static func blend(_ old: UInt8, _ new: Double, _ alpha: Double, _ low: Double, _ high: Double) -> UInt8 {
        // Not a number counts as the lowest level.
        let clipped = new > low ? (new < high ? new : high) : low
        let before = Double(old)
        return UInt8(before + (clipped - before) * alpha + 0.5)
    }
}
