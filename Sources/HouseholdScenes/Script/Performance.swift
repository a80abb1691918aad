/// A script made ready to be asked for the pose at any time.
struct Performance: Hashable, Sendable {
    let appearance: FigureAppearance
    let events: [SceneEvent]
    private let segments: [MotionSegment]

    /// Plans a script in a room; `figure` is its index in the scene.
    init(_ script: FigureScript, room: Room, figure: Int) {
        var planner = MotionPlanner(room: room, figure: figure, start: script.start, heading: script.heading)
        for activity in script.activities { planner.plan(activity) }
        appearance = script.appearance
        events = planner.events
        segments = planner.segments
    }

    /// The movement at a time in seconds; the last one after the end, nil without any.
    func segment(at time: Double) -> MotionSegment? { segment(min(index(at: time), segments.count - 1)) }

    /// The movement with an index, if there is one.
    func segment(_ index: Int) -> MotionSegment? { segments.indices.contains(index) ? segments[index] : nil }

    /// The index of the movement at a time in seconds; the number of movements after the end.
    func index(at time: Double) -> Int {
        var (low, high) = (0, segments.count)
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].end <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
