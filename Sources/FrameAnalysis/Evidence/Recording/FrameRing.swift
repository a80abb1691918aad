import MonitoringModel

/// The last seconds of a camera's frames, in memory only.
///
/// A frame leaves after 20 s by the camera's own time, when there are too many bytes, or after 30 s by the
/// service's clock: so no frame without an event is there for a minute.
struct FrameRing: Sendable {
    /// How far back frames are kept, in the camera's time.
    static let span = Duration.seconds(20)
    /// The most bytes of pictures.
    static let maximumBytes = 12 << 20
    /// The most frames: 20 s at 30 a second.
    static let maximumCount = 600
    /// The age by the service's clock at which a frame is forgotten, in seconds.
    static let maximumAge = 30

    private(set) var frames: [StoredFrame] = []
    private(set) var bytes = 0

    /// Adds a frame; one that is not newer than the last replaces all, since times have begun anew.
    mutating func add(_ frame: StoredFrame) {
        if let last = frames.last, frame.takenAt <= last.takenAt { removeAll() }
        guard frame.jpeg.count <= Self.maximumBytes else { return }
        frames.append(frame)
        bytes += frame.jpeg.count
        let oldest = frame.takenAt - Self.span
        removeFirst { $0.takenAt < oldest }
        while bytes > Self.maximumBytes || frames.count > Self.maximumCount { remove(first: 1) }
    }

    /// Notes who is in the last frame.
    mutating func see(_ people: [StoredFrame.Person], at takenAt: Instant) {
        guard let last = frames.indices.last, frames[last].takenAt == takenAt else { return }
        frames[last].people = people
    }

    /// Lets a second pass by the service's clock.
    mutating func tick() {
        for index in frames.indices { frames[index].age += 1 }
        removeFirst { $0.age > Self.maximumAge }
    }

    /// Returns the frames of a span of time.
    func frames(from start: Instant, through end: Instant) -> [StoredFrame] {
        frames.filter { $0.takenAt >= start && $0.takenAt <= end }
    }

    /// Forgets all.
    mutating func removeAll() {
        frames = []
        bytes = 0
    }

    private mutating func removeFirst(while isOver: (StoredFrame) -> Bool) {
        remove(first: frames.firstIndex { !isOver($0) } ?? frames.count)
    }

    private mutating func remove(first count: Int) {
        for frame in frames.prefix(count) { bytes -= frame.jpeg.count }
        frames.removeFirst(count)
    }
}
