/// The light in which a camera sees the room.
public enum Lighting: String, Hashable, Sendable, CaseIterable {
    /// Daylight through the window.
    case day
    /// One warm lamp in the evening; the corners are dark.
    case lamp
    /// The camera's own infrared light at night: grey, noisy, bright in the middle and near the camera.
    case infrared

    /// The standard deviation of the sensor noise that goes with it, of 255.
    public var noiseSigma: Double {
        switch self {
        case .day: 3
        case .lamp: 4
        case .infrared: 4.5
        }
    }

    /// How dark shadows on the floor are, 0 to 1.
    var shadow: Double {
        switch self {
        case .day: 0.3
        case .lamp: 0.42
        case .infrared: 0.12
        }
    }

    /// How bright a surface is by its angle to light that comes from the camera: Lambert's law with some light from all around,
    /// in the levels of a picture.
    ///
    /// - Parameters:
    ///   - facing: How straight it faces the camera, 0 to 1.
    ///   - around: How much of the light from all around reaches it, 0 to 1.
    /// - Returns: A factor; 1 in other light.
    func fromCamera(_ facing: Double, around: Double = 1) -> Double {
        self == .infrared ? 0.52 * around + 0.56 * facing : 1
    }

    /// A colour as the camera has it.
    ///
    /// - Parameters:
    ///   - colour: The colour of the thing.
    ///   - x: Where in the picture, from -0.5 at its left to 0.5 at its right.
    ///   - y: Where in the picture, from -0.5 at its top to 0.5 at its bottom.
    ///   - depth: Metres from the camera.
    /// - Returns: The colour in this light.
    func lit(_ colour: Colour, x: Double, y: Double, depth: Double) -> Colour {
        switch self {
        case .day: return colour
        case .lamp:
            let (dx, dy) = (x - 0.12, y + 0.1)
            let factor = (1.12 - 1.5 * (dx * dx + dy * dy)).bounded(to: 0.4...1.1)
            return Colour(colour.red * factor * 0.78, colour.green * factor * 0.62, colour.blue * factor * 0.44)
        case .infrared:
            let grey = 0.32 * colour.red + 0.36 * colour.green + 0.32 * colour.blue
            let vignette = (1.08 - 1.5 * (x * x + y * y)).bounded(to: 0.25...1.1)
            let reach = (4 / max(depth, 0.5)).bounded(to: 0.4...1.5)
            let tone = (8 + 0.95 * grey) * vignette * reach
            return Colour(tone, tone, tone)
        }
    }
}

extension Canvas {
    /// Puts the light on everything drawn so far.
    mutating func light(_ lighting: Lighting) {
        guard lighting != .day else { return }
        let (width, height) = (size.width, size.height)
        let (low, high) = (levels.lowerBound, levels.upperBound)
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for row in 0..<height {
                let y = (Double(row) + 0.5) / Double(height) - 0.5
                for column in 0..<width {
                    let x = (Double(column) + 0.5) / Double(width) - 0.5
                    // In bounds: row < height, column < width, and the buffer holds width * height * 3 bytes.
                    let pixel = base + (row * width + column) * 3
                    let strength = lighting.fromCamera(Double(facing[row * width + column]))
                    let colour = lighting.lit(
                        Colour(Double(pixel[0]), Double(pixel[1]), Double(pixel[2])).scaled(strength),
                        x: x,
                        y: y,
                        depth: Double(depth[row * width + column])
                    )
                    pixel[0] = Self.blend(0, colour.red, 1, low, high)
                    pixel[1] = Self.blend(0, colour.green, 1, low, high)
                    pixel[2] = Self.blend(0, colour.blue, 1, low, high)
                }
            }
        }
    }
}
