extension Activity.Kind {
    /// What this makes happen in the ground truth, if anything.
    var event: SceneEvent.Kind? {
        switch self {
        case .walk, .turn, .linger, .holdStill, .stayAway, .tieLaces, .kneel, .creep, .crouch, .prostrate, .exercise,
            .turnOver,
            .wheel:
            nil
        case .sitDown, .sitOnFloor: .sitDown
        case .pickUp: .pickUp
        case .lieDown, .lieOnSofa, .lieOnFloor, .lowerToFloor: .lieDown
        case .fall, .faint, .fallOutOfBed, .slump, .slideOffSeat: .fall
        case .getUp, .climbBack: .getUp
        }
    }
}
