public import Foundation
import Synchronization

/// Plays sound files with the program `aplay` of the Linux sound system ALSA.
public struct AplayPlayer: SoundPlayer {
    private let program: URL
    private let cards: String

    /// Creates a player.
    ///
    /// - Parameters:
    ///   - program: The program; `/usr/bin/aplay` by default.
    ///   - cards: The file in which the kernel lists the sound cards.
    public init(
        program: URL = URL(filePath: "/usr/bin/aplay"),
        cards: String = "/proc/asound/cards"
    ) {
        self.program = program
        self.cards = cards
    }

    /// Whether the kernel lists a sound card and the program is there.
    public var hasDevice: Bool {
        guard FileManager.default.isExecutableFile(atPath: program.path),
            let list = FileManager.default.contents(atPath: cards)
        else { return false }
        return !list.isEmpty && !String(decoding: list, as: UTF8.self).contains("no soundcards")
    }

    /// Plays a WAV file to its end.
    ///
    /// - Throws: ``ChannelError/playerFailed(_:)``.
    public func play(_ file: URL) async throws {
        let process = Process()
        process.executableURL = program
        process.arguments = ["-q", "--", file.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let identifier = Mutex<pid_t?>(nil)
        let status = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
                process.terminationHandler = { ended in
                    identifier.withLock { $0 = nil }
                    continuation.resume(returning: ended.terminationStatus)
                }
                do {
                    try identifier.withLock { running in
                        try process.run()
                        running = process.processIdentifier
                    }
                } catch {
                    process.terminationHandler = nil
                    continuation.resume(throwing: ChannelError.playerFailed(error.localizedDescription))
                }
            }
        } onCancel: {
            identifier.withLock { running in _ = running.map { kill($0, SIGTERM) } }
        }
        guard status == 0 else { throw ChannelError.playerFailed("aplay ended with status \(status)") }
    }
}
