import MonitoringModel

/// Tells how a person holds the body from the joints of one picture.
///
/// A first cut by the torso's direction and the place of the knees; it knows no furniture.
enum PostureClassifier {
    /// Returns the posture.
    static func posture(of pose: Pose) -> Posture {
        guard let shoulders = pose.shoulders, let hips = pose.hips else { return .unknown }
        let dx = abs(shoulders.x - hips.x)
        let dy = hips.y - shoulders.y
        let torso = (dx * dx + dy * dy).squareRoot()
        guard torso > 0 else { return .unknown }
        let upright = dy / torso
        if let box = pose.box, upright < 0.5, box.width > 1.1 * box.height { return .lying }
        if upright < 0.35 { return dy < 0 ? .bending : .lying }
        if upright < 0.8 { return .bending }
        guard let knees = pose.knees else { return .upright }
        // Seen from the front the thighs of a sitting person are short.
        return knees.y - hips.y < 0.45 * torso ? .sitting : .upright
    }
}
