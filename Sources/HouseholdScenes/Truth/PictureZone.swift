/// The place of a bed, sofa or mat in the picture.
public struct PictureZone: Hashable, Sendable {
    /// What it is.
    public let kind: Furniture.Kind
    /// The corners of the lying surface, in order, as shares of the picture's width and height; they may lie outside 0...1.
    public let corners: [GroundTruth.Point]
}

extension Scene {
    /// Where one can lie or sit that is no floor: the surfaces of beds, sofas and mats as the camera sees them.
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
                let corners = [(-x, -z), (x, -z), (x, z), (-x, z)]
                    .map { dx, dz -> GroundTruth.Point in
                        let point = projection(Vector3(x: piece.place.x + dx, y: height, z: piece.place.z + dz))
                        return GroundTruth.Point(x: point.x / Double(size.width), y: point.y / Double(size.height))
                    }
                return PictureZone(kind: piece.kind, corners: corners)
            }
    }
}
