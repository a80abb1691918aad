/// Why nothing could be spoken, kept or read.
public enum SpeechError: Error, Hashable, Sendable {
    /// The engine's data cannot be read.
    case engineDataMissing
    /// The engine has no voice of this name.
    case unknownVoice(String)
    /// A setting lies outside its range.
    case settingOutOfRange(name: String, value: Int, range: ClosedRange<Int>)
    /// There is nothing to say: no letter or digit is left after control characters were removed.
    case emptyText
    /// The text has too many characters.
    case textTooLong(characters: Int, limit: Int)
    /// The spoken text would last too long.
    case audioTooLong(limit: Duration)
    /// The engine failed.
    case engineFailed
    /// The bytes are no sound file that can be read; the text says what is wrong.
    case invalidWave(String)
    /// A file could not be written or read; the text is the system's.
    case cacheFailed(path: String, reason: String)
}

extension SpeechError: CustomStringConvertible {
    /// What was wrong, with which input, and what to do.
    public var description: String {
        switch self {
        case .engineDataMissing:
            "The speech engine's data cannot be read: install the package espeak-ng-data."
        case .unknownVoice(let name):
            "There is no voice '\(name.prefix(40))': use one that `espeak-ng --voices` lists, such as en-gb or de."
        case .settingOutOfRange(let name, let value, let range):
            "The \(name) is \(value): give \(range.lowerBound) to \(range.upperBound)."
        case .emptyText:
            "There is nothing to say: give a text with at least one letter or digit."
        case .textTooLong(let characters, let limit):
            "The text has \(characters) characters: give at most \(limit)."
        case .audioTooLong(let limit):
            "The text would be spoken for more than \(limit): shorten it."
        case .engineFailed:
            "The speech engine failed: try again."
        case .invalidWave(let reason):
            "This is no WAV file with 16-bit samples: \(reason)."
        case .cacheFailed(let path, let reason):
            "'\(path)' cannot be used: \(reason). Check the folder's permissions and the free space."
        }
    }
}
