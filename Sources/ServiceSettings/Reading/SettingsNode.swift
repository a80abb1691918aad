import Yams

/// One value of a settings file, with its place.
struct SettingsNode {
    /// The largest settings file, in bytes.
    static let maximumFileSize = 1 << 20

    /// The value.
    let node: Node
    /// The way to it.
    let path: String
    /// The file.
    let file: String

    /// Reads a file's text; an empty file is an empty mapping.
    ///
    /// - Throws: ``SettingsError`` if it is too large or no YAML.
    static func parse(_ text: String, file: String) throws(SettingsError) -> SettingsNode {
        guard text.utf8.count <= maximumFileSize else {
            throw SettingsError(file: file, message: "is larger than \(maximumFileSize) bytes: split it")
        }
        do {
            let node = try Yams.compose(yaml: text) ?? Node.mapping(Node.Mapping([]))
            return SettingsNode(node: node, path: "", file: file)
        } catch let error as YamlError {
            throw Self.settingsError(error, file)
        } catch {
            throw SettingsError(file: file, message: "is not YAML: \(error)")
        }
    }

    private static func settingsError(_ error: YamlError, _ file: String) -> SettingsError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            SettingsError(file: file, line: mark.line, message: "is not YAML: \(problem)")
        default:
            SettingsError(file: file, message: "is not YAML: \(error)")
        }
    }

    /// Whether it has names and values.
    var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    /// Returns an error about this value.
    func error(_ message: String) -> SettingsError {
        SettingsError(file: file, line: node.mark?.line, path: path, message: message)
    }

    /// The names and values of a mapping whose names are all known.
    ///
    /// - Throws: ``SettingsError`` for anything but a mapping, and for the first unknown name.
    func mapping(_ known: [String]) throws(SettingsError) -> SettingsMapping {
        guard case .mapping(let mapping) = node else { throw error("must be a mapping of names to values") }
        var values: [String: SettingsNode] = [:]
        for (key, value) in mapping {
            guard let name = key.string else { throw error("has a name that is no text") }
            let child = SettingsNode(node: value, path: path.isEmpty ? name : "\(path).\(name)", file: file)
            guard known.contains(name) else {
                let line = key.mark?.line
                let advice = NearestName.suggestion(for: name, among: known)
                throw SettingsError(file: file, line: line, path: child.path, message: "is not known; \(advice)")
            }
            values[name] = child
        }
        return SettingsMapping(owner: self, values: values)
    }

    /// Whether it is a text or a number, and neither a mapping nor a list.
    var isText: Bool {
        if case .scalar = node { true } else { false }
    }

    /// The value of a name in a mapping, if it is there.
    func value(_ name: String) -> SettingsNode? {
        guard case .mapping(let mapping) = node, let value = mapping[Node(name)] else { return nil }
        return SettingsNode(node: value, path: path.isEmpty ? name : "\(path).\(name)", file: file)
    }

    /// The names and values of a mapping whose names are free.
    ///
    /// - Throws: ``SettingsError`` for anything but a mapping.
    func entries() throws(SettingsError) -> [(name: String, value: SettingsNode)] {
        guard case .mapping(let mapping) = node else { throw error("must be a mapping of names to values") }
        var entries: [(name: String, value: SettingsNode)] = []
        for (key, value) in mapping {
            guard let name = key.string else { throw error("has a name that is no text") }
            entries.append((name, SettingsNode(node: value, path: "\(path).\(name)", file: file)))
        }
        return entries
    }

    /// The elements of a sequence, at most 10,000.
    ///
    /// - Throws: ``SettingsError`` for anything but a sequence.
    func sequence() throws(SettingsError) -> [SettingsNode] {
        guard case .sequence(let sequence) = node else { throw error("must be a list") }
        guard sequence.count <= 10_000 else { throw error("has more than 10,000 entries: split the household") }
        return sequence.enumerated()
            .map { index, element in
                SettingsNode(node: element, path: "\(path)[\(index)]", file: file)
            }
    }

    /// The text of a scalar.
    ///
    /// - Throws: ``SettingsError`` for a mapping or a list, and for an empty text.
    func string() throws(SettingsError) -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { throw error("must be a text") }
        return scalar.string
    }

    /// `true` or `false`.
    ///
    /// - Throws: ``SettingsError`` for anything else.
    func bool() throws(SettingsError) -> Bool {
        guard let value = node.bool else { throw error("must be true or false") }
        return value
    }

    /// A whole number within a range.
    ///
    /// - Throws: ``SettingsError`` for anything else.
    func integer(in range: ClosedRange<Int>) throws(SettingsError) -> Int {
        guard let value = node.int, range.contains(value) else {
            throw error("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A number within a range.
    ///
    /// - Throws: ``SettingsError`` for anything else.
    func number(in range: ClosedRange<Double>) throws(SettingsError) -> Double {
        guard let value = node.float, range.contains(value) else {
            throw error("must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
