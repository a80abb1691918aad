/// Smooth random tones, the same on every machine.
enum BodyTexture {
    /// A tone from -1 to 1 that changes smoothly over a distance of 1.
    static func tone(_ x: Double, _ y: Double, _ grain: UInt32) -> Double {
        let (column, row) = (x.bounded(to: -1e6...1e6).rounded(.down), y.bounded(to: -1e6...1e6).rounded(.down))
        let (right, down) = (smooth(x - column), smooth(y - row))
        let (left, top) = (Int32(column), Int32(row))
        let above = corner(left, top, grain) * (1 - right) + corner(left &+ 1, top, grain) * right
        let below = corner(left, top &+ 1, grain) * (1 - right) + corner(left &+ 1, top &+ 1, grain) * right
        return above * (1 - down) + below * down
    }

    private static func smooth(_ share: Double) -> Double { share * share * (3 - 2 * share) }

    /// The tone at a whole-numbered place: its bits mixed by multiplication and shift.
    private static func corner(_ column: Int32, _ row: Int32, _ grain: UInt32) -> Double {
        var bits = UInt32(bitPattern: column) &* 0x9E37_79B1 ^ UInt32(bitPattern: row) &* 0x85EB_CA77 ^ grain
        bits = (bits ^ (bits >> 15)) &* 0x2C1B_3C6D
        bits = (bits ^ (bits >> 12)) &* 0x297A_2D39
        bits ^= bits >> 15
        return Double(bits >> 8) / 8_388_608 - 1
    }
}

extension BodySurface {
    /// The colour at a place of a part.
    ///
    /// - Parameters:
    ///   - colour: The part's main colour.
    ///   - along: Metres along the part.
    ///   - around: From -1 at the part's left outline to 1 at its right one.
    /// - Returns: The colour before light.
    func colour(_ colour: Colour, along: Double, around: Double) -> Colour {
        switch stuff {
        case .skin, .head, .thing: return colour
        case .leather: return colour.scaled(1 + 0.12 * BodyTexture.tone(along * 20, around * 2, grain))
        case .hair: return colour.scaled(1 + 0.22 * BodyTexture.tone(along * 30, around * 9, grain))
        case .cloth:
            let folds = BodyTexture.tone(along * 11 + around * 1.3, around * 1.7 + along * 3, grain)
            let creases = BodyTexture.tone(along * 31 - around * 2, around * 3, grain &+ 7)
            return woven(colour, along, around).scaled(1 + 0.13 * folds + 0.07 * creases)
        }
    }

    private func woven(_ colour: Colour, _ along: Double, _ around: Double) -> Colour {
        func isOdd(_ value: Double) -> Bool { Int64(value.bounded(to: -1e6...1e6).rounded(.down)) & 1 == 1 }
        switch pattern {
        case .plain: return colour
        case .stripes: return isOdd(along / 0.035) ? second : colour
        case .checks: return isOdd(along / 0.045) == isOdd(around * 3) ? second : colour
        case .speckles: return BodyTexture.tone(along * 45, around * 7, grain &+ 13) > 0.45 ? second : colour
        }
    }
}
