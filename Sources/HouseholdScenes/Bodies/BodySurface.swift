/// What a part of a body is covered with.
struct BodySurface: Hashable, Sendable {
    /// The stuff, which decides how light falls on it and what the night camera makes of it.
    enum Stuff: Hashable, Sendable {
        case skin, hair, cloth, leather
        /// A head: skin, with hair and the features of a face where they belong.
        case head(HeadPlace)
        /// Anything that is no person.
        case thing
    }

    /// What is printed on or woven into cloth.
    enum Pattern: Int, Hashable, Sendable, CaseIterable {
        case plain, stripes, checks, speckles
    }

    /// The stuff.
    var stuff = Stuff.thing
    /// What is woven into it.
    var pattern = Pattern.plain
    /// The second colour of the pattern; hair on a head.
    var second = Colour(0, 0, 0)
    /// What makes its folds different from those of other parts.
    var grain: UInt32 = 0

    /// How near to white it is in infrared light: skin and most dyes reflect far more of it than of visible light.
    var infraredLift: Double {
        switch stuff {
        case .skin, .head: 0.75
        case .cloth: 0.25 + 0.5 * Double(grain >> 8 & 0xFF) / 255
        case .hair: 0.35
        case .leather: 0.15
        case .thing: 0
        }
    }
}

/// Where a head is and how it is turned.
struct HeadPlace: Hashable, Sendable {
    /// Its middle, in the room.
    var middle: Vector3
    /// Its axes.
    var axes: Orientation
    /// The body's height in units of 1.70 m.
    var unit: Double
    /// Whether no hair grows on it.
    var isBald: Bool
}
