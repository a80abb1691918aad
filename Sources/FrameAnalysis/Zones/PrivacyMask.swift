import CVision

/// What nobody may see: made black in every picture before it is analysed, stored or sent.
struct PrivacyMask: Sendable {
    private let shapes: [[Double]]

    /// Whether nothing is hidden.
    var isEmpty: Bool { shapes.isEmpty }

    /// Creates a mask of shapes.
    init(_ shapes: [Polygon]) {
        self.shapes = shapes.map { shape in shape.corners.flatMap { [$0.x, $0.y] } }
    }

    /// Makes the hidden parts of a picture black, in place; a picture of any size, grey or in colour.
    ///
    /// - Throws: ``FrameAnalysisError/damagedPicture(format:reason:)`` if that fails; the picture must not be used.
    func burn(into picture: Picture) throws(FrameAnalysisError) {
        let black = cvision_colour(blue: 0, green: 0, red: 0)
        for corners in shapes {
            guard cvision_fill_polygon(picture.pointer, corners, Int32(corners.count / 2), black) == CVISION_OK else {
                throw .damagedPicture(format: "decoded", reason: "the privacy mask cannot be applied")
            }
        }
    }
}
