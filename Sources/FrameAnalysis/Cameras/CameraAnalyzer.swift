import MonitoringModel

/// Watches the frames of one camera, in order, and says what was seen.
///
/// The motion gate looks at every frame; the pose network runs on movement, while a person is known to
/// be there, and every two seconds regardless. All times are the frames' own.
final class CameraAnalyzer {
    /// The least time between two runs of the network, on average.
    static let networkPause = Duration.milliseconds(80)
    /// By how much a run may come early, since frames do not come evenly.
    static let networkHaste = Duration.milliseconds(45)
    /// How often the network looks when nothing moves.
    static let idleNetworkPause = Duration.seconds(2)
    /// How often a person in view is reported.
    static let personHeartbeat = Duration.seconds(5)
    /// How often it is reported that nobody is in view; also the sign that people would be seen.
    static let emptyHeartbeat = Duration.seconds(10)
    /// How often movement is reported while it lasts.
    static let motionHeartbeat = Duration.seconds(1)
    /// How long nothing must move before that is reported.
    static let motionHold = Duration.milliseconds(1_500)
    /// How long nobody must be seen before that is reported.
    static let emptyHold = Duration.seconds(5)
    /// How often a frame is encoded to be kept while nothing goes on.
    static let idleKeepPause = Duration.seconds(1)
    /// The gap after which history says nothing about the present.
    static let gap = Duration.seconds(3)

    /// The camera's settings.
    let settings: CameraSettings
    /// What nobody may see.
    let privacy: PrivacyMask
    private let estimator: any PoseEstimator
    private var gate: MotionGate
    private var troubles: CameraTroubles
    private var previousGrey: Picture?
    private var darkness = DarkView()
    private var search = PersonSearch()
    private var tracker: PersonTracker { search.tracker }
    private var falls = FallDetector()
    private var silhouettes = Silhouettes()
    private var thrift = NetworkThrift()
    private var report: CameraReport
    /// The last frames and what is made of them.
    var evidence: CameraEvidence
    /// The stills for people who look now.
    var live = LiveStill()
    /// When a frame was last encoded to be kept.
    var keptAt: Instant?
    private var lastFrameAt: Instant?
    private var lastNetworkAt: Instant?
    private var networkDueAt: Instant?
    private var lastMovedAt: Instant?
    /// When something last moved where people are known to be.
    private var lastMovedThereAt: Instant?
    /// When something last moved where nobody is known to be.
    private var lastMovedElsewhereAt: Instant?
    /// Whether the whole picture was replaced since the network last looked.
    private var isAfterCut = false
    private var size: (width: Int, height: Int)?
    /// Whether people are looked for; movement is seen all the same.
    var detects = true
    /// Whether the last picture was too dark or too even to see anything.
    private(set) var seesNothing = true

    /// Creates an analyzer that knows nothing.
    ///
    /// - Parameters:
    ///   - settings: The camera's settings.
    ///   - estimator: What finds people.
    ///   - scope: Which evidence is made of events.
    init(settings: CameraSettings, estimator: any PoseEstimator, evidence scope: EvidenceScope = .pictures) {
        self.settings = settings
        self.estimator = estimator
        privacy = PrivacyMask(settings.privacyMasks)
        gate = MotionGate(
            settings: MotionSettings(masks: settings.motionMasks, countsMicroMotion: settings.countsMicroMotion)
        )
        var holds = CameraTroubles.Holds()
        holds.frozen = settings.frozenAfter
        troubles = CameraTroubles(holds: holds)
        report = CameraReport(camera: settings.camera)
        evidence = CameraEvidence(settings: settings, scope: scope)
    }

    /// Creates an analyzer of a camera without zones and masks.
    convenience init(camera: CameraID, estimator: any PoseEstimator) {
        self.init(settings: CameraSettings(camera: camera), estimator: estimator)
    }

    /// Looks at a picture that is decoded as far as it is needed.
    ///
    /// - Parameters:
    ///   - grey: The picture in grey.
    ///   - reduction: By how much the grey one is smaller.
    ///   - size: Width and height of the whole one.
    ///   - takenAt: When it was taken.
    ///   - load: How far the analysis is behind the cameras.
    ///   - encoded: The frame as it may be kept, if it may be kept as it is.
    ///   - colour: Decodes the whole one.
    /// - Returns: What was seen, and why the model does not work if it does not.
    /// - Throws: ``FrameAnalysisError`` if the picture cannot be used.
    func look(
        grey: Picture,
        reduction: Int,
        size: (width: Int, height: Int),
        takenAt: Instant,
        load: AnalysisLoad,
        encoded: [UInt8]? = nil,
        colour: () throws(FrameAnalysisError) -> Picture
    ) throws -> (frame: AnalyzedFrame, modelError: FrameAnalysisError?) {
        resetIfInterrupted(at: takenAt, size)
        let places = tracker.boxes.map { box in
            box.padded(by: 0.25, width: size.width, height: size.height).divided(by: reduction)
        }
        let finding = gate.look(at: grey, takenAt: takenAt, places: places)
        // Somebody new may move, and fall, far from those who are known: the network must look then too.
        if finding.movesAnywhere { lastMovedAt = takenAt }
        if finding.isMoving || (places.isEmpty && finding.movesAnywhere) { lastMovedThereAt = takenAt }
        if let elsewhere = finding.elsewhere {
            search.note(elsewhere.times(Double(reduction)), at: takenAt)
            lastMovedElsewhereAt = takenAt
        }
        if finding.isCut {
            lastMovedAt = takenAt
            isAfterCut = true
        }
        seesNothing = finding.isBlind
        darkness.note(finding.brightness)
        let isIdentical = previousGrey.map(grey.isIdentical) ?? false
        previousGrey = grey
        if let change = troubles.look(finding, gate.lastSight, isIdentical: isIdentical, at: takenAt) {
            report.note(change, at: takenAt)
            if change.trouble == .moved { falls.forgetView() }
        }
        report.note(finding, at: takenAt)
        // Whoever stands still may be falling from the first picture in which anything of them changes.
        let isDue = needsNetwork(at: takenAt, mayMove: finding.mayMove && load == .light)
        let looks = !finding.isBlind && isDue && !passes(finding, grey, load, at: takenAt)
        let picture = looks ? try colour() : nil
        try keep(encoded, size, at: takenAt) { () throws(FrameAnalysisError) in
            if let picture { return picture }
            return try colour()
        }
        var modelError: FrameAnalysisError?
        if let picture {
            lastNetworkAt = takenAt
            let earliest = takenAt + Self.networkPause - Self.networkHaste
            networkDueAt = max(networkDueAt.map { $0 + Self.networkPause } ?? earliest, earliest)
            do throws(FrameAnalysisError) {
                try lookForPeople(in: darkness.seen(picture), at: takenAt, load)
            } catch {
                modelError = error
            }
        }
        report.note(evidence.finishFrame())
        return (report.take(), modelError)
    }

    private func resetIfInterrupted(at takenAt: Instant, _ size: (width: Int, height: Int)) {
        let isInterrupted = lastFrameAt.map { takenAt < $0 || takenAt - $0 > Self.gap } ?? false
        let isResized = self.size.map { $0 != size } ?? false
        if isInterrupted || isResized {
            gate.reset()
            forgetPeople(at: takenAt)
            if isResized { falls.forgetView() }
            lastNetworkAt = nil
            networkDueAt = nil
            report.note(evidence.restart())
        }
        lastFrameAt = takenAt
        self.size = size
    }

    private func forgetPeople(at now: Instant) {
        search.reset()
        falls.reset()
        silhouettes.reset()
        thrift.reset()
        lastMovedAt = nil
        lastMovedThereAt = nil
        lastMovedElsewhereAt = nil
        isAfterCut = false
        report.restart(at: now)
    }

    private func needsNetwork(at now: Instant, mayMove: Bool) -> Bool {
        guard detects else { return false }
        guard let lastNetworkAt else { return true }
        let pause = now - lastNetworkAt
        if let networkDueAt, now < networkDueAt { return false }
        let movesNow = lastMovedAt.map { now - $0 <= Self.motionHold } ?? false
        return movesNow || mayMove || pause >= Self.idleNetworkPause || falls.isUndecided(at: now)
    }

    private func passes(_ finding: MotionGate.Finding, _ grey: Picture, _ load: AnalysisLoad, at now: Instant) -> Bool {
        let reduction = Double(size?.width ?? grey.width) / Double(max(grey.width, 1))
        let area = Double(grey.width * grey.height) * reduction * reduction
        let movesElsewhere = finding.movesAnywhere && !finding.isMoving
        return !isAfterCut
            && thrift.passes(load, changed: finding.changed, movesElsewhere: movesElsewhere, area: area, at: now)
    }

    /// Whether somebody is known to be there, something moves or the frames of an event are being collected.
    func isLively(at now: Instant) -> Bool {
        let movesNow = lastMovedAt.map { now - $0 <= Self.motionHold } ?? false
        return movesNow || tracker.count > 0 || evidence.isRecording
    }

    private func lookForPeople(
        in picture: Picture,
        at now: Instant,
        _ load: AnalysisLoad
    ) throws(FrameAnalysisError) {
        let whole = PixelRectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        let zones = ZoneMap(settings, width: picture.width, height: picture.height)
        let poses = try estimator.estimate(picture, region: whole, quarterTurns: 0).filter { !zones.ignores($0) }
            .map { $0.dressed(as: picture) }
        // Whoever was seen before a cut is not whoever stands there after it. But a camera that somebody
        // carries looks elsewhere too, and then the people in the picture stay where they were in it.
        if isAfterCut, !tracker.continues(with: poses) { forgetPeople(at: now) }
        isAfterCut = false
        // Whoever may be falling is looked at however many frames wait.
        let isBusy = load != .light && !falls.isUndecided(at: now)
        let sightings = try search.find(
            poses,
            in: zones,
            heights: falls.heights,
            at: now,
            movedAt: lastMovedThereAt,
            movedElsewhereAt: lastMovedElsewhereAt,
            isBusy: isBusy
        ) { (region, turns) throws(FrameAnalysisError) in
            try estimator.estimate(picture, region: region, quarterTurns: turns).filter { !zones.ignores($0) }
                .map { $0.dressed(as: picture) }
        }
        report.usedNetwork()
        let assumed = tracker.assumed(at: now)
        report.note(sightings + assumed, in: zones, at: now)
        evidence.see(sightings.map { StoredFrame.Person($0, zones) }, at: now)
        let sunk = zones.isOverhead ? [:] : sunkSilhouettes(besides: sightings, width: picture.width, at: now)
        let signals = falls.handle(
            sightings + assumed,
            in: zones,
            at: now,
            picture: (picture.width, picture.height),
            sunk: sunk
        )
        for signal in signals { report.note(signal, &evidence, at: now) }
        thrift.looked(sightings, known: tracker.count - assumed.count, signals: signals.map(\.kind), at: now)
    }

    /// Returns where the silhouettes have sunk to the ground of those who are not seen.
    private func sunkSilhouettes(
        besides sightings: [PersonTracker.Sighting],
        width: Int,
        at now: Instant
    ) -> [Int: Box] {
        guard let cells = gate.lastSight, let grey = previousGrey, grey.width > 0 else { return [:] }
        let cellSize = Double(cells.side) * Double(width) / Double(grey.width)
        return silhouettes.look(cells, cellSize: cellSize, sightings, at: now)
    }
}

extension Box {
    /// The box in a picture that is larger by a factor.
    func times(_ factor: Double) -> Box {
        Box(left: left * factor, top: top * factor, right: right * factor, bottom: bottom * factor)
    }
}

extension PixelRectangle {
    /// The rectangle in a picture that is smaller by a factor.
    func divided(by divisor: Int) -> PixelRectangle {
        PixelRectangle(
            x: x / divisor,
            y: y / divisor,
            width: max(1, width / divisor),
            height: max(1, height / divisor)
        )
    }
}
