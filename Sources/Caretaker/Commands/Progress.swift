import Foundation

/// A line on the terminal that tells how far a file has come; nothing where no terminal is.
struct Progress {
    private let file: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private let startedAt = ContinuousClock.now
    private var shownAt: ContinuousClock.Instant?

    /// Starts with a file.
    init(file: String) {
        self.file = file
    }

    /// Tells the time in the file that was reached, at most four times a second.
    mutating func show(_ seconds: Double) {
        let now = ContinuousClock.now
        guard isShown, shownAt.map({ now - $0 >= .milliseconds(250) }) ?? true else { return }
        shownAt = now
        let elapsed = (now - startedAt) / .seconds(1)
        let speed = elapsed > 0 ? seconds / elapsed : 0
        write(String(format: "\r\u{1B}[K%@: %.1f s, %.1f times real speed", file, seconds, speed))
    }

    /// Takes the line away, so that something else can be written.
    mutating func clear() {
        guard isShown, shownAt != nil else { return }
        shownAt = nil
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
