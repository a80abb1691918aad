extension RoomPainter {
    /// Draws a flat convex polygon of the room; what is behind the camera or behind other things stays out.
    mutating func panel(_ corners: [Vector3], _ colour: Colour, shade: ClosedRange<Double> = 1...1) {
        let seen = Self.inFront(corners.map { projection.inCamera($0) })
        guard seen.count >= 3, let plane = plane(through: seen) else { return }
        let flat = seen.map { corner -> (x: Double, y: Double) in
            let point = projection.flat(corner)
            return (point.x, point.y)
        }
        canvas.fill(flat, colour, plane: plane, shade: shade)
    }

    /// Cuts off what is nearer than the camera can see (Sutherland and Hodgman's algorithm for one plane).
    private static func inFront(_ corners: [Vector3]) -> [Vector3] {
        let near = Viewpoint.Projection.near
        var kept: [Vector3] = []
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            if corner.z >= near { kept.append(corner) }
            guard (corner.z >= near) != (next.z >= near) else { continue }
            kept.append(corner + (next - corner) * ((near - corner.z) / (next.z - corner.z)))
        }
        return kept
    }

    private func plane(through corners: [Vector3]) -> Canvas.Plane? {
        let (first, second) = (corners[1] - corners[0], corners[2] - corners[0])
        let normal = Vector3(
            x: first.y * second.z - first.z * second.y,
            y: first.z * second.x - first.x * second.z,
            z: first.x * second.y - first.y * second.x
        )
        let offset = normal.x * corners[0].x + normal.y * corners[0].y + normal.z * corners[0].z
        // A plane through the camera itself is seen from its edge: there is nothing to draw.
        guard offset.magnitude > 1e-9, offset.isFinite else { return nil }
        let (across, down) = (normal.x / offset / projection.focal, -normal.y / offset / projection.focal)
        return Canvas.Plane(
            nearness: normal.z / offset - across * projection.middleX - down * projection.middleY,
            across: across,
            down: down,
            focal: projection.focal,
            middleX: projection.middleX,
            middleY: projection.middleY
        )
    }

    /// A box of the furniture.
    mutating func box(
        _ xs: ClosedRange<Double>,
        _ ys: ClosedRange<Double>,
        _ zs: ClosedRange<Double>,
        _ colour: Colour
    ) {
        let camera = projection.viewpoint
        let x = camera.side < xs.lowerBound ? xs.lowerBound : xs.upperBound
        if camera.side < xs.lowerBound || camera.side > xs.upperBound {
            let corners = [
                Vector3(x: x, y: ys.lowerBound, z: zs.lowerBound), Vector3(x: x, y: ys.upperBound, z: zs.lowerBound),
                Vector3(x: x, y: ys.upperBound, z: zs.upperBound), Vector3(x: x, y: ys.lowerBound, z: zs.upperBound),
            ]
            panel(corners, colour.scaled(0.72))
        }
        if camera.height > ys.upperBound { ground(x: xs, z: zs, y: ys.upperBound, colour.scaled(1.05)) }
        if camera.height < ys.lowerBound { ground(x: xs, z: zs, y: ys.lowerBound, colour.scaled(0.55)) }
        if camera.distance > zs.upperBound { wall(x: xs, y: ys, z: zs.upperBound, colour, shade: 0.84...0.94) }
        if camera.distance < zs.lowerBound { wall(x: xs, y: ys, z: zs.lowerBound, colour, shade: 0.74...0.84) }
    }

    mutating func wall(
        x: ClosedRange<Double>,
        y: ClosedRange<Double>,
        z: Double,
        _ colour: Colour,
        shade: ClosedRange<Double> = 1...1
    ) {
        let corners = [
            Vector3(x: x.lowerBound, y: y.lowerBound, z: z), Vector3(x: x.upperBound, y: y.lowerBound, z: z),
            Vector3(x: x.upperBound, y: y.upperBound, z: z), Vector3(x: x.lowerBound, y: y.upperBound, z: z),
        ]
        panel(corners, colour, shade: shade)
    }

    /// A wall that runs towards the camera.
    mutating func sideWall(
        z: ClosedRange<Double>,
        y: ClosedRange<Double>,
        x: Double,
        _ colour: Colour,
        shade: ClosedRange<Double> = 1...1
    ) {
        let corners = [
            Vector3(x: x, y: y.lowerBound, z: z.lowerBound), Vector3(x: x, y: y.upperBound, z: z.lowerBound),
            Vector3(x: x, y: y.upperBound, z: z.upperBound), Vector3(x: x, y: y.lowerBound, z: z.upperBound),
        ]
        panel(corners, colour, shade: shade)
    }

    mutating func ground(
        x: ClosedRange<Double>,
        z: ClosedRange<Double>,
        y: Double,
        _ colour: Colour,
        shade: ClosedRange<Double> = 1...1
    ) {
        let corners = [
            Vector3(x: x.lowerBound, y: y, z: z.lowerBound), Vector3(x: x.upperBound, y: y, z: z.lowerBound),
            Vector3(x: x.upperBound, y: y, z: z.upperBound), Vector3(x: x.lowerBound, y: y, z: z.upperBound),
        ]
        panel(corners, colour, shade: shade)
    }
}
