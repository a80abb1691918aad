public import MonitoringModel

/// Figures about the cameras for `stats`, in the form of Frigate's: rates since the last time they were made.
public struct CameraStatistics: Hashable, Sendable {
    /// What is told, ready to be announced.
    public let document: JSONValue

    /// Makes the figures.
    ///
    /// - Parameters:
    ///   - cameras: How the cameras are doing.
    ///   - earlier: How they did when figures were last made; counters that fell begin anew.
    ///   - elapsed: The time since then.
    ///   - uptime: How long we have been running.
    ///   - version: Our version.
    public init(
        _ cameras: [CameraStatus],
        since earlier: [CameraStatus],
        elapsed: Duration,
        uptime: Duration,
        version: String
    ) {
        let before = Dictionary(earlier.map { ($0.camera, $0) }, uniquingKeysWith: { $1 })
        let members = cameras.sorted { $0.camera < $1.camera }
            .map { status in
                JSONValue.Member(
                    name: status.camera.rawValue,
                    value: Self.figures(status, before[status.camera], max(elapsed.inSeconds, 0.001))
                )
            }
        document = JSONValue(object: [
            "cameras": .object(members),
            "service": JSONValue(object: [
                "uptime": .integer(uptime.wholeMilliseconds / 1_000), "version": .string(version),
            ]),
        ])
    }

    private static func figures(_ status: CameraStatus, _ before: CameraStatus?, _ seconds: Double) -> JSONValue {
        let earlier = before ?? CameraStatus(camera: status.camera)
        let analysed = rise(status.frames, earlier.frames)
        let skipped = rise(status.dropped, earlier.dropped)
        let spent = max(0, status.analysisSeconds - earlier.analysisSeconds)
        return JSONValue(object: [
            "camera_fps": rounded(Double(analysed + skipped) / seconds),
            "process_fps": rounded(Double(analysed) / seconds),
            "skipped_fps": rounded(Double(skipped) / seconds),
            "detection_fps": rounded(Double(rise(status.networkRuns, earlier.networkRuns)) / seconds),
            "analysis_ms": analysed > 0 ? rounded(spent * 1_000 / Double(analysed)) : .null,
            "bad_frames": .integer(Int64(status.bad.values.reduce(0, +))),
            "detection_enabled": .bool(status.modelFailure == nil),
            "online": .bool(!status.isOffline && status.lastFrameAt != nil),
        ])
    }

    private static func rise(_ count: Int, _ earlier: Int) -> Int { count >= earlier ? count - earlier : count }

    private static func rounded(_ value: Double) -> JSONValue { .number((value * 100).rounded() / 100) }
}
