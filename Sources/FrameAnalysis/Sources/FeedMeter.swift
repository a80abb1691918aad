import Synchronization

/// How far a feed has come, for the task that looks whether pictures still come and for the next connection.
final class FeedMeter: Sendable {
    private let progress = Mutex((pictures: 0, lastName: String?.none))

    /// Creates a meter at the beginning.
    init() {}

    /// How many pictures have come.
    var count: Int { progress.withLock { $0.pictures } }

    /// The name of the last picture of a folder.
    var lastName: String? {
        get { progress.withLock { $0.lastName } }
        set { progress.withLock { $0.lastName = newValue } }
    }

    /// Takes note of a picture.
    func note() {
        progress.withLock { $0.pictures += 1 }
    }
}
