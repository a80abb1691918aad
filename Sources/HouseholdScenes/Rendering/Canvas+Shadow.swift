extension Canvas {
    /// Darkens the floor softly under a part of a body.
    ///
    /// - Parameters:
    ///   - capsule: The part's outline on the floor, in picture coordinates.
    ///   - strength: How dark the middle is, 0 to 1.
    mutating func shade(_ capsule: Capsule, strength: Double) {
        let (columns, rows) = pixels(in: capsule.extent)
        let (width, low) = (size.width, levels.lowerBound)
        let (alongX, alongY) = (capsule.endX - capsule.startX, capsule.endY - capsule.startY)
        let perLength = 1 / max(alongX * alongX + alongY * alongY, 1e-9)
        let (radius, taper) = (capsule.startRadius, capsule.endRadius - capsule.startRadius)
        let far = Float(min(capsule.startDepth, capsule.endDepth) - 0.12)
        bytes.withUnsafeMutableBufferPointer { buffer in
            depth.withUnsafeBufferPointer { depths in
                guard let base = buffer.baseAddress, let behind = depths.baseAddress else { return }
                for row in rows {
                    let offsetY = Double(row) + 0.5 - capsule.startY
                    for column in columns {
                        let offsetX = Double(column) + 0.5 - capsule.startX
                        var share = (offsetX * alongX + offsetY * alongY) * perLength
                        share = share < 0 ? 0 : share > 1 ? 1 : share
                        let (awayX, awayY) = (offsetX - alongX * share, offsetY - alongY * share)
                        let squared = awayX * awayX + awayY * awayY
                        let outer = radius + taper * share + 0.5
                        // In bounds: rows and columns are cut to the picture; both buffers hold its pixels.
                        let place = row * width + column
                        guard squared < outer * outer, behind[place] > far else { continue }
                        let factor = 1 - strength * (1 - squared / (outer * outer))
                        let pixel = base + place * 3
                        for part in 0..<3 {
                            let value = Double(pixel[part]) * factor
                            pixel[part] = UInt8(value > low ? value + 0.5 : low)
                        }
                    }
                }
            }
        }
    }
}
