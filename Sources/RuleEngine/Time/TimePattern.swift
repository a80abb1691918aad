/// A pattern of date and time, such as `yyyy-MM-dd HH:mm:ss.SSS` (the letters of Joda-Time and Java).
struct TimePattern: Sendable {
    /// A part of a pattern.
    enum Field: Hashable, Sendable {
        /// Text that stands for itself.
        case text(String)
        /// A letter that is repeated a number of times.
        case letter(Character, Int)
    }

    /// The parts, in order.
    let fields: [Field]

    private static let known: Set<Character> = [
        "G", "y", "Y", "x", "u", "M", "L", "d", "D", "E", "e", "a", "H", "k", "K", "h", "m", "s", "S", "z", "Z", "V",
        "X", "w", "C",
    ]

    /// Reads a pattern; `nil` if it has an unknown letter or an open quote.
    init?(_ text: String) {
        guard text.utf8.count <= 256 else { return nil }
        var fields: [Field] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "'" {
                rest = rest.dropFirst()
                if rest.first == "'" {
                    fields.append(.text("'"))
                    rest = rest.dropFirst()
                    continue
                }
                guard let quoted = Self.quoted(&rest) else { return nil }
                fields.append(.text(quoted))
            } else if first.isASCII, first.isLetter {
                let run = rest.prefix { $0 == first }
                guard Self.known.contains(first) else { return nil }
                fields.append(.letter(first, run.count))
                rest = rest.dropFirst(run.count)
            } else {
                fields.append(.text(String(first)))
                rest = rest.dropFirst()
            }
        }
        self.fields = fields
    }

    private static func quoted(_ rest: inout Substring) -> String? {
        var content = ""
        while let next = rest.first {
            rest = rest.dropFirst()
            guard next == "'" else {
                content.append(next)
                continue
            }
            guard rest.first == "'" else { return content }
            content.append("'")
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The months in English.
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    /// The days of the week in English, from Monday.
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}
