import Logging
import MonitoringModel

/// Pulls one camera's pictures and connects again whenever they stop coming.
///
/// Reading and decoding happen here, beside the analysis: what is not wanted yet gives way in the inbox, so that
/// a camera that is slow, stuck or fast holds up nobody but itself.
struct CameraFeed {
    /// How long no picture may come before the connection is given up and made anew.
    static let patience = Duration.seconds(20)
    /// How often is looked whether pictures come, and a folder for new ones.
    static let check = Duration.seconds(1)

    private let settings: CameraSettings
    private let states: SourceStates
    private let clock: any Clock<Duration>
    private let wallClock: any WallClock
    private let logger: Logger
    private let random: @Sendable () -> Double
    private let deliver: @Sendable (FrameContent) -> Void

    /// Creates a feed; `nil` for a camera that sends its frames by itself.
    ///
    /// - Parameters:
    ///   - settings: How the pictures are got.
    ///   - states: Where the connection's state is told.
    ///   - clock: What waits.
    ///   - wallClock: What time it is.
    ///   - logger: Where failures are told.
    ///   - random: Numbers from 0 up to 1, by which pauses differ.
    ///   - deliver: Takes the pictures; returns at once.
    init?(
        settings: CameraSettings,
        states: SourceStates,
        clock: any Clock<Duration>,
        wallClock: any WallClock,
        logger: Logger,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        deliver: @escaping @Sendable (FrameContent) -> Void
    ) {
        guard settings.source != .mqtt else { return nil }
        self.settings = settings
        self.states = states
        self.clock = clock
        self.wallClock = wallClock
        self.logger = logger
        self.random = random
        self.deliver = deliver
    }

    /// Pulls pictures until the task is cancelled or a file has come to its end.
    func run() async {
        var pause = ReconnectPause()
        var told: String?
        let meter = FeedMeter()
        states[settings.camera] = .connecting
        while !Task.isCancelled {
            let before = meter.count
            let started = wallClock.now
            let failure = await pullOnce(meter)
            if Task.isCancelled { return }
            guard let failure else {
                states[settings.camera] = .ended
                return
            }
            states[settings.camera] = .failed(reason: failure)
            if told != failure {
                let metadata: Logger.Metadata = ["camera": "\(settings.camera)", "problem": "\(failure)"]
                logger.warning("A camera gives no pictures", metadata: metadata)
            }
            told = failure
            if meter.count > before { pause.noteStreaming(wallClock.now - started) }
            do {
                try await clock.sleep(for: pause.next(random()))
            } catch {
                return
            }
        }
    }

    /// Returns why no more pictures come, or `nil` if none are to come.
    private func pullOnce(_ meter: FeedMeter) async -> String? {
        let before = meter.count
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pull(meter) }
                group.addTask { try await watch(meter) }
                try await group.next()
                group.cancelAll()
            }
        } catch {
            return "\(error)"
        }
        if case .file(_, repeats: false) = settings.source, meter.count > before { return nil }
        let reason = "the stream ended"
        return "\(FrameAnalysisError.sourceFailed(source: name, reason: reason, remedy: "It is tried again."))"
    }

    /// Fails when no picture has come for too long; a folder may stay as it is.
    private func watch(_ meter: FeedMeter) async throws {
        var (known, silent) = (meter.count, Duration.zero)
        while true {
            try await clock.sleep(for: Self.check)
            silent = meter.count == known ? silent + Self.check : .zero
            known = meter.count
            if case .folder = settings.source { continue }
            guard silent < Self.patience else {
                let reason = "no picture has come for \(DurationPhrase.text(Self.patience))"
                throw FrameAnalysisError.sourceFailed(source: name, reason: reason, remedy: "Restart the camera.")
            }
        }
    }
}

extension CameraFeed {
    /// The source, as people call it: without user name and password.
    private var name: String { settings.source.name }

    private var framePause: Duration {
        let rates = CameraSettings.rates
        return .seconds(1 / min(max(settings.framesPerSecond, rates.lowerBound), rates.upperBound))
    }

    private func pull(_ meter: FeedMeter) async throws {
        if case .folder(let path) = settings.source { return try await pullFolder(path, meter) }
        let password = try settings.source.passwordFile.map { file throws(FrameAnalysisError) in
            try PasswordFile(path: file).password(for: name)
        }
        let rate = 1 / framePause.inSeconds
        guard let command = try StreamCommand(settings.source, password: password, framesPerSecond: rate) else {
            return
        }
        let child = ChildStream(command: command, name: name, password: password)
        switch command.output {
        case .decoded: try await pullDecoded(child, meter)
        case .jpegs: try await pullJPEGs(child, meter)
        case .onePicture: try await pullSnapshots(child, meter)
        }
    }

    private func hand(_ content: FrameContent, _ meter: FeedMeter) {
        meter.note()
        states[settings.camera] = .streaming
        deliver(content)
    }

    private func pullDecoded(_ child: ChildStream, _ meter: FeedMeter) async throws {
        var splitter = PPMSplitter()
        try await child.run { piece in
            splitter.append(piece)
            while let (pixels, width, height) = try splitter.next() {
                guard let picture = Picture.rgb(pixels, width: width, height: height) else { continue }
                hand(.picture(picture), meter)
            }
        }
    }

    private func pullJPEGs(_ child: ChildStream, _ meter: FeedMeter) async throws {
        var splitter = JPEGSplitter()
        try await child.run { piece in
            splitter.append(piece)
            while let picture = splitter.next() { hand(.encoded(picture), meter) }
            guard splitter.strayBytes <= ImageHeader.maximumBytes else {
                let reason = "it sends something else than JPEG pictures"
                throw FrameAnalysisError.sourceFailed(source: name, reason: reason, remedy: "Check the address's path.")
            }
        }
    }

    private func pullSnapshots(_ child: ChildStream, _ meter: FeedMeter) async throws {
        while true {
            var picture: [UInt8] = []
            try await child.run { piece in
                let room = ImageHeader.maximumBytes + 1 - picture.count
                picture.append(contentsOf: piece.prefix(room))
            }
            hand(.encoded(picture), meter)
            try await clock.sleep(for: framePause)
        }
    }

    /// Plays the pictures of a folder, and those that are added later.
    private func pullFolder(_ path: String, _ meter: FeedMeter) async throws {
        let folder = FolderListing(path: path)
        while true {
            for file in try folder.names(after: meter.lastName) {
                // A file that cannot be read counts as a picture that cannot.
                hand(.encoded(folder.bytes(of: file) ?? []), meter)
                meter.lastName = file
                try await clock.sleep(for: framePause)
            }
            try await clock.sleep(for: Self.check)
        }
    }
}

extension CameraSource {
    /// The source, as people call it: an address without user name and password, or a path.
    var name: String {
        switch self {
        case .mqtt: "MQTT"
        case .rtsp(let address), .mjpeg(let address), .snapshots(let address): address.url
        case .device(let path), .file(let path, _), .folder(let path): path
        }
    }

    /// The file that holds the password, if the address has one.
    fileprivate var passwordFile: String? {
        switch self {
        case .rtsp(let address), .mjpeg(let address), .snapshots(let address): address.passwordFile
        case .mqtt, .device, .file, .folder: nil
        }
    }
}
