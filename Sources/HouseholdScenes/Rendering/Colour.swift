/// A colour as red, green and blue from 0 to 255, before light and clipping.
public struct Colour: Hashable, Sendable {
    /// Red, 0 to 255.
    public var red: Double
    /// Green, 0 to 255.
    public var green: Double
    /// Blue, 0 to 255.
    public var blue: Double

    /// A colour from its three parts.
    public init(_ red: Double, _ green: Double, _ blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The same colour, brighter (above 1) or darker (below 1).
    public func scaled(_ factor: Double) -> Colour {
        Colour(red * factor, green * factor, blue * factor)
    }

    /// The same colour with each part moved by up to `amount`.
    func varied(by amount: Double, using generator: inout SeededGenerator) -> Colour {
        Colour(
            red + generator.number(in: -amount...amount),
            green + generator.number(in: -amount...amount),
            blue + generator.number(in: -amount...amount)
        )
    }
}
