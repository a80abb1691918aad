import MonitoringModel

/// Names as Home Assistant permits them in discovery topics and entity identifiers.
enum DiscoveryName {
    /// Returns a text as part of a discovery topic: letters, digits, `_` and `-` only.
    ///
    /// Two texts never become the same: `-` begins the replacement of each character that is not permitted.
    ///
    /// - Parameter text: A topic prefix or an identifier.
    /// - Returns: The text with all else replaced.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "-": result += "--"
            case ".": result += "-d"
            case ":": result += "-c"
            case "@": result += "-a"
            case "/": result += "-s"
            default: result.append(character)
            }
        }
        return result
    }

    /// Returns a text as part of an entity's identifier: lower-case letters, digits and `_`.
    ///
    /// - Parameter text: An identifier.
    /// - Returns: The text with all else replaced by `_`; not unique, Home Assistant adds a number then.
    static func slug(_ text: String) -> String {
        String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
