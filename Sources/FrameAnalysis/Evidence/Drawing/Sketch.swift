import CVision

/// A picture of our own that is being drawn; places are in pixels.
///
/// A line or label that cannot be drawn, because it lies far outside, is left out.
struct Sketch {
    /// A colour.
    struct Colour: Sendable {
        /// The colour in the picture's own order.
        let value: cvision_colour

        /// Creates a colour from 0xRRGGBB.
        init(_ code: UInt32) {
            value = cvision_colour(
                blue: UInt8(code & 0xFF),
                green: UInt8(code >> 8 & 0xFF),
                red: UInt8(code >> 16 & 0xFF)
            )
        }
    }

    /// The picture.
    let picture: Picture

    /// Starts with an empty ground; `nil` if it is too large.
    init?(width: Int, height: Int, ground: Colour) {
        guard let picture = Picture.make({ cvision_image_filled(Int32(width), Int32(height), ground.value, &$0) })
        else { return nil }
        self.picture = picture
    }

    /// Starts with a copy of a picture; `nil` if there is no memory.
    init?(over original: Picture) {
        guard let picture = Picture.make({ cvision_image_copy(original.pointer, &$0) }) else { return nil }
        self.picture = picture
    }

    /// Fills a zone's shape.
    func fill(_ shape: Polygon, _ colour: Colour) {
        cvision_fill_polygon(picture.pointer, Self.corners(shape), Int32(shape.corners.count), colour.value)
    }

    /// Draws the edge of a zone's shape.
    func outline(_ shape: Polygon, _ colour: Colour, thickness: Int) {
        let corners = Self.corners(shape)
        let count = Int32(shape.corners.count)
        cvision_outline_polygon(picture.pointer, corners, count, colour.value, Int32(thickness))
    }

    /// Draws a line with round ends.
    func line(_ start: Keypoint, _ end: Keypoint, _ colour: Colour, thickness: Double) {
        let width = Int32(min(max(thickness, 1), 200).rounded())
        cvision_line(picture.pointer, start.x, start.y, end.x, end.y, colour.value, width)
    }

    /// Fills a circle.
    func dot(_ middle: Keypoint, radius: Double, _ colour: Colour) {
        cvision_circle(picture.pointer, middle.x, middle.y, radius, colour.value, 0)
    }

    /// Draws the edge of a box.
    func frame(_ box: PixelRectangle, _ colour: Colour, thickness: Int) {
        let rectangle = cvision_rectangle(
            x: Int32(box.x),
            y: Int32(box.y),
            width: Int32(box.width),
            height: Int32(box.height)
        )
        cvision_rectangle_outline(picture.pointer, rectangle, colour.value, Int32(thickness))
    }

    /// Writes a label whose lower left corner is at a place; letters that are not ASCII become `?`.
    func label(_ text: String, x: Double, y: Double, height: Double, _ colour: Colour, on ground: Colour) {
        let plain = String(text.map { $0.isASCII ? $0 : "?" })
        cvision_label(picture.pointer, plain, x, y, height, colour.value, ground.value)
    }

    /// Mixes another sketch of the same size in.
    func blend(_ other: Sketch, share: Double) {
        cvision_blend(picture.pointer, other.picture.pointer, share)
    }

    private static func corners(_ shape: Polygon) -> [Double] {
        shape.corners.flatMap { [$0.x, $0.y] }
    }
}
