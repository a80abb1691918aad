import MonitoringModel

/// A camera's newest frame for people who look now, with or without what the analysis made of it.
struct LiveStill {
    /// The least time between two encodings of one camera's still.
    static let pause = Duration.seconds(1)

    private static let zoneEdge = Sketch.Colour(0x4FC3F7)
    private static let ignored = Sketch.Colour(0x90A4AE)
    private static let letters = Sketch.Colour(0xFFFFFF)
    private static let plate = Sketch.Colour(0x263238)
    private static let lying = Sketch.Colour(0xFF7043)
    private static let upright = Sketch.Colour(0x66E08A)

    private var made: [Bool: (jpeg: [UInt8], at: Instant)] = [:]

    /// Returns the still as JPEG; `nil` if there is no frame.
    ///
    /// - Parameters:
    ///   - frame: The newest frame, of which everything private is black; `nil` forgets earlier stills.
    ///   - zones: The camera's zones.
    ///   - annotated: Whether zones, boxes, figures, postures and track numbers are drawn.
    ///   - now: What time it is.
    /// - Returns: The picture, at most a second old if there are newer frames.
    mutating func jpeg(of frame: StoredFrame?, zones: [Zone], annotated: Bool, at now: Instant) -> [UInt8]? {
        guard let frame else {
            made = [:]
            return nil
        }
        if let last = made[annotated], now >= last.at, now - last.at < Self.pause { return last.jpeg }
        guard let picture = Picture.colour(frame.jpeg) else { return nil }
        let shown = annotated ? Self.annotate(picture, frame.people ?? [], width: frame.width, zones: zones) : picture
        guard let jpeg = shown.evidenceJPEG() else { return nil }
        made[annotated] = (jpeg, now)
        return jpeg
    }

    /// Returns a copy of a picture in which zones and people are marked; the picture itself if that fails.
    ///
    /// - Parameters:
    ///   - picture: The picture.
    ///   - people: The people, in pixels of a picture of another size.
    ///   - width: The width of that picture.
    ///   - zones: The zones.
    /// - Returns: The marked picture.
    static func annotate(_ picture: Picture, _ people: [StoredFrame.Person], width: Int, zones: [Zone]) -> Picture {
        guard let sketch = Sketch(over: picture) else { return picture }
        let unit = max(1, Double(max(picture.width, picture.height)) / 640)
        for zone in zones {
            let colour = zone.kind == .ignore ? ignored : zoneEdge
            sketch.outline(zone.shape, colour, thickness: Int((1.5 * unit).rounded()))
            zone.writeName(on: sketch, colour, ground: plate, height: 9 * unit)
        }
        let scale = Double(picture.width) / Double(max(width, 1))
        for person in people { mark(person, on: sketch, scale: scale, unit: unit) }
        return sketch.picture
    }

    private static func mark(_ person: StoredFrame.Person, on sketch: Sketch, scale: Double, unit: Double) {
        guard let scaled = person.pose.box(scaledBy: scale) else { return }
        let isLow = person.posture == .lying || person.posture == .lyingOnFloor
        let colour = isLow ? lying : upright
        let frame = scaled.padded(by: 0.06, width: sketch.picture.width, height: sketch.picture.height)
        sketch.frame(frame, colour, thickness: Int((1.5 * unit).rounded()))
        FigurePainter(person.pose, scale: scale)?.drawBones(on: sketch, colour, width: 2 * unit)
        let posture = person.posture.rawValue.split(separator: "_").joined(separator: " ")
        let percent = Int((min(max(person.pose.score, 0), 1) * 100).rounded())
        let text = "#\(person.track) \(posture) \(percent) %"
        sketch.label(text, x: Double(frame.x), y: Double(frame.y), height: 9 * unit, letters, on: plate)
    }
}
