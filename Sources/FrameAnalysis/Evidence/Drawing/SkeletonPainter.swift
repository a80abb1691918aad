import MonitoringModel

/// Draws a moment as figures on an empty ground, with beds and other zones as the only hint of the room.
///
/// Nothing of the camera's picture goes in: nobody can be recognised, whatever the picture shows.
struct SkeletonPainter {
    /// The longer side of the drawing, in pixels.
    static let side = 960

    private static let ground = Sketch.Colour(0x1B222C)
    private static let zoneGround = Sketch.Colour(0x252F3C)
    private static let zoneEdge = Sketch.Colour(0x46586E)
    private static let zoneLetters = Sketch.Colour(0x9DB0C7)
    private static let person = Sketch.Colour(0xF2B34C)
    private static let company = Sketch.Colour(0x8FA6BF)

    private let zones: [Zone]

    /// Creates a painter of a camera's zones.
    init(zones: [Zone]) {
        self.zones = zones
    }

    /// Returns the drawing of a frame's people as JPEG; `nil` if that fails.
    ///
    /// - Parameters:
    ///   - frame: The moment.
    ///   - track: The person it is about, drawn in amber; others are grey.
    ///   - before: An earlier moment, in which the same person is drawn faintly.
    /// - Returns: The JPEG picture.
    func jpeg(of frame: StoredFrame, track: Int, before: StoredFrame?) -> [UInt8]? {
        drawing(of: frame, track: track, before: before)?.jpeg(quality: 90)
    }

    private func drawing(of frame: StoredFrame, track: Int, before: StoredFrame?) -> Picture? {
        let longest = Double(max(frame.width, frame.height, 1))
        let scale = Double(Self.side) / longest
        let width = max(1, Int(Double(frame.width) * scale))
        let height = max(1, Int(Double(frame.height) * scale))
        guard let sketch = Sketch(width: width, height: height, ground: Self.ground) else { return nil }
        drawZones(on: sketch)
        let subject = SnapshotChooser.person(track, in: frame)
        if let before, before.width == frame.width, let earlier = before.people?.first(where: { $0.track == track }),
            let layer = Sketch(over: sketch.picture)
        {
            FigurePainter(earlier.pose, scale: scale)?.draw(on: layer, Self.person, ground: Self.ground)
            sketch.blend(layer, share: 0.22)
        }
        for person in frame.people ?? [] where person.track != subject?.track {
            FigurePainter(person.pose, scale: scale)?.draw(on: sketch, Self.company, ground: Self.ground)
        }
        if let subject { FigurePainter(subject.pose, scale: scale)?.draw(on: sketch, Self.person, ground: Self.ground) }
        return sketch.picture
    }

    private func drawZones(on sketch: Sketch) {
        for zone in zones where zone.kind != .ignore {
            sketch.fill(zone.shape, Self.zoneGround)
            sketch.outline(zone.shape, Self.zoneEdge, thickness: 2)
            zone.writeName(on: sketch, Self.zoneLetters, ground: Self.zoneGround, height: 14)
        }
    }
}

extension Zone {
    /// Writes the zone's name into its upper left part.
    func writeName(on sketch: Sketch, _ colour: Sketch.Colour, ground: Sketch.Colour, height: Double) {
        let left = shape.corners.map(\.x).min() ?? 0
        let nearLeft = shape.corners.filter { $0.x <= left + 0.15 }
        let top = nearLeft.map(\.y).min() ?? 0
        let x = left * Double(sketch.picture.width)
        let y = top * Double(sketch.picture.height)
        sketch.label(id.rawValue, x: x, y: y, height: height, colour, on: ground)
    }
}
