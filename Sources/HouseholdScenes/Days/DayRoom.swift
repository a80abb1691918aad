/// The rooms of a flat that have a camera.
public enum DayRoom: String, Hashable, Sendable, CaseIterable {
    /// Nights, dressing and undressing.
    case bedroom
    /// Reading, exercise, the nap, visitors, television.
    case livingRoom = "living_room"
    /// Meals, and what goes with them.
    case kitchen
}
