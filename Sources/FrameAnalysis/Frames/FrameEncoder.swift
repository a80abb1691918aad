/// Encoding of drawn frames, for cameras that are programs.
public enum FrameEncoder {
    /// Returns red, green and blue bytes as a JPEG picture.
    ///
    /// - Throws: ``FrameAnalysisError/damagedPicture(format:reason:)`` if size and bytes do not fit.
    public static func jpeg(
        rgb pixels: [UInt8],
        width: Int,
        height: Int,
        quality: Int = 85
    ) throws(FrameAnalysisError) -> [UInt8] {
        guard let jpeg = Picture.rgb(pixels, width: width, height: height)?.jpeg(quality: quality) else {
            throw .damagedPicture(format: "RGB", reason: "\(pixels.count) bytes are not \(width) x \(height) pixels")
        }
        return jpeg
    }
}
