extension Canvas {
    /// Draws bodies in a light; what the room has nearer to the camera stays in front of them.
    mutating func draw(_ layer: BodyLayer, _ lighting: Lighting) {
        let shading = BodyShading(layer, lighting, size: size)
        let fine = BodyLayer.fineness
        let (low, high) = (levels.lowerBound, levels.upperBound)
        for row in layer.rows {
            for column in layer.columns {
                let room = Double(depth[row * size.width + column])
                let (left, top) = ((column - layer.columns.lowerBound) * fine, (row - layer.rows.lowerBound) * fine)
                var (red, green, blue, count) = (0.0, 0.0, 0.0, 0.0)
                var shade: Double?
                for place in 0..<fine * fine {
                    let (across, down) = (left + place % fine, top + place / fine)
                    let sample = layer.samples[down * layer.stride + across]
                    guard sample.part >= 0, Double(sample.depth) - 0.02 < room else { continue }
                    let hidden = shade ?? (1 - 0.5 * layer.occlusion(column: across, row: down))
                    shade = hidden
                    let colour = shading.colour(of: sample, column: across, row: down)
                    red += colour.red * hidden
                    green += colour.green * hidden
                    blue += colour.blue * hidden
                    count += 1
                }
                guard count > 0 else { continue }
                let cover = count / Double(fine * fine)
                let lit = lighting.lit(
                    Colour(red / count, green / count, blue / count),
                    x: (Double(column) + 0.5) / Double(size.width) - 0.5,
                    y: (Double(row) + 0.5) / Double(size.height) - 0.5,
                    depth: room.isFinite ? min(room, shading.depth(left, top) ?? room) : shading.depth(left, top) ?? 4
                )
                let pixel = (row * size.width + column) * 3
                bytes[pixel] = Self.blend(bytes[pixel], lit.red, cover, low, high)
                bytes[pixel + 1] = Self.blend(bytes[pixel + 1], lit.green, cover, low, high)
                bytes[pixel + 2] = Self.blend(bytes[pixel + 2], lit.blue, cover, low, high)
            }
        }
    }
}
