import MonitoringModel

/// What cameras saw while it could not be kept, in order, until it can.
///
/// At most ``capacity`` entries wait. When there are more, the oldest that only repeats what lasts (a person is
/// in view, something moves) gives way; a fall or a trouble gives way only to other falls and troubles.
struct UnkeptFrames {
    /// The most entries that wait.
    static let capacity = 256
    /// The most bytes of pictures that wait; beyond, the oldest entries go on without theirs.
    static let evidenceBytes = 16 << 20
    /// After how many attempts an entry makes way if the one behind it can be kept.
    static let patience = 8

    /// What waits.
    struct Entry {
        /// Tells the entry from others: it may have given way while it was tried.
        let id: Int
        /// What was seen.
        fileprivate(set) var frame: AnalyzedFrame
        fileprivate var attempts = 0
    }

    private var waiting: [Entry] = []
    private var nextID = 0
    /// Entries that were given up.
    private(set) var lost = 0

    /// Whether nothing waits.
    var isEmpty: Bool { waiting.isEmpty }
    /// How many entries wait.
    var count: Int { waiting.count }
    /// The entry that is next.
    var first: Entry? { waiting.first }
    /// The entry behind the first, if the first has been tried so often that it may never succeed.
    var second: Entry? {
        guard waiting.count > 1, waiting[0].attempts >= Self.patience else { return nil }
        return waiting[1]
    }

    /// Adds what was seen last.
    mutating func append(_ frame: AnalyzedFrame) {
        waiting.append(Entry(id: nextID, frame: frame))
        waiting[waiting.count - 1].frame.clips = []
        nextID += 1
        if waiting.count > Self.capacity {
            let repeats = waiting.dropLast().firstIndex { $0.frame.observations.allSatisfy(\.kind.isRepeated) }
            waiting.remove(at: repeats ?? 0)
            lost += 1
        }
        shedEvidence()
    }

    /// Takes note that an entry was kept.
    mutating func wasKept(_ entry: Entry) {
        waiting.removeAll { $0.id == entry.id }
    }

    /// Takes note that an entry could not be kept.
    mutating func failed(_ entry: Entry) {
        guard let place = waiting.firstIndex(where: { $0.id == entry.id }) else { return }
        waiting[place].attempts += 1
    }

    /// Gives an entry up that is refused while others are kept.
    mutating func giveUp(_ entry: Entry) {
        waiting.removeAll { $0.id == entry.id }
        lost += 1
    }

    private mutating func shedEvidence() {
        var bytes = waiting.reduce(0) { $0 + $1.frame.evidenceBytes }
        for index in waiting.indices where bytes > Self.evidenceBytes {
            bytes -= waiting[index].frame.evidenceBytes
            let names = Set(waiting[index].frame.evidence.map(\.id))
            waiting[index].frame.evidence = []
            for place in waiting[index].frame.observations.indices {
                waiting[index].frame.observations[place].evidence.removeAll { names.contains($0) }
            }
        }
    }
}

extension AnalyzedFrame {
    /// The bytes of its pictures.
    fileprivate var evidenceBytes: Int { evidence.reduce(0) { $0 + $1.bytes.count } }
}

extension Observation.Kind {
    /// Whether the kind is told again and again while it lasts, so that one of them may be missed.
    fileprivate var isRepeated: Bool { self == .person || self == .motion }
}
