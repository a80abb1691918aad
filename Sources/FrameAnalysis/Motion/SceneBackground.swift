import MonitoringModel

/// How a scene looks where nobody is, cell by cell, as far as that has been seen.
///
/// A running average that leaves out where people are or may be, so that somebody who lies still does not become a part of the scene.
struct SceneBackground: Sendable {
    /// How much a cell differs at the least that stands out, in levels.
    static let leastDifference: Float = 14
    /// In how many pictures a cell must have been seen without people to be known.
    static let looksToKnow: UInt8 = 2
    /// How far the average of a cell reaches back that has long been known, in seconds; and the least and greatest weight of one picture.
    ///
    /// Not far: a camera that sees somebody come adjusts its light in parts of the picture only.
    static let memory = (seconds: 2.0, weights: Float(0.05)...Float(0.5))

    /// After how long somebody has hidden a cell it is not known any more: what light does there is only guessed meanwhile.
    static let hiddenMemory = Duration.seconds(60)

    private var usual: CellGrid?
    private var looks: [UInt8] = []
    private var seenAt: [Instant] = []
    private var lookedAt: Instant?

    /// Compares a picture with the scene, and learns from it.
    ///
    /// - Parameters:
    ///   - cells: The picture.
    ///   - cellSize: The side of a cell in pixels of the whole picture.
    ///   - places: Where people are or may be, in pixels of the whole picture.
    ///   - now: When it was taken.
    /// - Returns: What stands out.
    mutating func look(
        _ cells: CellGrid,
        cellSize: Double,
        except places: [Box],
        at now: Instant
    ) -> SceneForeground {
        var scene = usual.flatMap { $0.matches(cells) ? $0 : nil } ?? cells
        if usual == nil || usual?.matches(cells) == false {
            looks = [UInt8](repeating: 0, count: cells.values.count)
            seenAt = [Instant](repeating: now, count: cells.values.count)
        }
        usual = nil
        let pause = lookedAt.map { (now - $0).inSeconds } ?? 0
        lookedAt = now
        let weight = min(
            max(Float(pause / Self.memory.seconds), Self.memory.weights.lowerBound),
            Self.memory.weights.upperBound
        )
        var isFree = [Bool](repeating: true, count: cells.values.count)
        for place in places {
            SceneForeground.forEachCell(in: place, cellSize: cellSize, columns: cells.columns, rows: cells.rows) {
                isFree[$0] = false
            }
        }
        for index in looks.indices where now - seenAt[index] > Self.hiddenMemory { looks[index] = 0 }
        let known = looks.map { $0 >= Self.looksToKnow }
        let light = LightFit(from: scene.values, to: cells.values, counts: zip(known, isFree).map { $0 && $1 })
        var standsOut = [Bool](repeating: false, count: cells.values.count)
        var (strays, free) = (0, 0)
        for index in standsOut.indices {
            // Of a hidden cell nothing but light is known, so its mistakes add up; brightness has bounds all the same.
            let expected = min(max(scene.values[index] * light.gain + light.offset, 0), 255)
            let difference = cells.values[index] - expected
            if known[index] {
                standsOut[index] = abs(difference) >= Self.leastDifference
                free += isFree[index] ? 1 : 0
                strays += isFree[index] && standsOut[index] ? 1 : 0
            }
            scene.values[index] = expected
            guard isFree[index] else { continue }
            seenAt[index] = now
            looks[index] = min(looks[index], 250) + 1
            scene.values[index] += max(weight, 1 / Float(looks[index])) * difference
        }
        usual = scene
        return SceneForeground(
            columns: cells.columns,
            rows: cells.rows,
            cellSize: cellSize,
            standsOut: standsOut,
            strayShare: Double(strays) / Double(max(free, 1))
        )
    }

    /// Forgets the scene.
    mutating func reset() {
        self = SceneBackground()
    }
}
