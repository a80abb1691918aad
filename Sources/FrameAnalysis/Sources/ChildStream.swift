import Subprocess

/// A program of whose standard output is read, and which ends when we do.
///
/// The program is ended when the task is cancelled or reading fails. If this process is killed, the pipe has no
/// reader any more: the program's next write ends it, and its own time-out does if nothing comes to write.
struct ChildStream {
    /// The most bytes of the program's complaints that are kept.
    static let maximumComplaint = 4_096

    /// What is run.
    let command: StreamCommand
    /// The source, as people call it.
    let name: String
    /// The word that must not be told, if there is one.
    let password: String?

    /// Runs the program until its output ends.
    ///
    /// - Parameter take: Takes each piece of output; an error ends the program.
    /// - Throws: ``FrameAnalysisError/sourceFailed(source:reason:remedy:)`` if the program is missing or fails, what
    ///   `take` throws, or `CancellationError`.
    func run(_ take: (UnsafeRawBufferPointer) throws -> Void) async throws {
        let complaint: String
        let succeeded: Bool
        do {
            let result = try await Subprocess.run(
                .name(command.program),
                arguments: Arguments(command.arguments),
                platformOptions: Self.options,
                input: .string(command.input),
                output: .sequence,
                error: .sequence
            ) { execution in
                async let complaint = Self.complaint(execution.standardError)
                for try await piece in execution.standardOutput { try piece.withUnsafeBytes { try take($0) } }
                return try await complaint
            }
            complaint = result.closureResult
            succeeded = result.terminationStatus.isSuccess
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw failure(of: error)
        }
        try Task.checkCancellation()
        guard succeeded else {
            let fault = StreamFault(complaint: complaint, password: password)
            throw FrameAnalysisError.sourceFailed(source: name, reason: fault.reason, remedy: fault.remedy)
        }
    }

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .milliseconds(500))]
        return options
    }

    /// The last words of a program.
    private static func complaint(_ pieces: SubprocessOutputSequence) async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in pieces {
            piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
            bytes.removeFirst(max(0, bytes.count - maximumComplaint))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func failure(of error: SubprocessError) -> FrameAnalysisError {
        guard error.code == .executableNotFound else {
            let reason = "\(command.program) cannot be run (\(error.code))"
            return .sourceFailed(source: name, reason: reason, remedy: "It is tried again.")
        }
        let remedy = "Install it: apt-get install \(command.program)."
        return .sourceFailed(source: name, reason: "\(command.program) is not installed", remedy: remedy)
    }
}
