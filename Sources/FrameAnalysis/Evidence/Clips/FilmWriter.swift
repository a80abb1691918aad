import CVision
import Foundation
import MonitoringModel
import Subprocess

/// Writes pictures as an H.264 film in an MP4 file that browsers play, by an ffmpeg process.
struct FilmWriter: Sendable {
    /// The longest side of a film, in pixels.
    static let longestSide = 1_280
    /// The most that ffmpeg may say about its troubles, in bytes.
    static let messageLimit = 64 << 10

    /// Takes pictures, one after the other, with their times.
    struct Reel: ~Copyable {
        private let input: StandardInputWriter
        private let size: (width: Int, height: Int)
        private var grid: FrameGrid
        private var waiting: [UInt8]?

        init(_ input: StandardInputWriter, _ size: (width: Int, height: Int), _ grid: FrameGrid) {
            self.input = input
            self.size = size
            self.grid = grid
        }

        /// Adds a picture, scaled to the film's size.
        ///
        /// - Throws: The pipe's error if ffmpeg has ended.
        mutating func add(_ picture: Picture, at time: Instant) async throws {
            try await flush(copies: grid.copies(until: time))
            let fitted =
                picture.width == size.width && picture.height == size.height
                ? picture
                : Picture.make { cvision_resize(picture.pointer, Int32(size.width), Int32(size.height), &$0) }
            guard let fitted, let data = cvision_image_data(fitted.pointer) else { return }
            waiting = Array(UnsafeBufferPointer(start: data, count: size.width * size.height * 3))
        }

        /// Shows the last picture once and ends the film.
        fileprivate mutating func finish() async throws {
            try await flush(copies: 1)
            try await input.finish()
        }

        private func flush(copies: Int) async throws {
            guard let waiting else { return }
            for _ in 0..<copies { _ = try await input.write(waiting) }
        }
    }

    /// The folders in which `ffmpeg` is looked for, joined by colons; those of the environment if `nil`.
    var searchPath: String?

    /// Writes a film.
    ///
    /// - Parameters:
    ///   - path: The file, which is replaced.
    ///   - width: The width of the pictures; the film is even and at most 1,280 pixels a side.
    ///   - height: The height of the pictures.
    ///   - grid: The film's steps.
    ///   - body: Adds the pictures.
    /// - Throws: ``FrameAnalysisError/filmFailed(path:reason:)``, or what the body throws.
    func write(
        to path: String,
        width: Int,
        height: Int,
        _ grid: FrameGrid,
        _ body: (inout Reel) async throws -> Void
    ) async throws {
        Self.surviveBrokenPipes
        let size = Self.fitted(width: width, height: height)
        var bodyError: (any Error)?
        do {
            let result = try await run(
                .name("ffmpeg"),
                arguments: Arguments(Self.arguments(path, size, grid.rate)),
                environment: searchPath.map { .inherit.updating(["PATH": $0]) } ?? .inherit,
                input: .inputWriter,
                output: .discarded,
                error: .string(limit: Self.messageLimit)
            ) { execution in
                var reel = Reel(execution.standardInputWriter, size, grid)
                do {
                    try await body(&reel)
                    try await reel.finish()
                } catch {
                    bodyError = error
                }
            }
            guard result.terminationStatus.isSuccess else {
                throw FrameAnalysisError.filmFailed(path: path, reason: Self.reason(result.standardError))
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw FrameAnalysisError.filmFailed(path: path, reason: "ffmpeg is not installed")
        }
        if let bodyError { throw bodyError }
    }

    /// A process that ends early closes its pipe; writing to it must be an error, not our end.
    private static let surviveBrokenPipes: Void = {
        _ = signal(SIGPIPE, SIG_IGN)
    }()

    private static func fitted(width: Int, height: Int) -> (width: Int, height: Int) {
        let scale = min(1, Double(longestSide) / Double(max(width, height, 1)))
        func even(_ side: Int) -> Int { max(2, Int(Double(side) * scale) / 2 * 2) }
        return (even(width), even(height))
    }

    private static func arguments(_ path: String, _ size: (width: Int, height: Int), _ rate: Double) -> [String] {
        [
            "-hide_banner", "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pixel_format", "bgr24", "-video_size", "\(size.width)x\(size.height)",
            "-framerate", "\(rate)", "-i", "pipe:0",
            "-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "25", "-maxrate", "1500k", "-bufsize", "3000k",
            "-threads", "1", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-fs", "\(EvidenceItem.maximumBytes)",
            "-f", "mp4", path,
        ]
    }

    private static func reason(_ text: String?) -> String {
        let lines = (text ?? "").split(separator: "\n").suffix(2).joined(separator: "; ")
        return lines.isEmpty ? "ffmpeg ended with an error" : String(lines.prefix(300))
    }
}
