import Foundation
import HouseholdScenes

/// A folder that gets frames as PPM pictures.
struct FrameDrawing {
    /// Its path; it is made if it is not there.
    var folder: String

    /// Writes a frame.
    ///
    /// - Parameters:
    ///   - pixels: Red, green and blue of each pixel, row by row.
    ///   - size: Its size.
    ///   - name: What the file's name begins with.
    ///   - milliseconds: From the start of the scene or day; the file's name ends with it.
    /// - Throws: What the file system throws.
    func write(_ pixels: [UInt8], _ size: FrameSize, as name: String, at milliseconds: Int) throws {
        let head = Data("P6 \(size.width) \(size.height) 255\n".utf8)
        let place = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let file = "\(name)-\(String(format: "%08d", milliseconds)).ppm"
        try (head + Data(pixels)).write(to: place.appendingPathComponent(file))
    }
}
