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
    /// The girth: 1 is usual, 0.85 thin, 1.3 stout.
    public var build = 1.0
    /// Whether a skirt or dressing gown hangs down to the shins.
    public var hasSkirt = false
    /// Whether the head is bald.
    public var isBald = false

    /// A person with the given looks, of usual build.
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

    /// Anybody: short or tall, thin or stout, with grey, dark or no hair, in clothes of any colour, white and dark too.
    public static func anybody(using generator: inout SeededGenerator) -> FigureAppearance {
        var looks = FigureAppearance(using: &generator)
        looks.height = generator.number(in: 1.50...1.86)
        looks.build = generator.number(in: 0.88...1.28)
        looks.hasSkirt = generator.index(below: 4) == 0
        looks.isBald = generator.index(below: 6) == 0
        let clothes = [
            Colour(40, 60, 120), Colour(130, 45, 50), Colour(40, 100, 75), Colour(222, 220, 214), Colour(38, 38, 42),
            Colour(150, 120, 90), Colour(90, 60, 110), Colour(176, 150, 60), Colour(105, 125, 140),
        ]
        looks.shirt = clothes[generator.index(below: clothes.count)].varied(by: 10, using: &generator)
        looks.trousers = clothes[generator.index(below: clothes.count)].varied(by: 10, using: &generator)
        if looks.shirt.red > 190, looks.trousers.red > 190, generator.index(below: 2) == 0 {
            looks.trousers = Colour(60, 62, 76)
        }
        let hairs = [Colour(196, 194, 190), Colour(150, 146, 142), Colour(70, 52, 40), Colour(44, 42, 44)]
        looks.hair = hairs[generator.index(below: hairs.count)].varied(by: 6, using: &generator)
        return looks
    }
}
