/// Whether pictures are so dark that the network sees more in a brightened copy.
///
/// Of people in real pictures darkened to an eighth it follows 94 instead of 87 in a hundred, of those who lie 86 instead of
/// 51. In bright pictures it would lose some, so those are left as they are; measured in
/// `docs/decisions/0010-how-people-are-seen-better.md`.
struct DarkView: Hashable, Sendable {
    /// The mean brightness below which pictures are dark, and above which they no longer are, 0 to 255.
    static let levels = (dark: 40.0, bright: 50.0)

    /// Whether the last picture was dark.
    private(set) var isDark = false

    /// Takes note of a picture's mean brightness, 0 to 255.
    mutating func note(_ brightness: Double) {
        isDark = brightness < (isDark ? Self.levels.bright : Self.levels.dark)
    }

    /// Returns the picture as the network should see it.
    ///
    /// - Throws: ``FrameAnalysisError/damagedPicture(format:reason:)`` if there is no memory for a copy.
    func seen(_ picture: Picture) throws(FrameAnalysisError) -> Picture {
        guard isDark else { return picture }
        guard let brighter = picture.brightened() else {
            throw .damagedPicture(format: "decoded", reason: "it cannot be brightened")
        }
        return brighter
    }
}
