/// The solid body of a posed figure: capsules around the bones of its skeleton.
struct FigureShape: Sendable {
    /// A limb with round ends and its own colour.
    struct Capsule: Sendable {
        var start: Vector3
        var end: Vector3
        var startRadius: Double
        var endRadius: Double
        var colour: Colour

        mutating func widen(by girth: Double) {
            startRadius *= girth
            endRadius *= girth
        }
    }

    /// All parts, in no order.
    private(set) var capsules: [Capsule] = []
    private let unit: Double
    private let girth: Double

    /// An empty shape for things that are no bodies.
    init() {
        unit = 1
        girth = 1
    }

    /// Dresses a skeleton.
    init(_ skeleton: Skeleton, appearance: FigureAppearance) {
        unit = appearance.height / 1.70
        girth = appearance.build.bounded(to: 0.5...2)
        capsules.reserveCapacity(32)
        addTorso(skeleton, appearance)
        for side in [skeleton.left, skeleton.right] { addLimbs(side, appearance) }
        addHead(skeleton, appearance)
    }

    /// Adds a capsule; radii are of a body 1.70 m tall.
    mutating func add(
        _ start: Vector3,
        _ end: Vector3,
        _ startRadius: Double,
        _ endRadius: Double,
        _ colour: Colour
    ) {
        capsules.append(
            Capsule(
                start: start,
                end: end,
                startRadius: startRadius * unit,
                endRadius: endRadius * unit,
                colour: colour
            )
        )
    }

    private mutating func addTorso(_ body: Skeleton, _ looks: FigureAppearance) {
        let first = capsules.count
        defer { for index in first..<capsules.count { capsules[index].widen(by: girth) } }
        let chest = (body.left.shoulder + body.right.shoulder) * 0.5
        let down = body.pelvis - chest
        for side in [body.left, body.right] {
            let breast = chest + (side.shoulder - chest) * 0.62 + down * 0.1
            let flank = body.pelvis + (side.hip - body.pelvis) * 0.75 - down * 0.12
            add(breast, flank, 0.098, 0.092, looks.shirt)
            add(side.shoulder, chest, 0.068, 0.075, looks.shirt)
        }
        add(chest + down * 0.12, body.pelvis - down * 0.1, 0.115, 0.105, looks.shirt)
        add(body.left.hip, body.right.hip, 0.1, 0.1, looks.trousers)
        if looks.hasSkirt {
            let knees = (body.left.knee + body.right.knee) * 0.5
            let shins = knees * 0.45 + (body.left.ankle + body.right.ankle) * 0.275
            add(body.pelvis, knees, 0.15, 0.17, looks.trousers)
            add(knees, shins, 0.15, 0.15, looks.trousers)
        }
        add(body.neck, body.head - body.headOrientation.up * (0.07 * unit), 0.052, 0.05, looks.skin)
    }

    private mutating func addLimbs(_ side: Skeleton.Side, _ looks: FigureAppearance) {
        add(side.hip, side.knee, 0.095, 0.066, looks.trousers)
        add(side.knee, side.ankle, 0.066, 0.048, looks.trousers)
        add(side.ankle, side.toe, 0.046, 0.035, looks.shoes)
        add(side.shoulder, side.elbow, 0.062, 0.05, looks.shirt)
        add(side.elbow, side.wrist, 0.046, 0.037, looks.skin)
        add(side.wrist, side.hand, 0.039, 0.034, looks.skin)
    }

    private mutating func addHead(_ body: Skeleton, _ looks: FigureAppearance) {
        let axes = body.headOrientation
        func at(_ left: Double, _ up: Double, _ forward: Double) -> Vector3 {
            body.head + axes.left * (left * unit) + axes.up * (up * unit) + axes.forward * (forward * unit)
        }
        add(at(0, -0.04, 0.01), at(0, 0.02, 0), 0.088, 0.105, looks.skin)
        let hair = looks.isBald ? looks.skin.scaled(0.98) : looks.hair
        add(at(0, 0.035, -0.03), at(0, -0.01, -0.035), 0.117, 0.106, hair)
        add(at(-0.05, 0.088, 0.03), at(0.05, 0.088, 0.03), 0.052, 0.052, hair)
        for side in [-1.0, 1.0] {
            add(at(side * 0.104, -0.015, -0.005), at(side * 0.104, 0.01, -0.005), 0.018, 0.022, looks.skin.scaled(0.93))
            add(at(side * 0.04, 0.012, 0.098), at(side * 0.042, 0.012, 0.098), 0.0135, 0.0135, Colour(30, 30, 30))
            add(at(side * 0.026, 0.04, 0.098), at(side * 0.056, 0.038, 0.09), 0.007, 0.006, looks.hair)
        }
        add(at(0, 0.005, 0.105), at(0, -0.025, 0.117), 0.009, 0.014, looks.skin.scaled(0.85))
        add(at(-0.03, -0.067, 0.092), at(0.03, -0.067, 0.092), 0.008, 0.008, Colour(165, 85, 85))
    }
}
