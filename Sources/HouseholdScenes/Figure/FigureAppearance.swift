/// How one person looks: body height and colours.
public struct FigureAppearance: Hashable, Sendable {
    /// Body height in metres.
    public var height: Double
    /// Face and hands.
    public var skin: Colour
    /// Hair.
    public var hair: Colour
    /// Shirt.
    public var shirt: Colour
    /// Trousers.
    public var trousers: Colour
    /// Shoes.
    public var shoes: Colour

    /// A person with the given looks.
    public init(height: Double, skin: Colour, hair: Colour, shirt: Colour, trousers: Colour, shoes: Colour) {
        self.height = height
        self.skin = skin
        self.hair = hair
        self.shirt = shirt
        self.trousers = trousers
        self.shoes = shoes
    }

    /// A person drawn from palettes that stand out from plain walls.
    public init(using generator: inout SeededGenerator) {
        let skins = [Colour(225, 180, 150), Colour(214, 165, 132), Colour(198, 146, 112), Colour(232, 190, 165)]
        let hairs = [Colour(80, 60, 40), Colour(60, 45, 38), Colour(120, 115, 112), Colour(50, 48, 50)]
        let shirts = [
            Colour(40, 60, 120), Colour(120, 40, 45), Colour(35, 95, 70), Colour(95, 50, 110), Colour(30, 85, 115),
        ]
        let trousers = [Colour(50, 50, 60), Colour(45, 45, 75), Colour(70, 52, 42), Colour(55, 62, 52)]
        self.init(
            height: generator.number(in: 1.62...1.78),
            skin: skins[generator.index(below: skins.count)].varied(by: 6, using: &generator),
            hair: hairs[generator.index(below: hairs.count)].varied(by: 6, using: &generator),
            shirt: shirts[generator.index(below: shirts.count)].varied(by: 8, using: &generator),
            trousers: trousers[generator.index(below: trousers.count)].varied(by: 6, using: &generator),
            shoes: Colour(40, 32, 30)
        )
    }
}
