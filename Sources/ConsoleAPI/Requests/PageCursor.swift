/// The mark between two pages of a list; callers pass it on without looking inside.
///
/// It names the last number of the page before, so that pages neither miss nor repeat anything when
/// entries are added meanwhile.
enum PageCursor {
    /// The lists that have pages.
    enum List: String {
        /// The alerts.
        case alerts = "a"
        /// The visits.
        case visits = "v"
    }

    /// Returns the mark after a number.
    static func text(after number: Int64, list: List) -> String {
        list.rawValue + String(number, radix: 36)
    }

    /// Returns the number of a mark, or `nil` if it was not made for this list.
    static func number(of text: String, list: List) -> Int64? {
        guard text.hasPrefix(list.rawValue), let number = Int64(text.dropFirst(), radix: 36), number >= 0,
            PageCursor.text(after: number, list: list) == text
        else { return nil }
        return number
    }
}
