import MonitoringModel

/// Closer looks at people whom the network only just sees.
///
/// The joints of somebody small and bent are often guessed: they collapse to a spot, as those of somebody who has come
/// down. In a cut around the body the network has several times the pixels.
extension PersonTracker {
    /// The score below which the joints of somebody who does not plainly stand are looked at again.
    static let sureScore = 0.3
    /// How long it counts where somebody was seen plainly.
    static let sureMemory = Duration.seconds(3)
    /// By how much surer the network must be in the cut.
    static let surerBy = 0.05
    /// How far the hips in the cut may be from those in the whole picture, in lengths of the body.
    ///
    /// Whoever is farther off is somebody else: a guess has the hips about right.
    static let farthestCorrection = 0.25

    /// Returns where to look at the one who is seen least well; `nil` if everybody is seen well enough.
    ///
    /// - Parameters:
    ///   - now: When the picture was taken, in which they have been seen.
    ///   - width: Its width in pixels.
    ///   - height: Its height in pixels.
    /// - Returns: The cut, as long as the body lately was, and one turn: the last that helped, or the next.
    func doubt(at now: Instant, width: Int, height: Int) -> Retry? {
        let unsure = tracks.filter { track in
            track.seenAt == now && track.pose.score < Self.sureScore && track.sightings >= 3
                && PostureClassifier.posture(of: track.pose) != .upright
        }
        guard let track = unsure.min(by: { $0.pose.score < $1.pose.score }) else { return nil }
        let looks = track.looks(at: now)
        let next = looks[track.doubt.misses % looks.count]
        let region = PixelRectangle(around: next.place, width: width, height: height)
        return Retry(track: track.id, region: region, quarterTurns: next.quarterTurns)
    }

    /// Takes what was found in a closer cut; returns the sighting with surer joints if there are any.
    mutating func correct(_ poses: [Pose], for doubt: Retry, at now: Instant) -> Sighting? {
        guard let index = tracks.firstIndex(where: { $0.id == doubt.track }) else { return nil }
        let track = tracks[index]
        let surer =
            poses.compactMap { pose in pose.box.map { (pose: pose, box: $0) } }
            .filter { found in
                let length = max(track.reach, track.box.longSide)
                return found.pose.score >= track.pose.score + Self.surerBy
                    && track.hipPoses(at: now).contains { found.pose.way(to: $0) <= Self.farthestCorrection * length }
                    && !isSeen(found.pose, found.box, now, besides: track.id)
            }
            .max { $0.pose.score < $1.pose.score }
        guard let surer else {
            tracks[index].doubt.misses += 1
            return nil
        }
        // The guess itself says nothing, now or of the next picture: its feet may be those of a cat in front.
        let before = track.earlier.first ?? track
        if Self.isFarther(surer.pose, than: before, at: now) { return exchange(index, for: surer.pose, surer.box, now) }
        tracks[index].pose = surer.pose
        tracks[index].box = surer.box
        tracks[index].reach = max(surer.box.longSide, track.reach)
        tracks[index].trunk = before.trunk
        tracks[index].feet = before.feet
        tracks[index].noteSize(of: surer.pose)
        tracks[index].doubt = (doubt.quarterTurns, 0)
        tracks[index].noteSure()
        tracks[index].noteClothes(of: surer.pose)
        return Sighting(track: track.id, pose: surer.pose)
    }

    /// Takes a sighting for that of the one behind, of whom the network had mixed the joints with those of a known person.
    private mutating func exchange(_ index: Int, for pose: Pose, _ box: Box, _ now: Instant) -> Sighting? {
        tracks[index].withdraw()
        guard let id = inherit(pose, box, now) ?? (tracks.count < Self.maximumTracks ? newTrack(pose, box, now) : nil)
        else { return nil }
        return Sighting(track: id, pose: pose)
    }
}

extension PersonTracker.Track {
    /// Notes how the person is seen now, if plainly.
    mutating func noteSure() {
        if pose.score >= PersonTracker.sureScore { sure = (pose, box, seenAt) }
    }

    /// How the person was last seen plainly, if that was lately.
    private func lately(_ now: Instant) -> (pose: Pose, box: Box, at: Instant)? {
        sure.flatMap { now - $0.at <= PersonTracker.sureMemory ? $0 : nil }
    }

    /// The bodies one of whose hips must be near those of a surer one: of somebody who bends the network may have guessed
    /// all joints from the legs.
    fileprivate func hipPoses(at now: Instant) -> [Pose] {
        [pose] + (lately(now).map { [$0.pose] } ?? [])
    }

    /// Where to look closer, and in which turns, one after the other: first what helped last.
    ///
    /// Upright also where the body was when it was last seen plainly: what is guessed from the legs lies below the trunk.
    fileprivate func looks(at now: Instant) -> [(place: Box, quarterTurns: Int)] {
        let place = box.enlarged(to: reach)
        let turned = ([doubt.quarterTurns] + [0, 1, 3].filter { $0 != doubt.quarterTurns }).map { (place, $0) }
        guard let whole = lately(now)?.box.united(with: box) else { return turned }
        return doubt.quarterTurns == 0 ? [(whole, 0)] + turned : [turned[0], (whole, 0)] + turned.dropFirst()
    }
}

extension Pose {
    /// The distance of two bodies' hips in pixels; of their boxes' middles if hips are not seen.
    fileprivate func way(to other: Pose) -> Double {
        let mine = hips ?? box?.middle
        let theirs = other.hips ?? other.box?.middle
        guard let mine, let theirs else { return .infinity }
        return mine.distance(to: theirs)
    }
}

extension Box {
    fileprivate var middle: Keypoint { Keypoint(x: (left + right) / 2, y: (top + bottom) / 2, score: 1) }

    /// The smallest box around both.
    fileprivate func united(with other: Box) -> Box {
        Box(
            left: min(left, other.left),
            top: min(top, other.top),
            right: max(right, other.right),
            bottom: max(bottom, other.bottom)
        )
    }

    /// The box with the same middle, each side at least so long.
    func enlarged(to side: Double) -> Box {
        let (x, y) = ((left + right) / 2, (top + bottom) / 2)
        let (halfWidth, halfHeight) = (max(width, side) / 2, max(height, side) / 2)
        return Box(left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight)
    }
}
