import Foundation

/// The broker process of an earlier run, as recorded in the state directory.
///
/// Normally it ended with the run that started it. Should it have survived nevertheless, it would hold the port
/// and the files: the next start ends it.
struct RecordedProcess {
    /// The file that holds the process identifier.
    let file: URL
    /// The configuration file with which the broker was started; it tells our broker from any other process.
    let configurationFile: String

    /// Records a process.
    ///
    /// - Throws: The error of the file system.
    func record(_ pid: Int32) throws {
        try Data("\(pid)\n".utf8).write(to: file, options: .atomic)
    }

    /// Forgets the recorded process.
    ///
    /// - Throws: The error of the file system.
    func forget() throws {
        if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
    }

    /// The identifier of the recorded process if that is still the broker of this directory, else `nil`.
    var survivor: Int32? {
        guard let text = contents(of: file.path), let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)),
            pid > 1, let commandLine = contents(of: "/proc/\(pid)/cmdline")
        else { return nil }
        let arguments = commandLine.split(separator: "\0")
        guard let program = arguments.first, program.hasSuffix("mosquitto") else { return nil }
        return arguments.contains(Substring(configurationFile)) ? pid : nil
    }

    /// Ends the recorded process if it still runs, first politely, after two seconds by force.
    ///
    /// - Throws: `CancellationError` if the task is cancelled meanwhile.
    func endSurvivor() async throws {
        for attempt in 0..<200 {
            guard let pid = survivor else { return }
            if attempt == 0 { kill(pid, SIGTERM) }
            if attempt == 100 { kill(pid, SIGKILL) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Not by `FileManager`, which stops early in files whose length the kernel gives as zero.
    private func contents(of path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        do {
            return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        } catch {
            return nil  // The process ended while we looked.
        }
    }
}
