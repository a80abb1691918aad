import HTTPTypes
import Hummingbird
import MonitoringModel

/// Reads the variable parts of a path.
enum PathReader {
    /// Returns the identifier that stands in a path.
    ///
    /// - Throws: ``Problem`` 400 if the part is no identifier, so that it never reaches a store or a file system.
    static func identifier<Subject>(_ name: String, in context: ConsoleContext) throws(Problem) -> Identifier<Subject> {
        let text = context.parameters.get(name) ?? ""
        guard let identifier = Identifier<Subject>(text) else {
            throw .badRequest("'\(text.prefix(40))' in the path is no name: use 1 to 128 letters, digits and -_.:@.")
        }
        return identifier
    }
}
