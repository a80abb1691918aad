import MonitoringModel

/// The zones of one camera for pictures of one size: which of them a body is in, by one picture alone.
///
/// - A bed, sofa or mat has somebody who rests on it: the hips are inside and the body does not stand. Somebody
///   who stands is in it only if the feet can be seen inside: who stands behind a bed has left it.
/// - Any other zone has somebody whose feet, the middle of the lower edge of the box, are inside.
/// - Seen straight from above, the middle of the box counts for every zone.
struct ZoneMap: Sendable {
    /// The zones.
    let zones: [Zone]
    /// The width of the pictures in pixels.
    let width: Double
    /// The height of the pictures in pixels.
    let height: Double
    /// Whether the camera looks straight down.
    let isOverhead: Bool

    /// Creates the map of pictures of a size in pixels.
    init(_ zones: [Zone], width: Int, height: Int, isOverhead: Bool = false) {
        self.zones = zones
        self.width = Double(max(width, 1))
        self.height = Double(max(height, 1))
        self.isOverhead = isOverhead
    }

    /// Creates the map of a camera's pictures.
    init(_ settings: CameraSettings, width: Int, height: Int) {
        self.init(settings.zones, width: width, height: height, isOverhead: settings.isOverhead)
    }

    /// Returns the zones that a body is in; `ignore` zones are never among them.
    func zones(of pose: Pose) -> [Zone] {
        guard !zones.isEmpty, let place = BodyPlace(pose) else { return [] }
        return zones.filter { $0.kind != .ignore && holds($0, place) }
    }

    /// Returns the bed, sofa or mat that a body rests on, or `nil` if it rests on none.
    func furniture(under pose: Pose) -> Zone? {
        guard zones.contains(where: \.kind.isForLying), let place = BodyPlace(pose) else { return nil }
        guard isOverhead || !place.isStanding else { return nil }
        return zones.first { $0.kind.isForLying && holds($0, place) }
    }

    /// Returns the bed, sofa or mat on which a body lies of which only the box is known, or `nil` if it lies on none.
    func furniture(at box: Box) -> Zone? {
        let middle = BodyPlace.Spot(x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2)
        return zones.first { $0.kind.isForLying && contains($0, middle) }
    }

    /// Returns whether a body is where people are not looked at, such as on a television screen.
    ///
    /// What can be seen of the body counts, since a screen cuts people off.
    func ignores(_ pose: Pose) -> Bool {
        guard zones.contains(where: { $0.kind == .ignore }), let place = BodyPlace(pose) else { return false }
        let spot = isOverhead ? place.middle : place.lowest
        return zones.contains { $0.kind == .ignore && contains($0, spot) }
    }

    /// Returns how a body is held, and whether one that lies is on furniture or on the floor.
    ///
    /// The floor is told only where beds or sofas are marked: elsewhere whoever lies may lie on one. Seen straight from
    /// above every posture looks alike, so it is unknown.
    func posture(of pose: Pose) -> Posture {
        guard !isOverhead else { return .unknown }
        let posture = PostureClassifier.posture(of: pose)
        guard posture == .lying else { return posture }
        if furniture(under: pose) != nil { return .lyingOnFurniture }
        return zones.contains(where: \.kind.isFurniture) ? .lyingOnFloor : .lying
    }

    private func holds(_ zone: Zone, _ place: BodyPlace) -> Bool {
        if isOverhead { return contains(zone, place.middle) }
        guard zone.kind.isForLying else { return contains(zone, place.feet) }
        return place.isStanding ? place.hasFeet && contains(zone, place.feet) : contains(zone, place.weight)
    }

    /// Joints may lie a little outside the picture; the nearest pixel inside counts.
    private func contains(_ zone: Zone, _ spot: BodyPlace.Spot) -> Bool {
        let x = min(max(spot.x, 0.5), width - 0.5) / width
        let y = min(max(spot.y, 0.5), height - 0.5) / height
        return zone.shape.contains(x: x, y: y)
    }
}

extension Zone.Kind {
    /// Whether lying here is rest.
    var isForLying: Bool { isFurniture || self == .mat }
    /// Whether it is above the floor, so that one can fall off it.
    var isFurniture: Bool { self == .bed || self == .sofa }
}
