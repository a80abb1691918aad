/// A closed shape in a picture, in shares of its width and height.
///
/// Corners are joined in their order and the last with the first. A shape that crosses itself is filled
/// by the even-odd rule.
public struct Polygon: Hashable, Codable, Sendable {
    /// A corner.
    public struct Point: Hashable, Codable, Sendable {
        /// The distance from the left edge, 0 to 1 of the picture's width.
        public var x: Double
        /// The distance from the top edge, 0 to 1 of the picture's height.
        public var y: Double

        /// Creates a corner.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// The fewest and most corners.
    public static let cornerCount = 3...64

    /// The corners.
    public let corners: [Point]

    /// Creates a shape; `nil` with too few or too many corners, or with one outside the picture.
    public init?(_ corners: [Point]) {
        let picture = 0.0...1.0
        guard Self.cornerCount.contains(corners.count),
            corners.allSatisfy({ picture.contains($0.x) && picture.contains($0.y) })
        else { return nil }
        self.corners = corners
    }

    /// Whether a point is inside; by the even-odd rule of ray casting (Shimrat, CACM 5(8), 1962).
    ///
    /// - Parameters:
    ///   - x: The distance from the left edge, in shares of the width.
    ///   - y: The distance from the top edge, in shares of the height.
    /// - Returns: Whether it is inside.
    public func contains(x: Double, y: Double) -> Bool {
        var isInside = false
        var previous = corners[corners.count - 1]
        for corner in corners {
            if (corner.y > y) != (previous.y > y),
                x < (previous.x - corner.x) * (y - corner.y) / (previous.y - corner.y) + corner.x
            {
                isInside.toggle()
            }
            previous = corner
        }
        return isInside
    }
}
