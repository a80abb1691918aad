/// The place of a bed, sofa or mat in the picture.
public struct PictureZone: Hashable, Sendable {
    /// What it is.
    public let kind: Furniture.Kind
    /// The corners of where somebody who lies there is seen, in order, as shares of the picture's width and height; they may lie outside 0...1.
    public let corners: [GroundTruth.Point]
}

extension Scene {
    /// How thick somebody who lies is, in metres.
    private static var bodyThickness: Double { 0.25 }

    /// Where one can lie or sit that is no floor: the surfaces of beds, sofas and mats with those who lie on them,
    /// as the camera sees them and somebody would outline them.
    ///
    /// - Parameters:
    ///   - size: The picture's size.
    ///   - margin: Metres that the surfaces are made larger by on each side.
    /// - Returns: The surfaces, in the order of the furniture.
    public func zones(size: FrameSize, margin: Double = 0.1) -> [PictureZone] {
        let projection = Viewpoint.Projection(viewpoint, size: size)
        return room.furniture
            .filter { [.bed, .sofa, .mat].contains($0.kind) }
            .map { piece in
                let (width, depth, height) = piece.extent
                let (x, z) = (width / 2 + margin, depth / 2 + margin)
                let points = [0, Self.bodyThickness]
                    .flatMap { y in
                        [(-x, -z), (x, -z), (x, z), (-x, z)]
                            .map { dx, dz -> GroundTruth.Point in
                                let corner = Vector3(x: piece.place.x + dx, y: height + y, z: piece.place.z + dz)
                                let point = projection(corner)
                                return GroundTruth.Point(
                                    x: point.x / Double(size.width),
                                    y: point.y / Double(size.height)
                                )
                            }
                    }
                return PictureZone(kind: piece.kind, corners: Self.outline(of: points))
            }
    }

    /// The smallest convex shape around points, by the monotone chain (Andrew 1979).
    private static func outline(of points: [GroundTruth.Point]) -> [GroundTruth.Point] {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func half(_ points: [GroundTruth.Point]) -> [GroundTruth.Point] {
            var chain: [GroundTruth.Point] = []
            for point in points {
                while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain.dropLast()
        }
        return half(sorted) + half(sorted.reversed())
    }

    /// Twice the area of the triangle of three points: above 0 for a turn to one side, below 0 to the other.
    private static func turn(_ a: GroundTruth.Point, _ b: GroundTruth.Point, _ c: GroundTruth.Point) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }
}
