import MonitoringModel

extension CameraService {
    /// Lets cameras be used as they are switched.
    ///
    /// Frames of a camera that is off are not looked at, and its silence is no trouble. Without detection only
    /// movement is seen.
    public func apply(_ switches: CameraSwitches) {
        self.switches = switches
    }
}

extension CameraSwitches {
    /// Returns what may be told of what a camera saw.
    func permitted(_ frame: AnalyzedFrame, of camera: CameraID) -> AnalyzedFrame {
        guard !isOn(.motion, camera: camera) else { return frame }
        var frame = frame
        frame.observations.removeAll { $0.kind == .motion || $0.kind == .noMotion }
        return frame
    }
}
