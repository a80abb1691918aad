extension FigureShape {
    /// The soft shadow that the body's large parts throw on what is below them, in picture coordinates.
    ///
    /// - Parameters:
    ///   - projection: The camera.
    ///   - ground: Metres from the floor to what is below: a bed for whoever lies there.
    /// - Returns: The shadow's parts.
    func shadow(_ projection: Viewpoint.Projection, ground: Double = 0) -> [Canvas.Capsule] {
        let squash = 0.55 + 0.45 * (projection.viewpoint.tilt / 90).bounded(to: 0...1)
        return capsules.compactMap { capsule in
            guard min(capsule.startRadius, capsule.endRadius) > 0.04 else { return nil }
            func onFloor(_ point: Vector3) -> Viewpoint.Projected {
                let height = max(0, point.y - ground)
                return projection(Vector3(x: point.x + 0.14 * height, y: ground, z: point.z + 0.05 * height))
            }
            let (start, end) = (onFloor(capsule.start), onFloor(capsule.end))
            return Canvas.Capsule(
                startX: start.x,
                startY: start.y,
                startRadius: ((capsule.startRadius * 1.5 + 0.05) * squash * start.scale).bounded(to: 0...1e6),
                endX: end.x,
                endY: end.y,
                endRadius: ((capsule.endRadius * 1.5 + 0.05) * squash * end.scale).bounded(to: 0...1e6),
                startDepth: start.depth,
                endDepth: end.depth
            )
        }
    }

    /// The box of every pixel that drawing can touch, cut to the picture, and whether nothing was cut off.
    func outline(_ projection: Viewpoint.Projection, size: FrameSize) -> (box: GroundTruth.Box, isWhole: Bool)? {
        var extent = Canvas.Extent()
        for capsule in capsules {
            guard let part = BodySolid(capsule, projection)?.extent else { continue }
            extent.include(x: part.left, y: part.top, radius: 0)
            extent.include(x: part.right, y: part.bottom, radius: 0)
        }
        let columns = Canvas.cut(extent.left, extent.right, to: size.width)
        let rows = Canvas.cut(extent.top, extent.bottom, to: size.height)
        guard !columns.isEmpty, !rows.isEmpty else { return nil }
        let (width, height) = (Double(size.width), Double(size.height))
        let whole = extent.left >= 0 && extent.top >= 0 && extent.right <= width && extent.bottom <= height
        let box = GroundTruth.Box(
            left: columns.lowerBound,
            top: rows.lowerBound,
            right: columns.upperBound,
            bottom: rows.upperBound
        )
        return (box, whole)
    }
}
