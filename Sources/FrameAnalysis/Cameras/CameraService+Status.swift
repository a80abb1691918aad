public import MonitoringModel

extension CameraService {
    /// How the cameras are doing, by name.
    public var status: [CameraStatus] {
        let now = wallClock.now
        let counts = inbox.counts
        return
            cameras.map { name, camera in
                var status = camera.status(at: now)
                status.dropped = counts[name]?.dropped ?? 0
                status.skipped = counts[name]?.skipped ?? 0
                status.clockProblem = counts[name]?.clockProblem
                status.source = sources[name]
                return status
            }
            .sorted { $0.camera < $1.camera }
    }

    /// Returns a camera's newest frame as JPEG; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - camera: The camera.
    ///   - annotated: Whether people and zones are drawn into it.
    /// - Returns: The picture, or `nil`.
    public func still(of camera: CameraID, annotated: Bool) -> [UInt8]? {
        cameras[camera]?.still(annotated: annotated, at: wallClock.now)
    }

    /// Returns the people of a camera's newest frame as figures on an empty ground, as JPEG; `nil` if there is none.
    public func skeleton(of camera: CameraID) -> [UInt8]? {
        cameras[camera]?.skeleton()
    }

    /// Looks every second whether a camera has fallen silent.
    func watchForSilence() async {
        let start = wallClock.now
        prepareCameras()
        while !Task.isCancelled {
            do {
                try await clock.sleep(for: Self.silenceCheck)
            } catch {
                return
            }
            let now = wallClock.now
            for (name, camera) in cameras {
                if let clip = camera.tick() { clips?.submit(clip) }
                guard switches.isOn(.enabled, camera: name) else {
                    camera.excuseSilence(at: now)
                    continue
                }
                let limit = configured[name]?.offlineAfter ?? CameraSettings(camera: name).offlineAfter
                let silence = camera.silence(at: now, since: start, limit: limit, source: sources[name])
                guard let silence else { continue }
                await record(AnalyzedFrame(observations: [silence]), of: name)
            }
        }
    }

    /// The connections to the cameras that are pulled.
    nonisolated func feeds() -> [CameraFeed] {
        configured.values.compactMap { settings in
            CameraFeed(settings: settings, states: sources, clock: clock, wallClock: wallClock, logger: logger) {
                [inbox, wallClock] content in
                let claimed: CaptureTime? =
                    if case .encoded(let bytes) = content { PictureMetadata(bytes).takenAt } else { nil }
                inbox.put(content, of: settings.camera, claimed: claimed, receivedAt: wallClock.now)
            }
        }
    }
}
