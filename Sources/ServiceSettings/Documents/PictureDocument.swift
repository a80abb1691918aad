import Foundation
public import FrameAnalysis

/// What the parts of a camera's picture mean, from a file of its own.
///
/// The file has `zones`, `motion_masks` and `privacy_masks`, as a camera has in the settings.
public struct PictureDocument: Sendable {
    /// The parts that mean something.
    public var zones: [Zone] = []
    /// Where movement does not count.
    public var motionMasks: [Polygon] = []
    /// What nobody may see.
    public var privacyMasks: [Polygon] = []

    /// Reads a file.
    ///
    /// - Throws: ``SettingsError`` at the first fault, with file, line and path.
    public init(contentsOf path: String) throws(SettingsError) {
        try self.init(try Settings.text(of: path), file: path)
    }

    /// Reads the text of a file.
    ///
    /// - Throws: ``SettingsError`` at the first fault, with file, line and path.
    public init(_ text: String, file: String) throws(SettingsError) {
        let fields = try SettingsNode.parse(text, file: file).mapping(["zones", "motion_masks", "privacy_masks"])
        zones = try fields.list("zones") { (node) throws(SettingsError) in try Zone(node) }
        motionMasks = try fields.list("motion_masks") { (node) throws(SettingsError) in try Polygon(node) }
        privacyMasks = try fields.list("privacy_masks") { (node) throws(SettingsError) in try Polygon(node) }
    }
}
