/// Advice about a misspelt name.
enum NearestName {
    /// Returns "did you mean 'x'?" for the nearest known name, or the list of names if none is near.
    static func suggestion(for name: String, among known: [String]) -> String {
        let distances = known.map { (name: $0, distance: distance(name, $0)) }
        let nearest = distances.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        if let nearest, nearest.distance <= max(1, name.count / 3) { return "did you mean '\(nearest.name)'?" }
        return "known are: \(known.joined(separator: ", "))"
    }

    /// The Levenshtein distance of two names, of which the first 64 characters count.
    private static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first.prefix(64))
        let second = Array(second.prefix(64))
        var previous = Array(0...second.count)
        for (row, character) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let substituted = previous[column] + (character == other ? 0 : 1)
                current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[second.count]
    }
}
