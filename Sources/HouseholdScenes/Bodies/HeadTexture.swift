extension HeadPlace {
    /// The colour of a head at a place of its surface: hair, or skin with eyes, brows and mouth.
    ///
    /// - Parameters:
    ///   - point: The place in metres from the head's middle: to its left, up and forward.
    ///   - skin: The skin's colour.
    ///   - hair: The hair's colour.
    /// - Returns: The colour before light.
    func colour(at point: Vector3, skin: Colour, hair: Colour) -> Colour {
        let (left, up, forward) = (point.x / unit, point.y / unit, point.z / unit)
        if !isBald, growsHair(left, up, forward) {
            return hair.scaled(1 + 0.15 * BodyTexture.tone(left * 60, (up + forward) * 25, 5))
        }
        guard forward > 0.02 else { return skin }
        let side = abs(left)
        func within(_ across: Double, _ width: Double, _ above: Double, _ height: Double) -> Double {
            let (x, y) = ((side - across) / width, (up - above) / height)
            return (1.4 - (x * x + y * y)).bounded(to: 0...1)
        }
        var colour = skin
        colour = colour.mixed(with: skin.scaled(0.72), share: 0.7 * within(0.031, 0.024, 0.01, 0.018))
        colour = colour.mixed(with: Colour(46, 38, 36), share: 0.85 * within(0.031, 0.012, 0.006, 0.0055))
        colour = colour.mixed(with: hair.scaled(0.8), share: 0.7 * within(0.032, 0.018, 0.027, 0.0045))
        colour = colour.mixed(with: Colour(168, 92, 88), share: 0.7 * within(0, 0.024, -0.062, 0.0065))
        return colour.mixed(with: skin.scaled(0.8), share: 0.5 * within(0, 0.014, -0.036, 0.006))
    }

    /// Hair grows on top, on the back and on the sides down to the ears, not below the nape.
    private func growsHair(_ left: Double, _ up: Double, _ forward: Double) -> Bool {
        up > 0.066 - 0.35 * abs(left) || forward < 0.012 + 0.25 * up && up > -0.055
    }
}

extension Colour {
    /// The colour a share of the way to another.
    func mixed(with other: Colour, share: Double) -> Colour {
        guard share > 0 else { return self }
        return Colour(
            red + (other.red - red) * share,
            green + (other.green - green) * share,
            blue + (other.blue - blue) * share
        )
    }
}
