import CVision
import MonitoringModel

/// Tells whether something moved, from one small grey picture to another a moment before.
///
/// Pictures are compared with a reference that is at least ``referenceAge`` old, so that slow movement
/// adds up, and at most one age older than that, so that a movement's end is known to within it. A
/// common change of light is taken out; the threshold follows the sensor's noise.
struct MotionGate {
    /// The age at which the reference is replaced.
    static let referenceAge = Duration.milliseconds(400)
    /// The share of pixels of the whole picture that makes a movement.
    static let movingShare = 0.0012
    /// The share of pixels beyond which the light or the camera itself changed.
    static let upheavalShare = 0.65

    /// What one picture showed.
    struct Finding: Hashable {
        /// Whether something moved where movement counts.
        var isMoving: Bool
        /// Whether something moved anywhere in the picture.
        var movesAnywhere: Bool
        /// Whether the picture is too dark or too even to see anything.
        var isBlind: Bool
        /// The share of pixels that changed, 0 to 1.
        var changed: Double
        /// Whether the whole picture was replaced since the last one that showed something.
        ///
        /// That is a cut, or a camera that was turned: what was known about people and places says nothing
        /// about this picture.
        var isCut = false
    }

    private var reference: (picture: Picture, takenAt: Instant)?
    private var noise = 1.0
    private var lastSight: SceneStructure?
    /// The share of pixels from which it is looked whether the whole picture was replaced.
    static let cutShare = 0.05

    /// Looks at a grey picture.
    ///
    /// - Parameters:
    ///   - grey: The picture; it is smoothed in place.
    ///   - takenAt: When it was taken.
    ///   - places: Where movement counts, in pixels of the picture; everywhere if empty.
    /// - Returns: What it showed.
    mutating func look(at grey: Picture, takenAt: Instant, places: [PixelRectangle]) -> Finding {
        var mean = 0.0
        var deviation = 0.0
        cvision_brightness(grey.pointer, &mean, &deviation)
        let isBlind = deviation < 3.5 || (mean < 14 && deviation < 8)
        let structure = isBlind ? nil : CellGrid(grey).map(SceneStructure.init)
        let earlier = lastSight
        if let structure { lastSight = structure }
        cvision_smooth(grey.pointer)
        guard let reference, reference.picture.width == grey.width, reference.picture.height == grey.height,
            takenAt > reference.takenAt
        else {
            self.reference = (grey, takenAt)
            return Finding(isMoving: false, movesAnywhere: false, isBlind: isBlind, changed: 0)
        }
        let everywhere = [PixelRectangle(x: 0, y: 0, width: 0, height: 0)]
        let anywhere = change(from: reference.picture, to: grey, everywhere)
        let changed = places.isEmpty ? anywhere : change(from: reference.picture, to: grey, places)
        if takenAt - reference.takenAt >= Self.referenceAge { self.reference = (grey, takenAt) }
        let movement = Self.movingShare..<Self.upheavalShare
        return Finding(
            isMoving: movement.contains(changed) && !isBlind,
            movesAnywhere: movement.contains(anywhere) && !isBlind,
            isBlind: isBlind,
            changed: changed,
            isCut: anywhere >= Self.cutShare && isCut(from: earlier, to: structure)
        )
    }

    private func isCut(from earlier: SceneStructure?, to structure: SceneStructure?) -> Bool {
        guard let earlier, let structure else { return false }
        return structure.compared(with: earlier).isAnotherPlace
    }

    /// Forgets the reference: the next picture shows no movement.
    mutating func reset() {
        reference = nil
        lastSight = nil
    }

    private mutating func change(from old: Picture, to new: Picture, _ places: [PixelRectangle]) -> Double {
        let threshold = min(max(8, 6 * noise), 40)
        var total = 0.0
        for place in places {
            let rectangle = cvision_rectangle(
                x: Int32(place.x),
                y: Int32(place.y),
                width: Int32(place.width),
                height: Int32(place.height)
            )
            var difference = cvision_difference()
            guard cvision_compare(new.pointer, old.pointer, threshold, rectangle, &difference) == CVISION_OK else {
                continue
            }
            total += difference.changed
            noise = 0.95 * noise + 0.05 * difference.noise
        }
        return total
    }
}
