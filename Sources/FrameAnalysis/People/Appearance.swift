import CVision

/// What somebody wears, as the mean colour of the trunk, so that people who pass each other keep their tracks.
///
/// No face and no shape: two people in clothes of one colour look the same, and in infrared only bright and dark differ.
struct Appearance: Hashable, Sendable {
    /// The samples along and across the trunk.
    private static let steps = 5
    /// The shortest trunk whose colour is measured, in pixels.
    static let leastTrunk = 6.0
    /// How much a new sighting counts in the colour that is remembered.
    private static let share = 0.2

    /// The brightness, 0 to 255.
    var brightness: Double
    /// Red against green, -255 to 255.
    var redness: Double
    /// Red and green against blue, -255 to 255.
    var yellowness: Double

    /// Creates clothes of known colour.
    init(brightness: Double, redness: Double, yellowness: Double) {
        self.brightness = brightness
        self.redness = redness
        self.yellowness = yellowness
    }

    /// Measures the trunk of a body in a colour picture; `nil` unless all of shoulders and hips are seen in it.
    init?(_ pose: Pose, in picture: Picture) {
        let corners = [5, 6, 11, 12].map { pose.keypoints[$0] }
        guard corners.allSatisfy({ $0.score > Pose.visibleScore }), let shoulders = pose.shoulders,
            let hips = pose.hips,
            (shoulders.x - hips.x) * (shoulders.x - hips.x) + (shoulders.y - hips.y) * (shoulders.y - hips.y)
                >= Self.leastTrunk * Self.leastTrunk,
            cvision_image_channels(picture.pointer) == 3, let data = cvision_image_data(picture.pointer)
        else { return nil }
        let (width, height) = (picture.width, picture.height)
        var sums = (blue: 0.0, green: 0.0, red: 0.0)
        var count = 0.0
        for row in 1...Self.steps {
            let down = Double(row) / Double(Self.steps + 1)
            for column in 1...Self.steps {
                let across = Double(column) / Double(Self.steps + 1)
                func place(_ value: (Keypoint) -> Double) -> Double {
                    (value(corners[0]) * (1 - across) + value(corners[1]) * across) * (1 - down)
                        + (value(corners[2]) * (1 - across) + value(corners[3]) * across) * down
                }
                let (x, y) = (place(\.x), place(\.y))
                guard x >= 0, y >= 0, x < Double(width), y < Double(height) else { continue }
                let pixel = data + 3 * (Int(y) * width + Int(x))
                sums.blue += Double(pixel[0])
                sums.green += Double(pixel[1])
                sums.red += Double(pixel[2])
                count += 1
            }
        }
        guard count > 0 else { return nil }
        brightness = (sums.blue + sums.green + sums.red) / (3 * count)
        redness = (sums.red - sums.green) / count
        yellowness = ((sums.red + sums.green) / 2 - sums.blue) / count
    }

    /// How much a difference in brightness counts: whoever lies on the floor is in another light than before.
    private static let brightnessWeight = 0.2

    /// How different two trunks look, in levels.
    func difference(from other: Appearance) -> Double {
        let light = Self.brightnessWeight * (brightness - other.brightness)
        let (red, yellow) = (redness - other.redness, yellowness - other.yellowness)
        return (light * light + red * red + yellow * yellow).squareRoot()
    }

    /// Takes a new sighting into what is remembered.
    mutating func follow(_ latest: Appearance) {
        brightness += Self.share * (latest.brightness - brightness)
        redness += Self.share * (latest.redness - redness)
        yellowness += Self.share * (latest.yellowness - yellowness)
    }
}
