import MonitoringModel

/// What a camera usually looks at: its edges, learnt over minutes, to tell when they are gone or elsewhere.
struct LearntView {
    /// How often the view is looked at.
    static let pause = Duration.seconds(1)
    /// How many looks make it known.
    static let looksToKnow = 10
    /// How fast it follows, as the weight of one look.
    static let weight: Float = 0.02
    /// The brightness, as a share of the usual one, below which missing edges are missing light.
    static let leastLight: Float = 0.6

    private var usual: CellGrid?
    private var looks = 0
    private var lookedAt: Instant?
    /// Whether the edges are gone though there is light.
    private(set) var isFaded = false
    /// Whether the edges are elsewhere.
    private(set) var isAnother = false

    /// Looks at a picture, once a second.
    ///
    /// - Parameters:
    ///   - cells: The picture.
    ///   - now: When it was taken.
    ///   - learns: Whether it may be learnt from.
    mutating func look(_ cells: CellGrid, at now: Instant, learns: Bool) {
        if let lookedAt, now >= lookedAt, now - lookedAt < Self.pause { return }
        lookedAt = now
        guard var usual, usual.matches(cells) else {
            self = LearntView()
            usual = cells
            looks = 1
            lookedAt = now
            return
        }
        guard looks >= Self.looksToKnow else {
            learn(cells, &usual, weight: 1 / Float(looks + 1))
            return
        }
        let comparison = SceneStructure(cells).compared(with: SceneStructure(usual))
        let isLit = Self.mean(cells) >= Self.leastLight * Self.mean(usual)
        isFaded = comparison.compared >= 5 && comparison.fading >= 0.8 && isLit
        isAnother = comparison.isAnotherPlace
        if learns, !isFaded, !isAnother { learn(cells, &usual, weight: Self.weight) }
    }

    private mutating func learn(_ cells: CellGrid, _ usual: inout CellGrid, weight: Float) {
        for index in usual.values.indices {
            usual.values[index] += weight * (cells.values[index] - usual.values[index])
        }
        self.usual = usual
        looks = min(looks + 1, Self.looksToKnow)
    }

    private static func mean(_ cells: CellGrid) -> Float {
        cells.values.reduce(0, +) / Float(max(cells.values.count, 1))
    }
}
