/// Reads which option of a list somebody means, such as "the second one" or "2".
enum OptionPicker {
    private static let ordinals: [String: Int] = [
        "first": 0, "1st": 0, "former": 0, "earlier": 0, "earliest": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2,
        "fourth": 3, "4th": 3,
    ]
    private static let numbers: [String: Int] = [
        "1": 0, "one": 0, "2": 1, "two": 1, "3": 2, "three": 2, "4": 3, "four": 3,
    ]
    private static let fillers: Set<String> = [
        "the", "one", "option", "number", "please", "yes", "ok", "okay", "i", "take", "i'll", "would", "like", "slot",
        "time", "i'd", "prefer", "want", "no", "works", "better", "is", "that", "it", "visit", "question", "for", "me",
        "day", "alert", "mean", "a", "bit", "then", "rather",
    ]

    /// Returns the position of the option that is meant, or `nil` unless exactly one is.
    ///
    /// - Parameters:
    ///   - text: The answer.
    ///   - count: The number of options.
    ///   - areNumbered: Whether the options were read out with numbers, so that a number alone means one.
    /// - Returns: The position from 0, or `nil`.
    static func option(in text: String, of count: Int, areNumbered: Bool) -> Int? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
        guard (1...8).contains(words.count) else { return nil }
        var chosen: Set<Int> = []
        for (index, word) in words.enumerated() {
            let isNamed = index > 0 && ["option", "number", "visit", "question", "alert"].contains(words[index - 1])
            if let ordinal = ordinals[word] {
                chosen.insert(ordinal)
            } else if word == "last" || word == "latter" || word == "later" || word == "latest" {
                chosen.insert(count - 1)
            } else if let number = numbers[word], areNumbered && words.count <= 3 || isNamed {
                chosen.insert(number)
            } else if !fillers.contains(word) {
                return nil
            }
        }
        guard chosen.count == 1, let option = chosen.first, (0..<count).contains(option) else { return nil }
        return option
    }
}
