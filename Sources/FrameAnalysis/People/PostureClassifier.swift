import MonitoringModel

/// Tells how a person holds the body from the joints of one picture.
///
/// A small network that was trained on generated scenes; it knows no furniture. What it gets right and wrong is in
/// `docs/quality.md`.
enum PostureClassifier {
    /// The share from which a posture is told; below it none is.
    static let leastShare = 0.4

    /// Returns the posture; unknown if shoulders or hips are not seen or several postures are about as likely.
    static func posture(of pose: Pose) -> Posture {
        guard let features = PostureFeatures(pose) else { return .unknown }
        let likeliest = zip(PostureNetwork.postures, PostureNetwork.shares(of: features)).max { $0.1 < $1.1 }
        guard let (posture, share) = likeliest, share >= leastShare else { return .unknown }
        return posture
    }

    /// Returns how likely one of ``PostureNetwork/postures`` is, 0 to 1; 0 if shoulders or hips are not seen.
    static func share(of posture: Posture, _ pose: Pose) -> Double {
        guard let features = PostureFeatures(pose), let index = PostureNetwork.postures.firstIndex(of: posture) else {
            return 0
        }
        return PostureNetwork.shares(of: features)[index]
    }
}
