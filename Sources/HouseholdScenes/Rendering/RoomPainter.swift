/// Draws an empty room, with the distance of everything in it.
struct RoomPainter {
    let projection: Viewpoint.Projection
    var canvas: Canvas

    /// A picture of `room` without anybody in it, in daylight.
    static func paint(_ room: Room, from viewpoint: Viewpoint, size: FrameSize, levels: ClosedRange<Double>) -> Canvas {
        var painter = RoomPainter(
            projection: Viewpoint.Projection(viewpoint, size: size),
            canvas: Canvas(size: size, levels: levels, fill: room.wall)
        )
        painter.paintShell(room)
        for piece in room.furniture { painter.paint(piece) }
        painter.wear(room)
        return painter.canvas
    }

    /// The walls that the camera sees from inside: one that stands before its wall looks through it.
    private mutating func paintShell(_ room: Room) {
        let (side, back, top, front) = (Room.sideWall, Room.backWall, Room.ceiling, Room.frontWall)
        let camera = projection.viewpoint
        wall(x: -side...side, y: 0...top, z: back, room.wall, shade: 0.94...1.04)
        if camera.distance < front { wall(x: -side...side, y: 0...top, z: front, room.wall.scaled(0.9)) }
        // From beyond the front wall the side walls are drawn up to the camera, so that no gap is seen.
        let depth = back...max(front, min(camera.distance, 10))
        for edge in [-side, side] where edge < 0 ? camera.side > edge : camera.side < edge {
            sideWall(z: depth, y: 0...top, x: edge, room.wall.scaled(0.86), shade: 0.94...1.04)
        }
        ground(x: -side...side, z: depth, y: 0, room.floor, shade: 0.9...1.06)
        if camera.height < top { ground(x: -side...side, z: depth, y: top, room.wall.scaled(1.08)) }
        wall(x: -side...side, y: 0...0.09, z: back + 0.01, room.wall.scaled(1.12))
        wall(x: -2.22 ... -1.18, y: 1.12...2.18, z: back + 0.02, Colour(226, 222, 214))
        wall(x: -2.16 ... -1.73, y: 1.18...2.12, z: back + 0.04, room.daylight, shade: 0.92...1.04)
        wall(x: -1.67 ... -1.24, y: 1.18...2.12, z: back + 0.04, room.daylight, shade: 0.92...1.04)
        for (x, y) in [(0.42, 1.35), (1.35, 1.3)] {
            wall(x: x...(x + 0.5), y: y...(y + 0.38), z: back + 0.02, room.wall.scaled(0.45))
            wall(x: (x + 0.04)...(x + 0.46), y: (y + 0.04)...(y + 0.34), z: back + 0.03, room.floor.scaled(1.15))
        }
        for edge in [-side + 0.02, side - 0.02] {
            sideWall(z: -0.5...0.45, y: 0...2.05, x: edge, room.wall.scaled(0.62))
        }
        if let rug = room.rug { ground(x: -1.1...1.2, z: -0.6...0.7, y: 0.008, rug) }
    }

    private mutating func paint(_ piece: Furniture) {
        let (width, depth, height) = piece.extent
        let (x, z) = (piece.place.x.bounded(to: -1000...1000), piece.place.z.bounded(to: -1000...1000))
        let (xs, zs) = ((x - width / 2)...(x + width / 2), (z - depth / 2)...(z + depth / 2))
        switch piece.kind {
        case .chair: paintChair(xs, zs, height, piece.colour)
        case .sofa: paintSofa(xs, zs, height, piece.colour)
        case .bed: paintBed(xs, zs, height, piece.colour)
        case .table:
            legs(xs, zs, height, piece.colour.scaled(0.7))
            box(xs, (height - 0.05)...height, zs, piece.colour)
        case .wardrobe, .cupboard: box(xs, 0...height, zs, piece.colour)
        case .mat: ground(x: xs, z: zs, y: height, piece.colour)
        }
    }

    private mutating func paintChair(
        _ xs: ClosedRange<Double>,
        _ zs: ClosedRange<Double>,
        _ height: Double,
        _ colour: Colour
    ) {
        legs(xs, zs, height, colour.scaled(0.72))
        let back = zs.lowerBound...(zs.lowerBound + 0.05)
        box(xs, height...(height + 0.45), back, colour.scaled(0.9))
        box(xs, (height - 0.1)...(height - 0.04), zs, colour)
    }

    private mutating func paintSofa(
        _ xs: ClosedRange<Double>,
        _ zs: ClosedRange<Double>,
        _ height: Double,
        _ colour: Colour
    ) {
        box(xs, 0...(height + 0.42), zs.lowerBound...(zs.lowerBound + 0.2), colour.scaled(0.95))
        box(xs, 0.05...(height - 0.06), zs, colour)
        for arm in [xs.lowerBound...(xs.lowerBound + 0.16), (xs.upperBound - 0.16)...xs.upperBound] {
            box(arm, 0...(height + 0.08), zs, colour.scaled(0.9))
        }
    }

    private mutating func paintBed(
        _ xs: ClosedRange<Double>,
        _ zs: ClosedRange<Double>,
        _ height: Double,
        _ colour: Colour
    ) {
        let wood = Colour(116, 92, 74)
        box(xs.upperBound...(xs.upperBound + 0.05), 0...(height + 0.4), zs, wood)
        box(xs, 0.1...(height - 0.2), zs, wood)
        box(xs, (height - 0.2)...(height - 0.06), zs, colour)
        let pillow = (xs.upperBound - 0.5)...(xs.upperBound - 0.08)
        box(
            pillow,
            (height - 0.06)...(height + 0.02),
            (zs.lowerBound + 0.12)...(zs.upperBound - 0.12),
            Colour(214, 212, 206)
        )
    }

    private mutating func legs(
        _ xs: ClosedRange<Double>,
        _ zs: ClosedRange<Double>,
        _ height: Double,
        _ colour: Colour
    ) {
        for z in [zs.lowerBound, zs.upperBound - 0.04] {
            for x in [xs.lowerBound, xs.upperBound - 0.04] {
                box(x...(x + 0.04), 0...height, z...(z + 0.04), colour)
            }
        }
    }
}
