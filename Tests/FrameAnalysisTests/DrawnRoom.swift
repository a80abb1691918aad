import HouseholdScenes
import Testing

@testable import FrameAnalysis

/// A grey room of 320 x 180 pixels, as the gate sees a camera of 640 x 360, drawn afresh for every picture.
struct DrawnRoom {
    static let width = 320
    static let height = 180

    /// Brightness, row by row.
    var pixels: [Float]

    /// An empty room with furniture and patterned walls; which, the seed says.
    init(seed: UInt64 = 1) {
        var generator = SeededGenerator(seed: seed)
        pixels = [Float](repeating: 0, count: Self.width * Self.height)
        for y in 0..<Self.height {
            for x in 0..<Self.width { pixels[y * Self.width + x] = 70 + Float(x) * 0.15 + (y > 120 ? 40 : 0) }
        }
        for _ in 0..<60 {
            let size = (Int(generator.evenly(in: 8...50)), Int(generator.evenly(in: 8...40)))
            let left = Int(generator.evenly(in: 0...Double(Self.width - size.0)))
            let top = Int(generator.evenly(in: 0...Double(Self.height - size.1)))
            let level = Float(generator.evenly(in: 40...190))
            paint(left: Double(left), top: Double(top), width: size.0, height: size.1, level: level)
        }
    }

    /// Paints a rectangle; its left and upper edges may lie between pixels.
    mutating func paint(left: Double, top: Double, width: Int, height: Int, level: Float) {
        for y in Int(top)...min(Int(top) + height, Self.height - 1) where y >= 0 {
            let shareY = Float(min(Double(y) + 1, top + Double(height)) - max(Double(y), top))
            for x in max(Int(left), 0)..<max(min(Int(left) + width + 1, Self.width), max(Int(left), 0)) {
                let shareX = Float(min(Double(x) + 1, left + Double(width)) - max(Double(x), left))
                let share = max(shareX, 0) * max(shareY, 0)
                let index = y * Self.width + x
                pixels[index] += share * (level - pixels[index])
            }
        }
    }

    /// Changes every pixel by its place and level.
    mutating func map(_ body: (_ x: Int, _ y: Int, _ level: Float) -> Float) {
        for index in pixels.indices { pixels[index] = body(index % Self.width, index / Self.width, pixels[index]) }
    }

    /// Numbers with a standard deviation of one, the sums of three evenly spread ones.
    private static let deviations: [Float] = {
        var generator = SeededGenerator(seed: 17)
        return (0..<65_536)
            .map { _ in
                let bits = generator.next()
                let sum = Float(bits & 0xFFFF) + Float((bits >> 16) & 0xFFFF) + Float((bits >> 32) & 0xFFFF)
                return 2 * (sum / 65_536 - 1.5)
            }
    }()

    /// The picture with sensor noise of a standard deviation, drawn from a seed.
    func picture(noise: Float = 2, seed: UInt64) throws -> Picture {
        var generator = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ 17)
        var bytes = [UInt8](repeating: 0, count: pixels.count * 3)
        let table = Self.deviations
        bytes.withUnsafeMutableBufferPointer { bytes in
            pixels.withUnsafeBufferPointer { pixels in
                table.withUnsafeBufferPointer { table in
                    for row in 0..<Self.height {
                        let start = Int(generator.next() & 0xFFFF)
                        for index in (row * Self.width)..<((row + 1) * Self.width) {
                            let level = pixels[index] + noise * table[(start + index) & 0xFFFF]
                            let byte = UInt8(min(max(level, 0), 255))
                            bytes[index * 3] = byte
                            bytes[index * 3 + 1] = byte
                            bytes[index * 3 + 2] = byte
                        }
                    }
                }
            }
        }
        let colour = try #require(Picture.rgb(bytes, width: Self.width, height: Self.height))
        return try #require(colour.reducedGrey(by: 1))
    }
}

extension SeededGenerator {
    /// A number that is evenly spread over a range.
    mutating func evenly(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) / Double(1 << 53)
    }
}
