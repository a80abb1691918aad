import Synchronization

/// Says "ready" once everything that a user can use is there.
final class Readiness: Sendable {
    /// What is waited for.
    enum Part: Hashable, CaseIterable {
        /// The console listens.
        case console
        /// Devices' messages arrive.
        case broker
        /// The cameras' model has been loaded, or it is known that it does not work.
        case cameras
    }

    private struct State {
        var missing = Set(Part.allCases)
        var port = 0
    }

    private let state = Mutex(State())
    private let announce: @Sendable (Int) -> Void

    /// Creates a readiness that is announced with the console's port.
    init(announce: @escaping @Sendable (Int) -> Void) {
        self.announce = announce
    }

    /// Whether everything is there.
    var isReady: Bool { state.withLock { $0.missing.isEmpty } }

    /// The console's port, 0 before it listens.
    var port: Int { state.withLock { $0.port } }

    /// Takes note that a part is there.
    func mark(_ part: Part, port: Int? = nil) {
        let isNowReady = state.withLock { state in
            if let port { state.port = port }
            guard state.missing.remove(part) != nil else { return false }
            return state.missing.isEmpty
        }
        if isNowReady { announce(self.port) }
    }
}
