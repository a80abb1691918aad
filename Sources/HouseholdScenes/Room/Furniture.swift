/// A piece of furniture: a place to sit or lie, or just a thing in the room.
public struct Furniture: Hashable, Sendable {
    /// What the piece is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A single chair with a back.
        case chair
        /// A sofa for two.
        case sofa
        /// A bed along the back wall.
        case bed
        /// A small table.
        case table
        /// A wardrobe, higher than a person.
        case wardrobe
        /// A low cupboard that hides what is behind it.
        case cupboard
        /// A mat on the floor, for exercise.
        case mat
    }

    /// What the piece is.
    public var kind: Kind
    /// The middle of its footprint.
    public var place: FloorPoint
    /// Its colour.
    public var colour: Colour

    /// A piece of furniture at a place.
    public init(_ kind: Kind, at place: FloorPoint, colour: Colour) {
        self.kind = kind
        self.place = place
        self.colour = colour
    }

    /// Width along the wall, depth and height of the seat or top, in metres.
    var extent: (width: Double, depth: Double, height: Double) {
        switch kind {
        case .chair: (0.5, 0.48, 0.44)
        case .sofa: (1.9, 0.78, 0.42)
        case .bed: (2.05, 0.95, 0.46)
        case .table: (0.6, 0.45, 0.6)
        case .wardrobe: (0.95, 0.55, 1.95)
        case .cupboard: (1.1, 0.4, 0.75)
        case .mat: (1.9, 0.7, 0.015)
        }
    }

    /// Where somebody stands before sitting down here.
    var approach: FloorPoint {
        FloorPoint(x: place.x, z: place.z + extent.depth / 2 + 0.22)
    }

    /// Where the hips of somebody who sits here are.
    var seat: FloorPoint {
        let inset = kind == .bed ? extent.depth / 2 - 0.12 : kind == .sofa ? 0.1 : 0.0
        return FloorPoint(x: place.x, z: place.z + inset)
    }
}
