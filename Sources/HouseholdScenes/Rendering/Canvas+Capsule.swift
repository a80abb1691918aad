extension Canvas {
    /// A capsule in picture coordinates, for shadows: two circles and what lies between them.
    struct Capsule {
        var startX: Double
        var startY: Double
        var startRadius: Double
        var endX: Double
        var endY: Double
        var endRadius: Double
        var startDepth: Double
        var endDepth: Double

        /// What it can cover: its circles and the half pixel that anti-aliasing adds.
        var extent: Extent {
            var extent = Extent()
            extent.include(x: startX, y: startY, radius: startRadius + 0.5)
            extent.include(x: endX, y: endY, radius: endRadius + 0.5)
            return extent
        }
    }
}
