import Foundation
public import Logging
import MonitoringModel
public import ServiceLifecycle
import Synchronization

/// Writes the films and traces of events, one after the other, beside the analysis of frames.
public final class ClipWriter: Service {
    /// The most films that wait; further ones are given up and counted.
    public static let maximumWaiting = 4
    /// The longest time that writing one film may take.
    static let timeLimit = Duration.seconds(120)

    private struct State {
        var waiting: [RecordedClip] = []
        var status = ClipWriterStatus()
        var isClosed = false
    }

    private let state = Mutex(State())
    private let sink: any EvidenceSink
    private let folder: URL
    private let film: FilmWriter
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let rings: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - sink: Where finished files go.
    ///   - workFolder: A folder of its own for unfinished films, made if it is missing; what is in it is removed.
    ///   - searchPath: The folders in which ffmpeg is looked for; those of the environment if `nil`.
    ///   - clock: What limits the time of writing.
    ///   - logger: Where failures are told.
    public init(
        sink: any EvidenceSink,
        workFolder: String,
        searchPath: String? = nil,
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger
    ) {
        self.sink = sink
        self.clock = clock
        self.logger = logger
        folder = URL(fileURLWithPath: workFolder, isDirectory: true)
        film = FilmWriter(searchPath: searchPath)
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How the writing is doing.
    public var status: ClipWriterStatus { state.withLock(\.status) }

    /// Hands in the frames of an event; returns at once.
    public func submit(_ clip: RecordedClip) {
        state.withLock { state in
            guard !state.isClosed, state.waiting.count < Self.maximumWaiting else {
                state.status.dropped += 1
                return
            }
            state.waiting.append(clip)
            state.status.waiting += 1
        }
        bell.yield()
    }

    /// Writes films until the service shuts down; one that is being written then is finished.
    ///
    /// - Throws: ``FrameAnalysisError/filmFailed(path:reason:)`` if the work folder cannot be used.
    public func run() async throws {
        try prepareFolder()
        await withTaskCancellationOrGracefulShutdownHandler {
            for await _ in rings {
                while !Task.isCancelled, let clip = next() { await finish(clip) }
            }
        } onCancelOrGracefulShutdown: {
            self.close()
        }
    }

    private func close() {
        state.withLock { $0.isClosed = true }
        bell.finish()
    }

    private func next() -> RecordedClip? {
        state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }

    private func prepareFolder() throws {
        do {
            if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
            let access: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: access
            )
        } catch {
            throw FrameAnalysisError.filmFailed(path: folder.path, reason: "the work folder cannot be made: \(error)")
        }
    }

    private func finish(_ clip: RecordedClip) async {
        do {
            try await sink.store(EvidenceItem(id: clip.trace, kind: .trace, bytes: PoseTrace.json(of: clip)))
            let bytes = try await limited { try await self.filmed(clip) }
            try await sink.store(EvidenceItem(id: clip.id, kind: .clip, bytes: bytes))
            state.withLock { state in
                state.status.written += 1
                state.status.waiting -= 1
                state.status.lastFailure = nil
            }
        } catch {
            state.withLock { state in
                state.status.failed += 1
                state.status.waiting -= 1
                state.status.lastFailure = "\(error)"
            }
            logger.warning("A film could not be written", metadata: ["film": "\(clip.id)", "problem": "\(error)"])
            await sink.abandon(clip.id, because: "\(error)")
        }
    }

    private func limited(_ body: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await body() }
            group.addTask { [clock] in
                try await clock.sleep(for: Self.timeLimit)
                throw FrameAnalysisError.filmFailed(path: "a film", reason: "it took longer than \(Self.timeLimit)")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private func filmed(_ clip: RecordedClip) async throws -> [UInt8] {
        guard let first = clip.frames.lazy.compactMap({ Picture.colour($0.jpeg) }).first else {
            throw FrameAnalysisError.filmFailed(path: clip.id.rawValue, reason: "none of its frames can be decoded")
        }
        let file = folder.appending(path: clip.id.rawValue)
        defer {
            // Best effort: the folder is emptied at the next start.
            _ = unlink(file.path)
        }
        let grid = FrameGrid(fitting: clip.frames.map(\.takenAt))
        try await film.write(to: file.path, width: first.width, height: first.height, grid) { reel in
            for frame in clip.frames {
                try Task.checkCancellation()
                guard let picture = Picture.colour(frame.jpeg) else { continue }
                try await reel.add(picture, at: frame.takenAt)
            }
        }
        return Array(try Data(contentsOf: file))
    }
}
