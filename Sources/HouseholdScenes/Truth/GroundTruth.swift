/// What is really in one frame of a scene.
public struct GroundTruth: Hashable, Sendable {
    /// A point in the picture in pixels, from the upper left corner; it may lie outside.
    public struct Point: Hashable, Sendable {
        /// Pixels to the right.
        public let x: Double
        /// Pixels down.
        public let y: Double
    }

    /// A rectangle of whole pixels.
    public struct Box: Hashable, Sendable {
        /// The first column.
        public let left: Int
        /// The first row.
        public let top: Int
        /// The column after the last.
        public let right: Int
        /// The row after the last.
        public let bottom: Int

        /// Whether a pixel lies inside.
        public func contains(column: Int, row: Int) -> Bool {
            column >= left && column < right && row >= top && row < bottom
        }
    }

    /// Somebody of whom at least a pixel can be in the picture.
    public struct Person: Hashable, Sendable {
        /// The index in the scene's figures.
        public let figure: Int
        /// The smallest box that holds every pixel of the person, cut to the picture.
        public let box: Box
        /// Whether nothing of the person is cut off by the picture's edge.
        public let isWhollyInView: Bool
        /// The 17 joints in the order of `BodyJoint`; covered ones too.
        public let joints: [Point]
        /// The posture.
        public let posture: Posture
        /// The furniture on which the person sits or lies; nothing for the floor.
        public let support: Furniture.Kind?
        /// Whether the person moves at all.
        public let isMoving: Bool
        /// The joints that furniture hides; known for drawn frames only.
        public internal(set) var hiddenJoints: [BodyJoint] = []

        /// One joint.
        public subscript(joint: BodyJoint) -> Point { joints[joint.rawValue] }
    }

    /// Who is in the picture; nobody is when the lens is covered.
    public internal(set) var persons: [Person]
    /// What is happening.
    public let events: [SceneEvent]
    /// What is wrong with the camera, if anything.
    public let fault: CameraFault?
    /// Whether the lens is covered.
    public let isLensCovered: Bool
    /// The light from 0 to 1.
    public let light: Double
}

extension Scene {
    /// What is really in the frame at a time, in the pixels of a picture of one size.
    public func groundTruth(at time: Duration, size: FrameSize) -> GroundTruth {
        let isMoved = fault(at: time)?.kind == .moved
        let projection = Viewpoint.Projection(isMoved ? viewpoint.knocked : viewpoint, size: size)
        let covered = isLensCovered(at: time)
        let script = scriptTime(at: time)
        let persons =
            covered || fault(at: time)?.kind == .otherCamera
            ? []
            : present(at: time)
                .compactMap { entry -> GroundTruth.Person? in
                    let skeleton = Skeleton(pose: entry.pose, height: entry.looks.height)
                    let shape = FigureShape(skeleton, appearance: entry.looks)
                    guard let outline = shape.outline(projection, size: size) else { return nil }
                    let joints = skeleton.joints(height: entry.looks.height)
                        .map { joint in
                            let point = projection(joint)
                            return GroundTruth.Point(x: point.x, y: point.y)
                        }
                    return GroundTruth.Person(
                        figure: entry.figure,
                        box: outline.box,
                        isWhollyInView: outline.isWhole,
                        joints: joints,
                        posture: entry.segment.posture(at: scriptSeconds(at: time)),
                        support: support(of: entry.segment, at: scriptSeconds(at: time)),
                        isMoving: !entry.segment.isStill
                    )
                }
        return GroundTruth(
            persons: persons,
            events: events.filter { $0.start <= script && script < $0.end },
            fault: fault(at: time)?.kind,
            isLensCovered: covered,
            light: light(at: time)
        )
    }

    private func support(of segment: MotionSegment, at seconds: Double) -> Furniture.Kind? {
        let (pose, posture) = (segment.pose(at: seconds), segment.posture(at: seconds))
        guard posture == .sitting || posture == .lyingOnBed else { return nil }
        let near = room.furniture.filter { piece in
            let (width, depth, _) = piece.extent
            return (pose.place.x - piece.place.x).magnitude < width / 2 + 0.15
                && (pose.place.z - piece.place.z).magnitude < depth / 2 + 0.15
        }
        return near.first { [.bed, .sofa, .chair].contains($0.kind) }?.kind
    }
}
