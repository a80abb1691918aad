/// How light falls on bodies.
struct BodyShading {
    private let layer: BodyLayer
    private let lighting: Lighting
    private let key: Vector3
    private let up: Vector3
    private let heads: [Int32: Head]

    private struct Head {
        var place: HeadPlace
        var middle: Vector3
        var left: Vector3
        var up: Vector3
        var forward: Vector3
    }

    /// Prepares to light a layer.
    init(_ layer: BodyLayer, _ lighting: Lighting, size: FrameSize) {
        self.layer = layer
        self.lighting = lighting
        let projection = layer.projection
        up = projection.direction(Vector3(x: 0, y: 1, z: 0))
        key = projection.direction(lighting.key.normalized)
        var heads: [Int32: Head] = [:]
        for (index, part) in layer.parts.enumerated() {
            guard case .head(let place) = part.surface.stuff else { continue }
            heads[Int32(index)] = Head(
                place: place,
                middle: projection.inCamera(place.middle),
                left: projection.direction(place.axes.left),
                up: projection.direction(place.axes.up),
                forward: projection.direction(place.axes.forward)
            )
        }
        self.heads = heads
    }

    /// The depth at a sample's place or next to it, if there is a body.
    func depth(_ column: Int, _ row: Int) -> Double? {
        let depth = layer.samples[row * layer.stride + column].depth
        return depth.isFinite ? Double(depth) : nil
    }

    /// The colour of a sample with the light on it, before the tint of the light.
    func colour(of sample: BodyLayer.Sample, column: Int, row: Int) -> Colour {
        let part = layer.parts[Int(sample.part)]
        let normal = Vector3(x: Double(sample.normal.x), y: Double(sample.normal.y), z: Double(sample.normal.z))
        let base = reflected(part.colour, part.surface.infraredLift)
        var colour = part.surface.colour(base, along: Double(sample.along), around: normal.x)
        let place = place(of: sample, column, row)
        if let head = heads[sample.part] {
            let away = place - head.middle
            let point = Vector3(x: away.dot(head.left), y: away.dot(head.up), z: away.dot(head.forward))
            colour = head.place.colour(at: point, skin: base, hair: reflected(part.surface.second, 0.3))
        }
        return colour.scaled(light(normal, place))
    }

    /// A colour as it reflects this light: dyes that are dark to the eye are not in infrared.
    private func reflected(_ colour: Colour, _ lift: Double) -> Colour {
        lighting == .infrared ? colour.mixed(with: Colour(240, 240, 240), share: lift) : colour
    }

    private func place(of sample: BodyLayer.Sample, _ column: Int, _ row: Int) -> Vector3 {
        let (depth, fine) = (Double(sample.depth), Double(BodyLayer.fineness))
        let x = Double(layer.columns.lowerBound) + (Double(column) + 0.5) / fine - layer.projection.middleX
        let y = layer.projection.middleY - Double(layer.rows.lowerBound) - (Double(row) + 0.5) / fine
        return Vector3(x: x * depth / layer.projection.focal, y: y * depth / layer.projection.focal, z: depth)
    }

    /// How bright a place is that faces `normal`: light from all around, more from above, and one that is strongest.
    private func light(_ normal: Vector3, _ place: Vector3) -> Double {
        let height = place.dot(up) + layer.projection.viewpoint.height
        let ground = (0.82 + 0.6 * height).bounded(to: 0.82...1)
        if lighting == .infrared {
            let away = place.dot(place).squareRoot()
            return lighting.fromCamera(max(0, -normal.dot(place) / max(away, 1e-9)), around: ground)
        }
        let around = 0.62 + 0.16 * normal.dot(up)
        return (around + lighting.keyStrength * max(0, normal.dot(key))) * ground
    }
}

extension Lighting {
    /// Where the strongest light comes from, as a direction in the room.
    var key: Vector3 {
        switch self {
        case .day: Vector3(x: -0.6, y: 0.65, z: 0.45)
        case .lamp: Vector3(x: 0.55, y: 0.6, z: 0.35)
        case .infrared: Vector3(x: 0, y: 0, z: 1)
        }
    }

    /// How much it adds where it falls straight.
    var keyStrength: Double { self == .lamp ? 0.5 : 0.42 }
}
