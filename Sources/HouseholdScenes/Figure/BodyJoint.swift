/// The 17 body points of the COCO key-point set, in its order.
public enum BodyJoint: Int, CaseIterable, Hashable, Sendable {
    /// The tip of the nose.
    case nose
    /// The left eye, the person's own left as in all that follows.
    case leftEye
    /// The right eye.
    case rightEye
    /// The left ear.
    case leftEar
    /// The right ear.
    case rightEar
    /// The left shoulder.
    case leftShoulder
    /// The right shoulder.
    case rightShoulder
    /// The left elbow.
    case leftElbow
    /// The right elbow.
    case rightElbow
    /// The left wrist.
    case leftWrist
    /// The right wrist.
    case rightWrist
    /// The left hip.
    case leftHip
    /// The right hip.
    case rightHip
    /// The left knee.
    case leftKnee
    /// The right knee.
    case rightKnee
    /// The left ankle.
    case leftAnkle
    /// The right ankle.
    case rightAnkle
}

extension Skeleton {
    /// The 17 joints in the order of `BodyJoint`, for a body of `height` metres.
    func joints(height: Double) -> [Vector3] {
        let unit = height / 1.70
        let axes = headOrientation
        func face(_ left: Double, _ up: Double, _ forward: Double) -> Vector3 {
            head + axes.left * (left * unit) + axes.up * (up * unit) + axes.forward * (forward * unit)
        }
        return [
            face(0, -0.026, 0.112), face(0.031, 0.006, 0.09), face(-0.031, 0.006, 0.09),
            face(0.081, 0, -0.008), face(-0.081, 0, -0.008),
            left.shoulder, right.shoulder, left.elbow, right.elbow, left.wrist, right.wrist,
            left.hip, right.hip, left.knee, right.knee, left.ankle, right.ankle,
        ]
    }
}
