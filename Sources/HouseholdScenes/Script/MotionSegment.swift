import Foundation

/// A movement between two key poses.
struct MotionSegment: Hashable, Sendable {
    /// How a movement spends its time.
    enum Easing: Hashable, Sendable {
        /// Starts and ends gently.
        case smooth
        /// Gathers speed at the start, brakes at the end, is even between.
        case travel
        /// Gathers speed from rest.
        case accelerate
        /// Starts with speed and gathers more, then stops dead: the end of a fall.
        case plunge
    }

    /// Small rhythmic movements on top of the mix of both poses.
    enum Rhythm: Hashable, Sendable {
        /// None.
        case none
        /// The steps of a walk (vigour 1) or of a turn on the spot (less), so many of them.
        case steps(Double, vigour: Double)
        /// What a waking person cannot help.
        case sway
    }

    var start: Double
    var duration: Double
    var from: BodyPose
    var to: BodyPose
    var easing = Easing.smooth
    var rhythm = Rhythm.none
    var postureBefore: Posture
    var postureAfter: Posture
    var isPresent = true
    var wheelchair: Wheelchair?
    var wheelchairAfter: Wheelchair?

    /// Whether nothing moves in it.
    var isStill: Bool { from == to && rhythm == .none }

    /// The time at which it is over, in seconds from the start of the script.
    var end: Double { start + duration }

    /// The posture at a time within the segment: the old one for the first half, then the new one.
    func posture(at time: Double) -> Posture {
        (time - start) * 2 < duration ? postureBefore : postureAfter
    }

    /// The pose at a time in seconds; before the start it is the first pose, after the end the last.
    func pose(at time: Double) -> BodyPose {
        guard !isStill else { return from }
        let progress = min(max((time - start) / duration, 0), 1)
        let share = eased(progress)
        var pose = from.mixed(with: to, share: share)
        switch rhythm {
        case .none: break
        case .steps(let count, let vigour):
            step(&pose, phase: share * count * .pi, strength: vigour * Self.envelope(progress, ramp: 0.25))
        case .sway:
            sway(&pose, seconds: time - start, strength: Self.envelope(progress, ramp: min(0.5, 0.8 / duration)))
        }
        return pose
    }

    /// The wheelchair at a time, if there is one.
    func wheelchair(at time: Double) -> Wheelchair? {
        guard let wheelchair, let wheelchairAfter else { return nil }
        return wheelchair.mixed(with: wheelchairAfter, share: eased(min(max((time - start) / duration, 0), 1)))
    }

    private func eased(_ progress: Double) -> Double {
        switch easing {
        case .smooth: return progress * progress * (3 - 2 * progress)
        case .accelerate: return progress * progress
        case .plunge: return 0.45 * progress + 0.55 * progress * progress
        case .travel:
            let ramp = 0.15
            let speed = 1 / (1 - ramp)
            if progress < ramp { return speed * progress * progress / (2 * ramp) }
            let left = 1 - progress
            return left < ramp ? 1 - speed * left * left / (2 * ramp) : speed * (progress - ramp / 2)
        }
    }

    /// Rises from 0 to 1 over the first share `ramp` and falls back over the last.
    private static func envelope(_ progress: Double, ramp: Double) -> Double {
        let height = min(1, min(progress, 1 - progress) / ramp)
        return height * height * (3 - 2 * height)
    }

    private func step(_ pose: inout BodyPose, phase: Double, strength: Double) {
        let (swing, lift) = (sin(phase) * strength, cos(phase) * strength)
        pose.leftLeg.flexion += 29 * swing
        pose.rightLeg.flexion -= 29 * swing
        pose.leftLeg.knee += 6 * strength + 34 * max(0, lift)
        pose.rightLeg.knee += 6 * strength + 34 * max(0, -lift)
        pose.leftArm.flexion -= 30 * swing
        pose.rightArm.flexion += 30 * swing
        pose.leftArm.elbow += 10 * strength
        pose.rightArm.elbow += 10 * strength
        pose.waist += 4 * strength
    }

    private func sway(_ pose: inout BodyPose, seconds: Double, strength: Double) {
        func wave(_ hertz: Double, _ degrees: Double) -> Double { sin(seconds * hertz * 2 * .pi) * degrees * strength }
        pose.waist += wave(0.21, 2)
        pose.neck += wave(0.17, 5)
        pose.leftArm.flexion += wave(0.29, 5)
        pose.rightArm.flexion += wave(0.24, 6)
        pose.leftArm.elbow += wave(0.33, 7)
        pose.rightArm.elbow += wave(0.19, 9)
    }
}
