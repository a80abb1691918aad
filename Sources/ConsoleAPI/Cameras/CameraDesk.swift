public import MonitoringModel

/// How people are shown in a picture.
public enum PictureVariant: String, Sendable, CaseIterable {
    /// As lines from joint to joint before an empty room: what happened, but not what somebody looks like.
    case skeleton
    /// As the camera saw them.
    case picture
}

/// What a camera sees now, as far as it may be shown.
public enum StillAnswer: Hashable, Sendable {
    /// A JPEG with all privacy masks burnt in.
    case jpeg([UInt8])
    /// This variant may not be shown; the text is a sentence that says why and what to do.
    case notPermitted(String)
    /// There is no picture at present.
    case nothing
}

/// The profile that holds, and those there are.
public struct ProfileChoice: Hashable, Sendable {
    /// The profile that holds.
    public var current: String
    /// All profiles.
    public var all: [String]

    /// Creates a choice.
    public init(current: String, all: [String]) {
        self.current = current
        self.all = all
    }
}

/// Where cameras are asked about and switched.
public protocol CameraDesk: Sendable {
    /// Returns all cameras in the order in which they are to be shown.
    ///
    /// - Throws: An error if that cannot be told just now.
    func cameras() async throws -> [CameraOverview]

    /// Returns what a camera sees now.
    ///
    /// - Parameters:
    ///   - camera: A camera that exists.
    ///   - variant: How people are shown.
    ///   - isAnnotated: Whether zones, people and postures are drawn in.
    /// - Returns: The picture, or why there is none.
    /// - Throws: An error if that cannot be told just now.
    func still(of camera: CameraID, variant: PictureVariant, isAnnotated: Bool) async throws -> StillAnswer

    /// Returns the profile that holds, and those there are.
    ///
    /// - Throws: An error if that cannot be told just now.
    func profiles() async throws -> ProfileChoice

    /// Lets a profile that exists hold; returns when that is stored and done.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func choose(profile: String) async throws

    /// Turns something on or off; returns when that is stored and done.
    ///
    /// - Parameters:
    ///   - name: One of the camera's ``CameraOverview/switches``.
    ///   - camera: A camera that exists.
    ///   - isOn: Whether to turn it on.
    /// - Throws: ``CommandFailure`` if it was not done.
    func turn(_ name: String, of camera: CameraID, isOn: Bool) async throws
}

/// A desk where there are neither cameras nor profiles.
public struct NoCameras: CameraDesk {
    /// Creates the desk.
    public init() {}

    /// No cameras.
    public func cameras() async -> [CameraOverview] { [] }

    /// No picture.
    public func still(of camera: CameraID, variant: PictureVariant, isAnnotated: Bool) async -> StillAnswer { .nothing }

    /// No profile.
    public func profiles() async -> ProfileChoice { ProfileChoice(current: "", all: []) }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func choose(profile: String) async throws { throw CommandFailure.notFound("The profile '\(profile)'") }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func turn(_ name: String, of camera: CameraID, isOn: Bool) async throws {
        throw CommandFailure.notFound("The camera '\(camera)'")
    }
}
