import MonitoringModel

/// Notices what is wrong with a camera's own pictures: dark, covered, frozen, or looking elsewhere.
///
/// Pure: what each picture showed goes in, edges come out, at most one trouble at a time. A trouble must last
/// before it is told, and so must its end, the longer the more often it came back; so a camera that flaps does
/// not flood.
struct CameraTroubles {
    /// What can be wrong.
    enum Trouble: Hashable {
        case dark, covered, frozen, moved
    }

    /// A trouble began, or the last one ended.
    struct Change: Hashable {
        /// What is wrong now; nothing if `nil`.
        var trouble: Trouble?
        /// Why, in words.
        var why: String
    }

    /// How long things must last.
    struct Holds: Hashable, Sendable {
        /// For darkness.
        var dark = Duration.seconds(1)
        /// For a cover before the lens.
        var covered = Duration.seconds(3)
        /// For pictures that do not differ in a single pixel; not watched for if `nil`.
        var frozen: Duration?
        /// For another view.
        var moved = Duration.seconds(10)
        /// After which another view is the usual one.
        var accepted = Duration.seconds(300)
        /// For the end of a trouble, the first time.
        var clear = Duration.seconds(1)
    }

    /// How many times the hold of an end doubles at most, and after how much calm it is short again.
    static let backOff = (doublings: 6, calm: Duration.seconds(300))

    private let holds: Holds
    private var view = LearntView()
    private(set) var current: Trouble?
    private var candidate: (trouble: Trouble?, since: Instant)?
    private var sameSince: Instant?
    private var clearedAt: Instant?
    private var returns = 0
    private var lastAt: Instant?

    /// Creates a watch that has seen nothing.
    init(holds: Holds = Holds()) {
        self.holds = holds
    }

    /// Takes note of a picture.
    ///
    /// - Parameters:
    ///   - finding: What the motion gate found.
    ///   - cells: The picture's cells, if it showed something.
    ///   - isIdentical: Whether no pixel differs from the picture before.
    ///   - now: When the picture was taken.
    /// - Returns: What changed; `nil` if nothing did.
    mutating func look(_ finding: MotionGate.Finding, _ cells: CellGrid?, isIdentical: Bool, at now: Instant) -> Change?
    {
        if let lastAt, now < lastAt || now - lastAt > CameraAnalyzer.gap { interrupt() }
        lastAt = now
        if !isIdentical { sameSince = now } else if sameSince == nil { sameSince = now }
        if !finding.isBlind, let cells { view.look(cells, at: now, learns: current == nil) }
        let trouble = trouble(finding, at: now)
        if candidate?.trouble != trouble || candidate == nil { candidate = (trouble, now) }
        guard trouble != current, let candidate, now - candidate.since >= hold(for: trouble) else {
            acceptView(at: now)
            return nil
        }
        return change(to: trouble, at: now)
    }

    private mutating func change(to trouble: Trouble?, at now: Instant) -> Change {
        if trouble == nil {
            clearedAt = now
        } else if current == nil {
            let isReturn = clearedAt.map { now - $0 < Self.backOff.calm } ?? false
            returns = isReturn ? min(returns + 1, Self.backOff.doublings) : 0
        }
        current = trouble
        return Change(trouble: trouble, why: Self.words(trouble))
    }

    /// The pictures before say nothing about how long something lasts.
    private mutating func interrupt() {
        candidate = nil
        sameSince = nil
    }

    private func trouble(_ finding: MotionGate.Finding, at now: Instant) -> Trouble? {
        if finding.isBlind { return finding.brightness < 40 ? .dark : .covered }
        if let limit = holds.frozen, let sameSince, now - sameSince >= limit { return .frozen }
        if view.isFaded { return .covered }
        if view.isAnother { return .moved }
        return nil
    }

    private func hold(for trouble: Trouble?) -> Duration {
        switch trouble {
        case .dark: holds.dark
        case .covered: holds.covered
        case .frozen: .zero
        case .moved: holds.moved
        case nil: holds.clear * (1 << returns)
        }
    }

    private mutating func acceptView(at now: Instant) {
        guard current == .moved, let candidate, candidate.trouble == .moved, now - candidate.since >= holds.accepted
        else { return }
        view = LearntView()
    }

    private static func words(_ trouble: Trouble?) -> String {
        switch trouble {
        case .dark: "the picture is dark all over"
        case .covered: "the picture is bright but even: something is before the lens, or it is blurred"
        case .frozen: "picture after picture is the same to the last pixel"
        case .moved: "hardly an edge is where it used to be: the camera looks elsewhere"
        case nil: "the picture shows something again"
        }
    }
}
