/// The elements of a drawing by name; none if a tag is not closed or stands alone.
struct TagCount {
    let elements: [String: Int]

    init(_ text: String) {
        var counts: [String: Int] = [:]
        var open: [Substring] = []
        let tag = #/<(\/?)([a-z]+)(?:\s+[a-zA-Z:0-9-]+="[^"<]*")*\s*(\/?)>/#
        for match in text.matches(of: tag) {
            if match.output.1 == "/" {
                guard open.popLast() == match.output.2 else {
                    elements = [:]
                    return
                }
                continue
            }
            counts[String(match.output.2), default: 0] += 1
            if match.output.3.isEmpty { open.append(match.output.2) }
        }
        elements = open.isEmpty && !text.replacing(tag, with: "").contains("<") ? counts : [:]
    }
}
