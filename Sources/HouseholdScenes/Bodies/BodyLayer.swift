/// The bodies of one frame as the camera sees them, before light: what is nearest at four places of every pixel.
struct BodyLayer {
    /// Places in a row of a pixel, and in a column.
    static let fineness = 2

    /// What is nearest at one place.
    struct Sample {
        var depth = Float.infinity
        var normal = SIMD3<Float>(0, 0, 0)
        var along = Float(0)
        /// The index of the part; -1 where there is none.
        var part = Int32(-1)
    }

    /// The parts, in no order.
    let parts: [FigureShape.Capsule]
    let projection: Viewpoint.Projection
    let columns: Range<Int>
    let rows: Range<Int>
    private(set) var samples: [Sample]
    /// Samples in a row.
    let stride: Int

    /// Finds out what is nearest; `nil` if nothing is in the picture.
    init?(_ shapes: [FigureShape], _ projection: Viewpoint.Projection, size: FrameSize) {
        let parts = shapes.flatMap(\.capsules)
        let solids = parts.map { BodySolid($0, projection) }
        var extent = Canvas.Extent()
        for solid in solids {
            guard let part = solid?.extent else { continue }
            extent.include(x: part.left, y: part.top, radius: 0)
            extent.include(x: part.right, y: part.bottom, radius: 0)
        }
        columns = Canvas.cut(extent.left, extent.right, to: size.width)
        rows = Canvas.cut(extent.top, extent.bottom, to: size.height)
        guard !columns.isEmpty, !rows.isEmpty else { return nil }
        self.parts = parts
        self.projection = projection
        stride = columns.count * Self.fineness
        samples = [Sample](repeating: Sample(), count: stride * rows.count * Self.fineness)
        for (index, solid) in solids.enumerated() {
            if let solid { cast(solid, part: Int32(index), size: size) }
        }
    }

    /// Lets the rays of all places that a part can cover meet it.
    private mutating func cast(_ solid: BodySolid, part: Int32, size: FrameSize) {
        let (fine, step) = (Self.fineness, 1 / Double(Self.fineness))
        let across = Canvas.cut(solid.extent.left, solid.extent.right, to: size.width).clamped(to: columns)
        let down = Canvas.cut(solid.extent.top, solid.extent.bottom, to: size.height).clamped(to: rows)
        guard !across.isEmpty, !down.isEmpty else { return }
        let perFocal = 1 / projection.focal
        samples.withUnsafeMutableBufferPointer { samples in
            for row in (down.lowerBound - rows.lowerBound) * fine..<(down.upperBound - rows.lowerBound) * fine {
                let place = Double(rows.lowerBound) + (Double(row) + 0.5) * step
                let y = (projection.middleY - place) * perFocal
                for column in (across.lowerBound - columns.lowerBound) * fine..<(across.upperBound - columns.lowerBound)
                    * fine
                {
                    let place = Double(columns.lowerBound) + (Double(column) + 0.5) * step
                    guard let hit = solid.hit(x: (place - projection.middleX) * perFocal, y: y) else { continue }
                    let index = row * stride + column
                    let depth = Float(hit.depth)
                    guard depth < samples[index].depth, hit.depth > Viewpoint.Projection.near else { continue }
                    samples[index] = Sample(
                        depth: depth,
                        normal: SIMD3(Float(hit.normal.x), Float(hit.normal.y), Float(hit.normal.z)),
                        along: Float(hit.along),
                        part: part
                    )
                }
            }
        }
    }

    /// How much of the surroundings is hidden from a place by parts before it, 0 to 1.
    func occlusion(column: Int, row: Int) -> Double {
        let own = samples[row * stride + column].depth
        let reach = (0.05 * projection.focal * Double(Self.fineness) / Double(own)).bounded(to: 1...16)
        var hidden = 0.0
        for (x, y) in [(1.0, 0.0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7)] {
            let (there, below) = (column + Int((x * reach).rounded()), row + Int((y * reach).rounded()))
            guard there >= 0, there < stride, below >= 0, below * stride + there < samples.count else { continue }
            let nearer = Double(own - samples[below * stride + there].depth)
            if nearer > 0.02, nearer < 0.4 { hidden += min(1, nearer / 0.1) }
        }
        return hidden / 8
    }
}
