/// What is wrong in a settings file, where, and what to do.
public struct SettingsError: Error, Hashable, CustomStringConvertible {
    /// The file.
    public var file: String
    /// The line, from 1, if it is known.
    public var line: Int?
    /// The way to the value, such as `cameras[0].stillness`; empty for the whole file.
    public var path: String
    /// What is wrong and what to write instead.
    public var message: String

    /// Creates an error.
    public init(file: String, line: Int? = nil, path: String = "", message: String) {
        self.file = file
        self.line = line
        self.path = path
        self.message = message
    }

    /// The error in one line: `home.yaml:12: cameras[0].stillness: …`.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return path.isEmpty ? "\(place): \(message)" : "\(place): \(path): \(message)"
    }
}
