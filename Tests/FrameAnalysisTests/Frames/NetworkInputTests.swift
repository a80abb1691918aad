import CVision
import Testing

@testable import FrameAnalysis

/// A picture whose pixels are known.
private struct KnownPicture {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// Noise of a seed.
    init(width: Int, height: Int, seed: UInt64) {
        var random = SeededRandom(seed)
        self.width = width
        self.height = height
        pixels = (0..<(width * height * 3)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// The mean of a channel over an area whose edges may lie inside pixels.
    func mean(_ channel: Int, x: (Double, Double), y: (Double, Double)) -> Double {
        var (sum, area) = (0.0, 0.0)
        for row in Int(y.0)..<min(Int(y.1.rounded(.up)), height) {
            let rows = min(Double(row + 1), y.1) - max(Double(row), y.0)
            for column in Int(x.0)..<min(Int(x.1.rounded(.up)), width) {
                let covered = rows * (min(Double(column + 1), x.1) - max(Double(column), x.0))
                sum += covered * Double(pixels[3 * (row * width + column) + channel])
                area += covered
            }
        }
        return sum / area
    }

    func networkInput(turns: Int, inner: (width: Int, height: Int), padded: (width: Int, height: Int)) throws -> [UInt8]
    {
        let picture = try #require(Picture.rgb(pixels, width: width, height: height))
        var input = [UInt8](repeating: 77, count: padded.width * padded.height * 3)
        let status = cvision_network_input(
            picture.pointer,
            0,
            0,
            Int32(width),
            Int32(height),
            Int32(turns),
            Int32(inner.width),
            Int32(inner.height),
            Int32(padded.width),
            Int32(padded.height),
            &input
        )
        #expect(status == CVISION_OK)
        return input
    }
}

@Suite("What the network is given")
struct NetworkInputTests {
    @Test(
        "Each pixel is the mean of the area that it covers, and the rest is black",
        arguments: [(64, 36, 25, 14), (48, 48, 47, 1), (31, 17, 31, 17), (100, 9, 3, 9), (7, 200, 7, 33), (1, 1, 1, 1)]
    )
    func areasAreAveraged(width: Int, height: Int, innerWidth: Int, innerHeight: Int) throws {
        let known = KnownPicture(width: width, height: height, seed: 7)
        let padded = (width: innerWidth + 3, height: innerHeight + 2)
        let input = try known.networkInput(turns: 0, inner: (innerWidth, innerHeight), padded: padded)
        // The weights of many rows are rounded more often.
        let tolerance = height > 8 * innerHeight ? 3 : 1.5
        let (scaleX, scaleY) = (Double(width) / Double(innerWidth), Double(height) / Double(innerHeight))
        for y in 0..<padded.height {
            for x in 0..<padded.width {
                for channel in 0..<3 {
                    let value = Double(input[3 * (y * padded.width + x) + channel])
                    let isInside = x < innerWidth && y < innerHeight
                    let expected =
                        isInside
                        ? known.mean(
                            channel,
                            x: (Double(x) * scaleX, min(Double(x + 1) * scaleX, Double(width))),
                            y: (Double(y) * scaleY, min(Double(y + 1) * scaleY, Double(height)))
                        ) : 0
                    #expect(abs(value - expected) <= (isInside ? tolerance : 0), "\(x), \(y), \(channel)")
                }
            }
        }
    }

    @Test("A turned cut is the turned picture, made small", arguments: 0...3)
    func turnsTurn(turns: Int) throws {
        let known = KnownPicture(width: 40, height: 20, seed: 11)
        let upright = try known.networkInput(turns: 0, inner: (20, 10), padded: (20, 10))
        let (width, height) = turns % 2 == 0 ? (20, 10) : (10, 20)
        let turned = try known.networkInput(turns: turns, inner: (width, height), padded: (width, height))
        for y in 0..<height {
            for x in 0..<width {
                // Against the clock, as the estimator's coordinates are turned back.
                let (column, row) =
                    switch turns {
                    case 1: (19 - y, x)
                    case 2: (19 - x, 9 - y)
                    case 3: (y, 9 - x)
                    default: (x, y)
                    }
                for channel in 0..<3 {
                    #expect(
                        turned[3 * (y * width + x) + channel] == upright[3 * (row * 20 + column) + channel],
                        "\(x), \(y)"
                    )
                }
            }
        }
    }

    @Test("A small cut is made larger")
    func smallCutsGrow() throws {
        let known = KnownPicture(width: 8, height: 8, seed: 3)
        let input = try known.networkInput(turns: 0, inner: (16, 16), padded: (16, 16))
        #expect(Set(input).count > 8)
        #expect(Array(input.prefix(3)) == Array(known.pixels.prefix(3)))
    }
}
