import MonitoringModel

/// Finds the values of a few attributes in the bytes of a JSON object, without building the document.
///
/// Every value is passed over by its own grammar, so that what is no JSON is refused; only the insides of
/// texts that nobody asked for are not looked at closely (UTF-8, escapes).
struct FieldScanner: Sendable {
    /// The place of a value in the payload; empty if there is none.
    struct Slice: Sendable {
        /// The offset of its first byte.
        var start = 0
        /// The offset behind its last byte.
        var end = 0
    }

    private struct Node: Sendable {
        var name: [UInt8]
        var hash: UInt64
        var slot: Int?
        var children: [Node] = []
    }

    private var roots: [Node] = []
    /// How many attributes are looked for.
    private(set) var count = 0

    /// Prepares to look for attributes; their slots are in the order given.
    init(_ paths: [AttributePath]) {
        for path in paths {
            Self.insert([path.first] + path.rest, count, into: &roots)
            count += 1
        }
    }

    private static func insert(_ names: [String], _ slot: Int, into nodes: inout [Node]) {
        guard let first = names.first else { return }
        let name = Array(first.utf8)
        let place = nodes.firstIndex { $0.name == name } ?? nodes.count
        if place == nodes.count { nodes.append(Node(name: name, hash: JSONCursor.hash(of: name), slot: nil)) }
        if names.count == 1 {
            nodes[place].slot = slot
        } else {
            insert(Array(names.dropFirst()), slot, into: &nodes[place].children)
        }
    }

    /// Notes where the values stand and returns whether the payload could be read.
    ///
    /// It cannot if it is no object, no JSON, nested deeper than ``JSONParser/maximumDepth``, or has an
    /// escape in a name; then the whole document must be read.
    func scan(_ payload: UnsafeRawBufferPointer, _ slices: inout [Slice]) -> Bool {
        for index in slices.indices { slices[index] = Slice() }
        var cursor = JSONCursor(payload)
        cursor.skipSpace()
        guard object(roots, &cursor, depth: 1, &slices) else { return false }
        cursor.skipSpace()
        return cursor.isAtEnd
    }

    private func object(_ wanted: [Node], _ cursor: inout JSONCursor, depth: Int, _ slices: inout [Slice]) -> Bool {
        guard depth <= JSONParser.maximumDepth, cursor.accept(UInt8(ascii: "{")) else { return false }
        cursor.skipSpace()
        if cursor.accept(UInt8(ascii: "}")) { return true }
        while true {
            guard let name = cursor.plainName() else { return false }
            cursor.skipSpace()
            guard cursor.accept(UInt8(ascii: ":")) else { return false }
            cursor.skipSpace()
            let start = cursor.position
            var isRead = false
            for index in wanted.indices where wanted[index].hash == name.hash && cursor.equals(name, wanted[index].name)
            {
                // The last of several members of one name counts, with all below it.
                Self.clear(wanted[index], &slices)
                if !wanted[index].children.isEmpty, cursor.peek == UInt8(ascii: "{") {
                    guard object(wanted[index].children, &cursor, depth: depth + 1, &slices) else { return false }
                    isRead = true
                } else {
                    guard cursor.skipValue(depth: depth) else { return false }
                    isRead = true
                }
                if let slot = wanted[index].slot { slices[slot] = Slice(start: start, end: cursor.position) }
                break
            }
            if !isRead { guard cursor.skipValue(depth: depth) else { return false } }
            cursor.skipSpace()
            if cursor.accept(UInt8(ascii: "}")) { return true }
            guard cursor.accept(UInt8(ascii: ",")) else { return false }
            cursor.skipSpace()
        }
    }

    private static func clear(_ node: Node, _ slices: inout [Slice]) {
        if let slot = node.slot { slices[slot] = Slice() }
        for child in node.children { clear(child, &slices) }
    }
}
