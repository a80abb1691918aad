extension Canvas {
    /// Fills a convex polygon, anti-aliased, `shade` times darker or brighter from its top to its bottom.
    ///
    /// - Parameters:
    ///   - corners: the corners in order, either way round.
    ///   - colour: the colour before shading.
    ///   - plane: how far away the polygon is.
    ///   - shade: the factors of the colour at the bottom and at the top.
    mutating func fill(
        _ corners: [(x: Double, y: Double)],
        _ colour: Colour,
        plane: Plane,
        shade: ClosedRange<Double> = 1...1
    ) {
        var extent = Extent()
        for corner in corners { extent.include(x: corner.x, y: corner.y, radius: 0.5) }
        let (columns, rows) = pixels(in: extent)
        let edges = Self.edges(of: corners)
        let (width, low, high) = (size.width, levels.lowerBound, levels.upperBound)
        bytes.withUnsafeMutableBufferPointer { buffer in
            depth.withUnsafeMutableBufferPointer { depths in
                guard let base = buffer.baseAddress, let behind = depths.baseAddress else { return }
                for row in rows {
                    let y = Double(row) + 0.5
                    let progress = ((y - extent.top) / max(extent.bottom - extent.top, 1)).bounded(to: 0...1)
                    let tone = colour.scaled(shade.upperBound + (shade.lowerBound - shade.upperBound) * progress)
                    // In bounds for the same reason as in `draw`.
                    var pixel = base + (row * width + columns.lowerBound) * 3
                    for column in columns {
                        let x = Double(column) + 0.5
                        var alpha = 1.0
                        for edge in edges {
                            let inside = edge.x * x + edge.y * y + edge.offset + 0.5
                            if inside < alpha { alpha = inside }
                        }
                        let away = plane.depth(x, y)
                        let room = behind + (row * width + column)
                        if alpha > 0, away < room.pointee {
                            if alpha > 0.5 {
                                room.pointee = away
                                facing[row * width + column] = plane.facing(x, y)
                            }
                            pixel[0] = Self.blend(pixel[0], tone.red, alpha, low, high)
                            pixel[1] = Self.blend(pixel[1], tone.green, alpha, low, high)
                            pixel[2] = Self.blend(pixel[2], tone.blue, alpha, low, high)
                        }
                        pixel += 3
                    }
                }
            }
        }
    }

    /// How far away the points of a plane are, by their place in the picture.
    struct Plane {
        /// The nearness (1 / metres) at the picture's origin and its growth a pixel to the right and down.
        var (nearness, across, down): (Double, Double, Double)
        /// The focal length and the picture's middle, in pixels.
        var (focal, middleX, middleY): (Double, Double, Double)

        /// Metres along the camera's axis at a place in the picture; infinitely far where the plane is behind the camera.
        @inline(__always)
        func depth(_ x: Double, _ y: Double) -> Float {
            let near = nearness + across * x + down * y
            return near > 1e-6 ? Float(1 / near) : .infinity
        }

        /// How straight it faces the camera at a place in the picture: 1 from the front, 0 seen along it.
        func facing(_ x: Double, _ y: Double) -> Float {
            // Nearness is the plane's normal, divided by its distance, times the ray with a depth of 1.
            let ray = ((x - middleX) / focal, (y - middleY) / focal)
            let normal = (across * focal, down * focal, nearness + across * middleX + down * middleY)
            let lengths =
                (ray.0 * ray.0 + ray.1 * ray.1 + 1)
                * (normal.0 * normal.0 + normal.1 * normal.1 + normal.2 * normal.2)
            let near = nearness + across * x + down * y
            return lengths > 0 ? Float(min(1, near.magnitude / lengths.squareRoot())) : 1
        }
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
}
