import MonitoringModel

extension CameraAnalyzer {
    /// Keeps a frame in memory for what may come.
    ///
    /// A JPEG frame without private parts is kept as it came, which costs nothing. Others have to be encoded:
    /// all while something goes on, one a second else.
    func keep(
        _ encoded: [UInt8]?,
        _ size: (width: Int, height: Int),
        at takenAt: Instant,
        colour: () throws(FrameAnalysisError) -> Picture
    ) throws(FrameAnalysisError) {
        guard evidence.keepsFrames else { return }
        if let encoded, encoded.count <= Picture.evidenceBytes, max(size.width, size.height) <= Picture.evidenceSide {
            return evidence.add(encoded, takenAt: takenAt, width: size.width, height: size.height)
        }
        let pause = keptAt.map { takenAt - $0 } ?? Self.idleKeepPause
        guard isLively(at: takenAt) || pause >= Self.idleKeepPause || pause < .zero else { return }
        keptAt = takenAt
        guard let jpeg = try colour().evidenceJPEG() else {
            throw .damagedPicture(format: "decoded", reason: "it cannot be encoded")
        }
        evidence.add(jpeg, takenAt: takenAt, width: size.width, height: size.height)
    }

    /// Lets a second pass by the service's clock, so that frames of a silent camera are forgotten.
    ///
    /// - Returns: A clip to which nothing more comes.
    func tick() -> RecordedClip? {
        evidence.tick()
    }

    /// Ends the film of an event that goes on, and forgets all frames.
    ///
    /// - Returns: The film so far; `nil` if nothing is being filmed.
    func finishRecording() -> RecordedClip? {
        evidence.restart()
    }

    /// Returns the newest frame as JPEG, with or without what was made of it; `nil` if there is none.
    func still(annotated: Bool, at now: Instant) -> [UInt8]? {
        live.jpeg(of: evidence.last, zones: settings.zones, annotated: annotated, at: now)
    }

    /// Returns the people of the newest frame as figures on an empty ground, as JPEG; `nil` if there is none.
    func skeleton() -> [UInt8]? {
        guard let frame = evidence.last else { return nil }
        let nobody = -1
        return SkeletonPainter(zones: settings.zones)
            .jpeg(of: frame, track: frame.people?.first?.track ?? nobody, before: nil)
    }

    /// Returns a picture, which was looked at just now, with zones and people marked.
    func annotated(_ picture: Picture, takenAt: Instant) -> Picture {
        LiveStill.annotate(picture, evidence.people(at: takenAt), width: picture.width, zones: settings.zones)
    }
}

extension StoredFrame.Person {
    /// Creates a person from a sighting.
    init(_ sighting: PersonTracker.Sighting, _ zones: ZoneMap) {
        track = sighting.track
        pose = sighting.pose
        posture = zones.posture(of: sighting.pose)
    }
}
