/// Words that are said differently from how they are written, such as `SNR`.
///
/// Whole words only, in the case in which they are written.
public struct Lexicon: Hashable, Sendable {
    /// The replacements: what is written, and what is said.
    public let replacements: [String: String]

    /// Creates a lexicon.
    ///
    /// - Parameter replacements: What is written (letters and digits), and what is said.
    public init(replacements: [String: String]) {
        self.replacements = replacements
    }

    /// Abbreviations that devices and their faults bring along.
    public static let standard = Lexicon(replacements: [
        "SNR": "signal to noise ratio",
        "dB": "decibels",
        "dBm": "decibel milliwatts",
        "dBmV": "decibel millivolts",
        "Mbps": "megabits a second",
        "kWh": "kilowatt hours",
        "MQTT": "M Q T T",
        "CCTV": "C C T V",
    ])

    /// Returns text with every word of the lexicon replaced.
    public func apply(to text: String) -> String {
        var result = ""
        var word = ""
        for character in text {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else {
                result += replacements[word] ?? word
                word = ""
                result.append(character)
            }
        }
        return result + (replacements[word] ?? word)
    }
}
