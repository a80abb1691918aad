extension Canvas {
    /// A capsule in picture coordinates: two circles and what lies between them.
    struct Capsule {
        var startX: Double
        var startY: Double
        var startRadius: Double
        var endX: Double
        var endY: Double
        var endRadius: Double
        var startDepth: Double
        var endDepth: Double
        var colour: Colour

        /// What it can cover: its circles and the half pixel that anti-aliasing adds.
        var extent: Extent {
            var extent = Extent()
            extent.include(x: startX, y: startY, radius: startRadius + 0.5)
            extent.include(x: endX, y: endY, radius: endRadius + 0.5)
            return extent
        }
    }

    /// Draws a shaded, anti-aliased capsule, lit from the upper left.
    ///
    /// What the room has nearer to the camera stays in front of it. A pixel's share is its signed distance to the outline, so no pixel is touched whose centre lies more than half a
    /// pixel outside.
    mutating func draw(_ capsule: Capsule) {
        let (columns, rows) = pixels(in: capsule.extent)
        let (width, low, high) = (size.width, levels.lowerBound, levels.upperBound)
        let (alongX, alongY) = (capsule.endX - capsule.startX, capsule.endY - capsule.startY)
        let perLength = 1 / max(alongX * alongX + alongY * alongY, 1e-9)
        let (radius, taper) = (capsule.startRadius, capsule.endRadius - capsule.startRadius)
        let (red, green, blue) = (capsule.colour.red, capsule.colour.green, capsule.colour.blue)
        let front = capsule.startDepth - Self.standout
        let recession = capsule.endDepth - capsule.startDepth
        bytes.withUnsafeMutableBufferPointer { buffer in
            depth.withUnsafeBufferPointer { depths in
                guard let base = buffer.baseAddress, let behind = depths.baseAddress else { return }
                for row in rows {
                    let offsetY = Double(row) + 0.5 - capsule.startY
                    // In bounds: rows and columns are cut to the picture, and the buffers hold width * height * 3 bytes and
                    // width * height depths.
                    var pixel = base + (row * width + columns.lowerBound) * 3
                    var room = behind + (row * width + columns.lowerBound)
                    for column in columns {
                        let offsetX = Double(column) + 0.5 - capsule.startX
                        var share = (offsetX * alongX + offsetY * alongY) * perLength
                        share = share < 0 ? 0 : share > 1 ? 1 : share
                        let (awayX, awayY) = (offsetX - alongX * share, offsetY - alongY * share)
                        let squared = awayX * awayX + awayY * awayY
                        let outer = radius + taper * share + 0.5
                        if squared < outer * outer, Double(room.pointee) > front + recession * share {
                            let cover = outer - squared.squareRoot()
                            let alpha = cover > 1 ? 1 : cover
                            let facing = 1 - squared / (outer * outer)
                            let light = 0.84 + 0.22 * facing - 0.14 * (awayX * 0.6 + awayY * 0.8) / outer
                            pixel[0] = Self.blend(pixel[0], red * light, alpha, low, high)
                            pixel[1] = Self.blend(pixel[1], green * light, alpha, low, high)
                            pixel[2] = Self.blend(pixel[2], blue * light, alpha, low, high)
                        }
                        pixel += 3
                        room += 1
                    }
                }
            }
        }
    }

    /// How far a body part stands out from its bone towards the camera, in metres.
    private static let standout = 0.07
}
