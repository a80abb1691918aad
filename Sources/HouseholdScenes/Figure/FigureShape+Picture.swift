extension FigureShape {
    /// The capsules as they appear in a picture, the farthest first.
    func projected(_ projection: Viewpoint.Projection) -> [Canvas.Capsule] {
        let flat = capsules.map { capsule -> (depth: Double, capsule: Canvas.Capsule) in
            let (start, end) = (projection(capsule.start), projection(capsule.end))
            let flat = Canvas.Capsule(
                startX: start.x,
                startY: start.y,
                startRadius: capsule.startRadius * start.scale,
                endX: end.x,
                endY: end.y,
                endRadius: capsule.endRadius * end.scale,
                colour: capsule.colour
            )
            return ((start.depth + end.depth) / 2, flat)
        }
        // Swift's sort is stable in practice but not by promise; the index makes equal depths unambiguous.
        return flat.enumerated()
            .sorted { ($1.element.depth, $0.offset) < ($0.element.depth, $1.offset) }
            .map(\.element.capsule)
    }

    /// The box of every pixel that drawing can touch, cut to the picture, and whether nothing was cut off.
    func outline(_ projection: Viewpoint.Projection, size: FrameSize) -> (box: GroundTruth.Box, isWhole: Bool)? {
        var (left, top, right, bottom) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
        for capsule in projected(projection) {
            left = min(left, capsule.startX - capsule.startRadius, capsule.endX - capsule.endRadius)
            top = min(top, capsule.startY - capsule.startRadius, capsule.endY - capsule.endRadius)
            right = max(right, capsule.startX + capsule.startRadius, capsule.endX + capsule.endRadius)
            bottom = max(bottom, capsule.startY + capsule.startRadius, capsule.endY + capsule.endRadius)
        }
        let (columns, rows) = (
            Canvas.cut(left - 0.5, right + 0.5, to: size.width), Canvas.cut(top - 0.5, bottom + 0.5, to: size.height)
        )
        guard !columns.isEmpty, !rows.isEmpty else { return nil }
        let whole = left >= 0 && top >= 0 && right <= Double(size.width) && bottom <= Double(size.height)
        let box = GroundTruth.Box(
            left: columns.lowerBound,
            top: rows.lowerBound,
            right: columns.upperBound,
            bottom: rows.upperBound
        )
        return (box, whole)
    }
}
