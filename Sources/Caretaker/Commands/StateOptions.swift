public import ArgumentParser
import Foundation
public import Logging

/// The options of commands that run the service.
struct StateOptions: ParsableArguments {
    @Option(help: "The folder in which everything is kept.")
    var state: String = StateDirectory.standard

    @Option(help: "The pose model file.")
    var model: String = ModelLocation.standard

    @Option(help: "How much is logged: trace, debug, info, notice, warning, error, critical.")
    var logLevel: Logger.Level = .notice

    /// Creates the logger that writes to standard error.
    func makeLogger() -> Logger {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "caretaker")
        logger.logLevel = logLevel
        return logger
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// Where the pose model is looked for.
enum ModelLocation {
    private static let file = "Models/movenet.tflite"

    /// The file named by `CARETAKER_MODEL`, or the one beside the sources that the program was built from, or
    /// the one under the current folder.
    static var standard: String {
        if let named = ProcessInfo.processInfo.environment["CARETAKER_MODEL"] { return named }
        // proof: without the program's own place only the other places are looked at, and the model is named if missing.
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return file
        }
        var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
        for _ in 0..<6 {
            let candidate = folder.appending(path: file).path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        return file
    }
}
