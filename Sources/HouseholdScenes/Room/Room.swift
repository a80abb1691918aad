/// A plain living room: walls, floor, a window and furniture along the back wall.
public struct Room: Hashable, Sendable {
    /// The colour of the back wall.
    public var wall: Colour
    /// The colour of the floor.
    public var floor: Colour
    /// The colour of what is seen through the window.
    public var daylight: Colour
    /// What stands in the room, drawn from the back to the front.
    public var furniture: [Furniture]
    /// The colour of the rug in the middle, if there is one.
    public var rug: Colour?

    /// The back wall's distance behind the middle of the room, in metres.
    static let backWall = -2.3
    /// The front wall's distance before the middle of the room, in metres.
    static let frontWall = 3.0
    /// The side walls' distance from the middle of the room, in metres.
    static let sideWall = 3.1
    /// The height of the ceiling, in metres.
    static let ceiling = 2.7

    /// A room with the given colours and furniture.
    public init(wall: Colour, floor: Colour, daylight: Colour, furniture: [Furniture], rug: Colour? = nil) {
        self.wall = wall
        self.floor = floor
        self.daylight = daylight
        self.furniture = furniture
        self.rug = rug
    }

    /// A room with a bed, a sofa, a chair, a table and a wardrobe; colours and small shifts come from the generator.
    public init(using generator: inout SeededGenerator) {
        let walls = [Colour(205, 200, 190), Colour(196, 203, 200), Colour(208, 197, 182), Colour(190, 198, 208)]
        let floors = [Colour(150, 130, 110), Colour(138, 124, 112), Colour(160, 142, 122), Colour(132, 130, 128)]
        wall = walls[generator.index(below: walls.count)].varied(by: 5, using: &generator)
        floor = floors[generator.index(below: floors.count)].varied(by: 5, using: &generator)
        daylight = Colour(215, 226, 235).varied(by: 6, using: &generator)
        func near(_ x: Double, _ z: Double) -> FloorPoint {
            FloorPoint(x: x + generator.number(in: -0.08...0.08), z: z + generator.number(in: -0.04...0.04))
        }
        furniture = [
            Furniture(.sofa, at: near(-1.75, -1.85), colour: Colour(110, 105, 95).varied(by: 12, using: &generator)),
            Furniture(.bed, at: near(1.45, -1.75), colour: Colour(186, 186, 196).varied(by: 8, using: &generator)),
            Furniture(.table, at: near(-0.35, -2.0), colour: Colour(120, 90, 70).varied(by: 8, using: &generator)),
            Furniture(.chair, at: near(-0.7, -0.95), colour: Colour(140, 105, 75).varied(by: 8, using: &generator)),
            Furniture(.wardrobe, at: near(-2.6, -0.95), colour: Colour(128, 98, 72).varied(by: 14, using: &generator)),
        ]
        if generator.next() % 2 == 0 { rug = Colour(138, 92, 84).varied(by: 20, using: &generator) }
    }

    /// The first piece of a kind, if the room has one.
    public func piece(_ kind: Furniture.Kind) -> Furniture? {
        furniture.first { $0.kind == kind }
    }
}
