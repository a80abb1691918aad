import Yams

extension SettingsNode {
    /// Decodes a document that a feature defines itself.
    ///
    /// - Throws: ``SettingsError`` with the line of the value that is wrong.
    func decode<Value: Decodable>(_ type: Value.Type) throws(SettingsError) -> Value {
        do {
            return try YAMLDecoder().decode(type, from: node)
        } catch let error as DecodingError {
            throw settingsError(for: error)
        } catch {
            throw self.error("\(error)")
        }
    }

    private func settingsError(for error: DecodingError) -> SettingsError {
        switch error {
        case .keyNotFound(let key, let context):
            return place(context.codingPath).error("'\(key.stringValue)' is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return place(context.codingPath).error(context.debugDescription)
        @unknown default:
            return self.error("\(error)")
        }
    }

    /// Follows a decoder's path as far as it goes.
    private func place(_ codingPath: [any CodingKey]) -> SettingsNode {
        var place = self
        for key in codingPath {
            let child: Node? =
                if let index = key.intValue, case .sequence(let sequence) = place.node, index < sequence.count {
                    sequence[index]
                } else if case .mapping(let mapping) = place.node {
                    mapping[Node(key.stringValue)]
                } else {
                    nil
                }
            guard let child else { return place }
            let name = key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)"
            place = SettingsNode(node: child, path: place.path + name, file: file)
        }
        return place
    }
}
