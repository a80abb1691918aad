import Foundation
import HouseholdScenes

/// Footage of a generated scene, as a camera would record it.
enum GeneratedClip {
    /// Writes the moments around the fall of a scene.
    ///
    /// - Parameters:
    ///   - scene: A scene with a fall.
    ///   - file: Where the film is written.
    ///   - rate: Pictures a second.
    /// - Throws: An error if there is no fall, or ffmpeg fails.
    static func write(_ scene: Scene, to file: URL, rate: Int = 8) throws {
        guard let fall = scene.events.first(where: { $0.kind == .fall }) else {
            throw NeverCameTrue(description: "nobody falls in the scene")
        }
        let rasterizer = Rasterizer(scene)
        let start = max(0, Int(fall.start.components.seconds) - 4)
        let end = Int(fall.end.components.seconds) + 5
        let pictures = file.deletingPathExtension().appendingPathExtension("rgb")
        try Data().write(to: pictures)
        let handle = try FileHandle(forWritingTo: pictures)
        for index in start * rate..<end * rate {
            let pixels = rasterizer.frame(at: .milliseconds(index * 1_000 / rate), index: UInt64(index))
            try handle.write(contentsOf: Data(pixels))
        }
        try handle.close()
        let ffmpeg = Process()
        ffmpeg.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        ffmpeg.arguments = [
            "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-r", "\(rate)",
            "-s", "\(rasterizer.size.width)x\(rasterizer.size.height)", "-i", pictures.path,
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p", file.path,
        ]
        try ffmpeg.run()
        ffmpeg.waitUntilExit()
        guard ffmpeg.terminationStatus == 0 else {
            throw NeverCameTrue(description: "ffmpeg ended with \(ffmpeg.terminationStatus)")
        }
    }
}
