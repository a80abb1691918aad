/// The edges of a picture, block by block, to be compared with those of another whatever the light.
///
/// Blocks of eight by eight cells are compared by the correlation of their edges (normalised
/// cross-correlation), which a change of brightness or contrast leaves alone.
struct SceneStructure {
    /// The side of a block, in cells.
    static let blockSide = 8
    /// The least mean edge height, in levels, of a block that can be compared.
    static let leastTexture: Float = 1.5
    /// The correlation from which a block looks as before.
    static let likeness: Float = 0.4

    /// How a picture compares with an earlier one.
    struct Comparison: Hashable {
        /// Blocks that had edges and were compared.
        var compared = 0
        /// Blocks of those that look as before.
        var alike = 0
        /// Blocks of those whose edges are gone.
        var faded = 0

        /// The share of blocks that look as before, 0 to 1; 1 if there was nothing to compare.
        var likeness: Double { compared == 0 ? 1 : Double(alike) / Double(compared) }
        /// The share of blocks whose edges are gone, 0 to 1.
        var fading: Double { compared == 0 ? 0 : Double(faded) / Double(compared) }
        /// Whether the picture shows another place: edges there are, but hardly one where it was.
        var isAnotherPlace: Bool { compared >= 5 && likeness < 0.35 && fading < 0.6 }
    }

    private let edges: CellGrid

    /// Takes the edges of a picture.
    init(_ cells: CellGrid) {
        edges = cells.withoutLight()
    }

    /// Compares this picture with an earlier one of the same shape.
    ///
    /// - Parameters:
    ///   - earlier: The earlier picture.
    ///   - leavesOut: Tells for the index of a cell whether its block is left out.
    /// - Returns: What the blocks show; nothing compared if the shapes differ.
    func compared(with earlier: SceneStructure, leavesOut: (Int) -> Bool = { _ in false }) -> Comparison {
        var result = Comparison()
        guard edges.matches(earlier.edges) else { return result }
        let side = Self.blockSide
        for top in stride(from: 0, to: edges.rows - side + 1, by: side) {
            for left in stride(from: 0, to: edges.columns - side + 1, by: side) {
                let middle = (top + side / 2) * edges.columns + left + side / 2
                if leavesOut(middle) { continue }
                compareBlock(earlier, top: top, left: left, &result)
            }
        }
        return result
    }

    /// The largest swing of a camera from one picture to the next, in cells.
    private static let greatestSwing = 8
    /// The correlation of all edges from which a swing explains a picture.
    private static let swingLikeness: Float = 0.45

    /// Whether this picture shows the same place as the one before, from a camera that has swung a little.
    ///
    /// - Parameter earlier: The picture before.
    /// - Returns: Whether the edges of both match once one is moved.
    func isSwung(from earlier: SceneStructure) -> Bool {
        guard edges.matches(earlier.edges) else { return false }
        let reach = Self.greatestSwing
        for down in -reach...reach {
            for right in -reach...reach where likeness(to: earlier, right: right, down: down) >= Self.swingLikeness {
                return true
            }
        }
        return false
    }

    private func likeness(to earlier: SceneStructure, right: Int, down: Int) -> Float {
        let columns = edges.columns
        let lines = max(0, down)..<min(edges.rows, edges.rows + down)
        let span = max(0, right)..<min(columns, columns + right)
        guard lines.count * 2 > edges.rows, span.count * 2 > columns else { return 0 }
        var product: Float = 0
        var now: Float = 0
        var before: Float = 0
        edges.values.withUnsafeBufferPointer { a in
            earlier.edges.values.withUnsafeBufferPointer { b in
                for row in stride(from: lines.lowerBound, to: lines.upperBound, by: 2) {
                    for column in span {
                        let here = a[row * columns + column]
                        let there = b[(row - down) * columns + column - right]
                        product += here * there
                        now += here * here
                        before += there * there
                    }
                }
            }
        }
        return now > 0 && before > 0 ? product / (now * before).squareRoot() : 0
    }

    private func compareBlock(_ earlier: SceneStructure, top: Int, left: Int, _ result: inout Comparison) {
        var product: Float = 0
        var now: Float = 0
        var before: Float = 0
        for row in top..<(top + Self.blockSide) {
            let start = row * edges.columns + left
            for index in start..<(start + Self.blockSide) {
                let a = edges.values[index]
                let b = earlier.edges.values[index]
                product += a * b
                now += a * a
                before += b * b
            }
        }
        let least = Self.leastTexture * Self.leastTexture * Float(Self.blockSide * Self.blockSide)
        guard before >= least else { return }
        result.compared += 1
        if now < before * 0.04 { result.faded += 1 }
        if now > 0, product / (now * before).squareRoot() >= Self.likeness { result.alike += 1 }
    }
}
