extension RoomPainter {
    /// Gives what was painted the grain of real surfaces and the light of a real room.
    ///
    /// Boards on the floor, plaster on the walls, cloth on the rest; darker in the corners and far from the window.
    mutating func wear(_ room: Room) {
        let grain = UInt32(truncatingIfNeeded: room.wall.red.bitPattern ^ room.floor.green.bitPattern)
        let (width, height) = (canvas.size.width, canvas.size.height)
        for row in 0..<height {
            for column in 0..<width {
                let place = row * width + column
                let depth = Double(canvas.depth[place])
                guard depth.isFinite, depth < 50 else { continue }
                let point = projection.inRoom(column: Double(column) + 0.5, row: Double(row) + 0.5, depth: depth)
                let factor = Self.grain(at: point, grain) * Self.light(at: point)
                for part in 0..<3 {
                    let value = Double(canvas.bytes[place * 3 + part]) * factor
                    canvas.bytes[place * 3 + part] = UInt8(value.bounded(to: canvas.levels))
                }
            }
        }
    }

    private static func grain(at point: Vector3, _ grain: UInt32) -> Double {
        if point.y < 0.005 {
            let board = (point.z / 0.14).rounded(.down)
            let tone = BodyTexture.tone(board * 7.3, (point.x / 1.1 + board * 0.37).rounded(.down) * 3.1, grain)
            let joint = point.z / 0.14 - board
            let fibre = BodyTexture.tone(point.x * 4, point.z * 60, grain &+ 1)
            return 1 + 0.07 * tone + 0.05 * fibre - (joint < 0.06 ? 0.12 : 0)
        }
        let coarse = BodyTexture.tone((point.x + point.z) * 1.3, point.y * 1.3, grain &+ 2)
        let fine = BodyTexture.tone((point.x - point.z) * 17, point.y * 17 + point.z * 9, grain &+ 3)
        return 1 + 0.03 * coarse + 0.02 * fine
    }

    /// How bright it is at a place: less in the corners, under furniture and away from the window.
    private static func light(at point: Vector3) -> Double {
        let (x, z) = (point.x + 1.7, point.z - Room.backWall - 0.6)
        let far = (x * x + z * z).squareRoot()
        let corner = min(Room.sideWall - point.x.magnitude, point.z - Room.backWall, Room.ceiling - point.y)
        return (1.12 - 0.045 * far).bounded(to: 0.8...1.12) * (0.86 + 0.35 * corner.bounded(to: 0...0.4))
    }
}
