/// The solid body of a posed figure: capsules around the bones of its skeleton.
struct FigureShape: Sendable {
    /// A part with round ends: a ball that changes its size on its way from the start to the end.
    struct Capsule: Sendable {
        var start: Vector3
        var end: Vector3
        var startRadius: Double
        var endRadius: Double
        var colour: Colour
        var surface = BodySurface()
        /// The direction along which it is flatter than it is round, and its share of the usual thickness there.
        var flattening: (axis: Vector3, share: Double)?
    }

    /// All parts, in no order.
    private(set) var capsules: [Capsule] = []
    /// Metres from the floor to what the body lies or stands on.
    var ground = 0.0
    private let unit: Double

    /// An empty shape for things that are no bodies.
    init() {
        unit = 1
    }

    /// Dresses a skeleton.
    init(_ skeleton: Skeleton, appearance: FigureAppearance) {
        unit = appearance.height / 1.70
        capsules.reserveCapacity(48)
        let clothes = Clothes(appearance)
        addTorso(skeleton, appearance, clothes)
        for side in [skeleton.left, skeleton.right] { addLimbs(side, appearance, clothes) }
        addHead(skeleton, appearance)
    }

    /// Adds a part; radii are of a body 1.70 m tall.
    mutating func add(
        _ start: Vector3,
        _ end: Vector3,
        _ startRadius: Double,
        _ endRadius: Double,
        _ colour: Colour,
        _ surface: BodySurface = BodySurface(),
        flat: (axis: Vector3, share: Double)? = nil
    ) {
        capsules.append(
            Capsule(
                start: start,
                end: end,
                startRadius: startRadius * unit,
                endRadius: endRadius * unit,
                colour: colour,
                surface: surface,
                flattening: flat
            )
        )
    }

    private mutating func addTorso(_ body: Skeleton, _ looks: FigureAppearance, _ clothes: Clothes) {
        let girth = looks.build.bounded(to: 0.5...2)
        let collar = (body.left.shoulder + body.right.shoulder) * 0.5
        let down = body.pelvis - collar
        let across = (body.left.shoulder - body.right.shoulder).normalized
        let chestFront = across.cross(down * -1).normalized
        let hipFront = (body.left.hip - body.right.hip).cross(down * -1).normalized
        let waist = collar + down * 0.62 + chestFront * (0.012 * unit)
        let shirt = looks.shirt
        // Shoulders slope from the neck, the chest narrows to the waist, the belly widens to the hips.
        for side in [body.left, body.right] {
            add(side.shoulder, collar + down * -0.08, 0.062, 0.062, shirt, clothes.shirt(1))
            add(
                side.shoulder,
                collar + (side.shoulder - collar) * 0.5 + down * 0.22,
                0.066,
                0.1,
                shirt,
                clothes.shirt(2)
            )
        }
        add(
            collar + down * 0.24,
            waist,
            0.152 * (0.4 + 0.6 * girth),
            0.14 * girth,
            shirt,
            clothes.shirt(3),
            flat: (chestFront, 0.7)
        )
        let hem = body.pelvis - down * 0.1
        add(waist, hem, 0.142 * girth, 0.156 * girth, shirt, clothes.shirt(3), flat: (hipFront, 0.8))
        for side in [body.left, body.right] {
            let seat = side.hip - hipFront * (0.025 * unit)
            add(body.pelvis, seat, 0.12 * girth, 0.104 * girth, looks.trousers, clothes.trousers(4))
        }
        addSkirt(body, looks, clothes)
        let chin = body.head - body.headOrientation.up * (0.07 * unit)
        add(collar + down * -0.06, chin, 0.056, 0.052, looks.skin, BodySurface(stuff: .skin))
    }

    private mutating func addSkirt(_ body: Skeleton, _ looks: FigureAppearance, _ clothes: Clothes) {
        guard looks.hasSkirt else { return }
        let knees = (body.left.knee + body.right.knee) * 0.5
        let shins = knees * 0.45 + (body.left.ankle + body.right.ankle) * 0.275
        add(body.pelvis, knees, 0.15, 0.165, looks.trousers, clothes.trousers(5))
        add(knees, shins, 0.165, 0.17, looks.trousers, clothes.trousers(5))
    }

    private mutating func addLimbs(_ side: Skeleton.Side, _ looks: FigureAppearance, _ clothes: Clothes) {
        let girth = 0.55 + 0.45 * looks.build.bounded(to: 0.5...2)
        let skin = BodySurface(stuff: .skin)
        add(side.hip, side.knee, 0.092 * girth, 0.062, looks.trousers, clothes.trousers(6))
        let calf = side.knee + (side.ankle - side.knee) * 0.35
        add(side.knee, calf, 0.061, 0.06 * girth, looks.trousers, clothes.trousers(7))
        let shin = looks.hasSkirt ? looks.skin : looks.trousers
        let cover = looks.hasSkirt ? skin : clothes.trousers(8)
        add(calf, side.ankle, looks.hasSkirt ? 0.054 : 0.06 * girth, looks.hasSkirt ? 0.036 : 0.05, shin, cover)
        let leather = BodySurface(stuff: .leather, grain: 3)
        let heel = side.ankle + (side.ankle - side.toe) * 0.28 + (side.ankle - side.knee).normalized * (0.028 * unit)
        add(heel, side.toe, 0.036, 0.033, looks.shoes, leather)
        add(side.ankle, side.toe, 0.043, 0.032, looks.shoes, leather)
        add(side.shoulder, side.elbow, 0.058 * girth, 0.046, looks.shirt, clothes.shirt(9))
        let cuff = side.elbow + (side.wrist - side.elbow) * (clothes.hasLongSleeves ? 0.92 : 0)
        if clothes.hasLongSleeves { add(side.elbow, cuff, 0.046, 0.038, looks.shirt, clothes.shirt(10)) }
        add(cuff, side.wrist, clothes.hasLongSleeves ? 0.03 : 0.041, 0.028, looks.skin, skin)
        let way = side.hand - side.wrist
        add(side.wrist + way * 0.3, side.wrist + way * 0.75, 0.034, 0.038, looks.skin, skin, flat: (side.palm, 0.6))
        add(side.wrist + way * 0.75, side.hand, 0.034, 0.024, looks.skin, skin, flat: (side.palm, 0.6))
    }

    private mutating func addHead(_ body: Skeleton, _ looks: FigureAppearance) {
        let axes = body.headOrientation
        func at(_ left: Double, _ up: Double, _ forward: Double) -> Vector3 {
            body.head + axes.left * (left * unit) + axes.up * (up * unit) + axes.forward * (forward * unit)
        }
        let place = HeadPlace(middle: body.head, axes: axes, unit: unit, isBald: looks.isBald)
        let head = BodySurface(stuff: .head(place), second: looks.hair)
        let skin = BodySurface(stuff: .skin)
        let narrow = (axes.left, 0.84)
        add(at(0, -0.055, 0.026), at(0, 0.022, 0), 0.058, 0.094, looks.skin, head, flat: narrow)
        add(at(0, 0.02, -0.02), at(0, 0.024, 0.004), 0.088, 0.09, looks.skin, head, flat: narrow)
        if !looks.isBald {
            let hair = BodySurface(stuff: .hair, grain: 9)
            add(at(0, 0.036, -0.022), at(0, -0.03, -0.038), 0.092, 0.066, looks.hair, hair, flat: (axes.left, 0.9))
            if looks.hasSkirt { add(at(0, 0, -0.05), at(0, -0.1, -0.06), 0.07, 0.05, looks.hair, hair) }
        }
        for side in [-1.0, 1.0] {
            add(at(side * 0.079, -0.018, -0.006), at(side * 0.081, 0.012, -0.01), 0.013, 0.018, looks.skin, skin)
        }
        add(at(0, 0.008, 0.083), at(0, -0.026, 0.098), 0.009, 0.015, looks.skin, skin)
    }
}

/// How the clothes of one person are made, which follows from the looks without being part of them.
private struct Clothes {
    let hasLongSleeves: Bool
    private let shirtPattern: BodySurface.Pattern
    private let shirtColour: Colour
    private let grain: UInt32

    init(_ looks: FigureAppearance) {
        var generator = SeededGenerator(seed: looks.shirt.red.bitPattern ^ looks.height.bitPattern)
        hasLongSleeves = generator.index(below: 5) < 3
        let patterns: [BodySurface.Pattern] = [.plain, .plain, .stripes, .checks, .speckles]
        shirtPattern = patterns[generator.index(below: patterns.count)]
        let isDark = looks.shirt.red + looks.shirt.green + looks.shirt.blue < 300
        shirtColour = looks.shirt.mixed(with: isDark ? Colour(205, 200, 195) : Colour(60, 62, 74), share: 0.4)
        grain = UInt32(truncatingIfNeeded: generator.next())
    }

    func shirt(_ part: UInt32) -> BodySurface {
        BodySurface(stuff: .cloth, pattern: shirtPattern, second: shirtColour, grain: grain &+ part)
    }

    func trousers(_ part: UInt32) -> BodySurface { BodySurface(stuff: .cloth, grain: grain &* 31 &+ part) }
}
