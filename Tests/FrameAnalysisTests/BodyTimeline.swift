import HouseholdScenes
import MonitoringModel

@testable import FrameAnalysis

/// A made-up body that goes from one stance to another, seen from the side.
struct BodyTimeline {
    /// A stance: where the joints are, in pixels, of a person whose torso is 100 pixels long.
    struct Body {
        var head: (x: Double, y: Double)
        var shoulders: (x: Double, y: Double)
        var hips: (x: Double, y: Double)
        var knees: (x: Double, y: Double)
        var ankles: (x: Double, y: Double)

        static let standing = Body(
            head: (300, 80),
            shoulders: (300, 115),
            hips: (300, 215),
            knees: (300, 300),
            ankles: (300, 385)
        )
        static let sitting = Body(
            head: (285, 165),
            shoulders: (285, 200),
            hips: (285, 300),
            knees: (360, 305),
            ankles: (360, 385)
        )
        static let sittingOnFloor = Body(
            head: (285, 250),
            shoulders: (285, 285),
            hips: (285, 380),
            knees: (360, 360),
            ankles: (430, 385)
        )
        static let bending = Body(
            head: (380, 250),
            shoulders: (370, 225),
            hips: (290, 220),
            knees: (300, 300),
            ankles: (300, 385)
        )
        static let lying = Body(
            head: (150, 375),
            shoulders: (185, 375),
            hips: (285, 380),
            knees: (370, 375),
            ankles: (450, 385)
        )
        /// As on a chair, but deeper: the hips are a third of a metre above the ground.
        static let crouching = Body(
            head: (320, 195),
            shoulders: (315, 228),
            hips: (300, 322),
            knees: (345, 315),
            ankles: (300, 385)
        )
        /// The hips at the heels and the back half up, no longer in any direction than one and a third torsos.
        static let crouchingDeeply = Body(
            head: (250, 280),
            shoulders: (268, 295),
            hips: (310, 350),
            knees: (268, 352),
            ankles: (262, 385)
        )
        /// What the network guesses from a part of somebody: all joints lie together.
        static let guessed = Body(
            head: (300, 288),
            shoulders: (310, 280),
            hips: (290, 260),
            knees: (305, 268),
            ankles: (330, 293)
        )
        /// On the ground, with little more than the trunk in view.
        static let lyingCutOff = Body(
            head: (300, 380),
            shoulders: (310, 372),
            hips: (290, 352),
            knees: (305, 360),
            ankles: (330, 385)
        )
        /// On the ground along a slant of the picture: no longer along or across than a heap, but longer along itself.
        static let lyingSlanting = Body(
            head: (390, 265),
            shoulders: (375, 275),
            hips: (330, 322),
            knees: (290, 345),
            ankles: (255, 385)
        )
        /// What the network makes of somebody who bends to the laces: the head for the feet.
        static let turnedOver = Body(
            head: (300, 375),
            shoulders: (300, 365),
            hips: (310, 310),
            knees: (315, 260),
            ankles: (330, 220)
        )
        /// Crouching, with the head between the knees.
        static let headBetweenKnees = Body(
            head: (330, 330),
            shoulders: (325, 312),
            hips: (300, 282),
            knees: (345, 330),
            ankles: (320, 385)
        )
        /// On the stomach with the head towards a camera that hangs high.
        static let lyingTowardsCamera = Body(
            head: (300, 370),
            shoulders: (300, 345),
            hips: (300, 300),
            knees: (300, 275),
            ankles: (300, 255)
        )
        /// Beside a low bed, half a torso length further down.
        static let lyingBesideBed = Body(
            head: (150, 305),
            shoulders: (185, 305),
            hips: (285, 310),
            knees: (370, 305),
            ankles: (450, 310)
        )
        static let kneeling = Body(
            head: (300, 165),
            shoulders: (300, 200),
            hips: (300, 300),
            knees: (310, 385),
            ankles: (240, 385)
        )
        /// On the knees with the head near the floor, as in prayer or exercise.
        static let bowing = Body(
            head: (420, 340),
            shoulders: (390, 310),
            hips: (295, 305),
            knees: (310, 385),
            ankles: (240, 385)
        )
        /// What the network makes of somebody upright whom it hardly sees: the shoulders at the knees.
        static let contorted = Body(
            head: (300, 80),
            shoulders: (300, 300),
            hips: (300, 215),
            knees: (300, 300),
            ankles: (300, 385)
        )
        /// On a mat, half a torso length lower than the seat of a chair.
        static let lyingOnMat = Body(
            head: (150, 345),
            shoulders: (185, 345),
            hips: (285, 350),
            knees: (370, 345),
            ankles: (450, 350)
        )
        static let lyingOnLowBed = Body(
            head: (150, 300),
            shoulders: (185, 305),
            hips: (285, 305),
            knees: (370, 305),
            ankles: (450, 310)
        )
        static let lyingOnBed = Body(
            head: (150, 255),
            shoulders: (185, 255),
            hips: (285, 260),
            knees: (370, 255),
            ankles: (450, 260)
        )

        /// The body as the pose network would see it; `noise` is added to each coordinate.
        func pose(noise: () -> Double, score: Double = 0.6) -> Pose {
            let wide = 12.0
            let places =
                Array(repeating: head, count: 5)
                + [shoulders, hips, knees, ankles].flatMap { [($0.x - wide, $0.y), ($0.x + wide, $0.y)] }
            // The order is face, shoulders, elbows, wrists, hips, knees, ankles: arms hang at the torso.
            let arms = [(shoulders.x, (shoulders.y + hips.y) / 2), (hips.x, hips.y)]
            let joints = places[..<7] + [arms[0], arms[0], arms[1], arms[1]] + places[7...]
            return Pose(
                keypoints: joints.map { Keypoint(x: $0.0 + noise(), y: $0.1 + noise(), score: score) },
                score: score
            )
        }

        func towards(_ other: Body, _ share: Double) -> Body {
            func mix(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> (x: Double, y: Double) {
                (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
            }
            return Body(
                head: mix(head, other.head),
                shoulders: mix(shoulders, other.shoulders),
                hips: mix(hips, other.hips),
                knees: mix(knees, other.knees),
                ankles: mix(ankles, other.ankles)
            )
        }
    }

    private var stances: [(body: Body, seconds: Double)]

    init(_ body: Body) {
        stances = [(body, 0)]
    }

    static func standing(_ seconds: Double) -> BodyTimeline {
        BodyTimeline(.standing).then(.standing, in: seconds)
    }

    /// Goes on to a stance, evenly, in so many seconds.
    func then(_ body: Body, in seconds: Double) -> BodyTimeline {
        var longer = self
        longer.stances.append((body, seconds))
        return longer
    }

    /// What the rule concludes from what a camera sees, where no bed or sofa is marked unless `rest` says otherwise.
    func fallSignals(rate: Double, seed: UInt64, on rest: TrackFall.Rest = .unknown) -> [FallSignal] {
        var fall = TrackFall(track: 1, pictureHeight: 480)
        return sightings(rate: rate, seed: seed).flatMap { fall.see($0.pose, on: rest, at: $0.at) }
    }

    /// What a camera sees, with places that are a few pixels off and frames that do not come evenly.
    func sightings(rate: Double, seed: UInt64) -> [(at: Instant, pose: Pose)] {
        var generator = SeededGenerator(seed: seed)
        let length = stances.reduce(0) { $0 + $1.seconds }
        var result: [(at: Instant, pose: Pose)] = []
        var time = Double.random(in: 0...(1 / rate), using: &generator)
        while time < length {
            let pose = body(at: time).pose(noise: { Double.random(in: -3...3, using: &generator) })
            result.append((Instant(millisecondsSinceEpoch: Int64(1_000_000 + time * 1_000)), pose))
            time += Double.random(in: 0.8...1.2, using: &generator) / rate
        }
        return result
    }

    private func body(at time: Double) -> Body {
        var rest = time
        for (from, to) in zip(stances, stances.dropFirst()) {
            if rest < to.seconds { return from.body.towards(to.body, rest / to.seconds) }
            rest -= to.seconds
        }
        return stances[stances.count - 1].body
    }
}
