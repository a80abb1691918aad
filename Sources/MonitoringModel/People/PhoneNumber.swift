/// A phone number in the international form: `+` and 7 to 15 digits (ITU-T E.164).
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// The number with its `+`.
    public let description: String

    /// Reads a number; spaces, hyphens, dots and brackets between the digits are left out.
    ///
    /// - Returns: `nil` if it is none.
    public init?(_ text: String) {
        guard text.utf8.count <= 32, text.utf8.first == UInt8(ascii: "+") else { return nil }
        var digits = ""
        for character in text.dropFirst() {
            switch character {
            case "0"..."9" where character.isASCII: digits.append(character)
            case " ", "-", ".", "(", ")": continue
            default: return nil
            }
        }
        guard (7...15).contains(digits.count), digits.first != "0" else { return nil }
        description = "+" + digits
    }
}
