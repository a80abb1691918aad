import MonitoringModel

/// Everybody's joints over the span of a clip, as JSON: what happened without what anybody looked like.
enum PoseTrace {
    /// The most frames; of more, every second, third and so on is left in.
    static let maximumFrames = 300
    /// The names of the joints, in the order of the COCO data set.
    static let joints = [
        "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
        "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle",
        "right_ankle",
    ]

    /// Returns the trace of a clip: each joint is x, y in pixels and a score of 0 to 100.
    static func json(of clip: RecordedClip) -> [UInt8] {
        let looked = clip.frames.filter { $0.people != nil }
        let step = max(1, (looked.count + maximumFrames - 1) / maximumFrames)
        let start = clip.frames.first?.takenAt ?? Instant(millisecondsSinceEpoch: 0)
        let frames = stride(from: 0, to: looked.count, by: step)
            .map { index in
                let frame = looked[index]
                return JSONValue(object: [
                    "ms": .integer((frame.takenAt - start).wholeMilliseconds),
                    "people": .array((frame.people ?? []).prefix(PersonTracker.maximumTracks).map(person)),
                ])
            }
        let trace = JSONValue(object: [
            "camera": .string(clip.camera.rawValue),
            "start_ms": .integer(start.millisecondsSinceEpoch),
            "width": .integer(Int64(clip.frames.first?.width ?? 0)),
            "height": .integer(Int64(clip.frames.first?.height ?? 0)),
            "joints": .array(joints.map { .string($0) }),
            "frames": .array(frames),
        ])
        return Array("\(trace)\n".utf8)
    }

    private static func person(_ person: StoredFrame.Person) -> JSONValue {
        JSONValue(object: [
            "track": .integer(Int64(person.track)),
            "posture": .string(person.posture.rawValue),
            "score": whole(person.pose.score * 100),
            "joints": .array(
                person.pose.keypoints.map { joint in
                    .array([whole(joint.x), whole(joint.y), whole(joint.score * 100)])
                }
            ),
        ])
    }

    /// Places far outside any picture can only be a fault of the network.
    private static func whole(_ value: Double) -> JSONValue {
        .integer(value.isFinite ? Int64(min(max(value, -100_000), 100_000).rounded()) : 0)
    }
}
