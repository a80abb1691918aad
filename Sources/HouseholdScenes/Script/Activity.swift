/// One thing that a person does for a while.
public struct Activity: Hashable, Sendable {
    /// What somebody can do.
    ///
    /// Whoever sits or lies and is asked for something upright gets up first, within the time given.
    public enum Kind: Hashable, Sendable {
        /// Turns and walks in a straight line.
        case walk(to: FloorPoint)
        /// Turns on the spot: 0 degrees faces the camera, 90 the picture's right.
        case turn(to: Double)
        /// Stays as he is with the small movements of somebody awake.
        case linger
        /// Stays as he is without any movement at all.
        case holdStill
        /// Sits down on the chair, sofa or edge of the bed; lingers if the room has none.
        case sitDown(Furniture.Kind)
        /// Bends, picks something up and straightens again.
        case pickUp
        /// Sits on the bed's edge and lies down slowly; lingers if the room has no bed.
        case lieDown
        /// Lies down on the sofa; lingers if the room has none.
        case lieOnSofa
        /// Bends down to the feet, seated or standing, and comes up again.
        case tieLaces
        /// Kneels down, works on hands and knees and stays kneeling.
        case kneel
        /// Creeps on hands and knees to a place; whoever stands gets down first.
        case creep(to: FloorPoint)
        /// Crouches and stays so.
        case crouch
        /// Gets down to the floor on purpose, in no hurry, and lies on the back.
        case lieOnFloor
        /// Sits down on the floor on purpose, by way of a crouch, with the legs stretched out or crossed.
        case sitOnFloor(crossed: Bool)
        /// Kneels down, bows twice with the forehead to the floor, sits on the heels between and after, as in prayer.
        case prostrate
        /// Moves arms and legs for exercise where he is.
        case exercise
        /// Turns over in bed, onto a side or onto the back; lingers if not lying.
        case turnOver
        /// Rolls to a place in the wheelchair, which is there as soon as somebody does so.
        case wheel(to: FloorPoint)
        /// Is lowered from the seat to the floor in front of it, as for exercise on a mat, and lies down there.
        case lowerToFloor
        /// Climbs from the floor back into the wheelchair; gets up if there is none.
        case climbBack
        /// Falls to the floor.
        case fall(FallDirection)
        /// Faints: the knees give way and the body falls to a side.
        case faint(FallDirection)
        /// Rolls out of bed onto the floor; lingers if not in bed.
        case fallOutOfBed
        /// Slides down a wall in the back into a heap.
        case slump
        /// Slides off the seat onto the floor; lingers if not seated.
        case slideOffSeat
        /// Gets up from chair, sofa, bed or floor.
        case getUp
        /// Is somewhere else.
        case stayAway
    }

    /// The times an activity can last, in seconds; others are moved to the nearest of them.
    public static let seconds = 0.1...86_400.0

    /// What is done.
    public let kind: Kind
    /// For how long.
    public let duration: Duration

    /// An activity that lasts so long, at least a tenth of a second and at most a day.
    public init(_ kind: Kind, lasting duration: Duration) {
        self.kind = kind
        self.duration = min(max(duration, .seconds(Self.seconds.lowerBound)), .seconds(Self.seconds.upperBound))
    }
}

/// Which way somebody falls, as seen by himself.
public enum FallDirection: Hashable, Sendable, CaseIterable {
    /// Onto the face.
    case forward
    /// Onto the back.
    case backward
    /// Onto the left side.
    case left
    /// Onto the right side.
    case right
}
