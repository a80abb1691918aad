/// A part of a body in the camera's own coordinates: a ball that changes its size on its way from one point to another.
///
/// It may be flattened along one direction, as a chest is from front to back. Where a ray meets it is found exactly, so that
/// limbs that point at the camera have the right outline and every place its true depth and slope.
struct BodySolid {
    /// Where a ray meets a part.
    struct Hit {
        /// Metres along the camera's axis.
        var depth: Double
        /// The direction in which the surface faces, in the camera's coordinates.
        var normal: Vector3
        /// Metres from the part's start along its axis.
        var along: Double
    }

    /// The pixels it can cover.
    let extent: Canvas.Extent
    private let startRadius: Double
    /// The length of the side between both balls; 0 where one holds the other.
    private let length: Double
    private let distance: Double
    /// How much the radius shrinks a metre along the axis.
    private let slope: Double
    private let flatness: Vector3
    private let stretch: Double
    private let axis: Vector3
    /// The camera seen from the start, in stretched space.
    private let camera: Vector3
    private let cameraAlong: Double
    private let cameraSquared: Double
    private let endRadius: Double

    /// Brings a capsule of the room before a camera; `nil` if none of it is in front.
    init?(_ capsule: FigureShape.Capsule, _ projection: Viewpoint.Projection) {
        let (start, end) = (projection.inCamera(capsule.start), projection.inCamera(capsule.end))
        guard max(start.z, end.z) > Viewpoint.Projection.near else { return nil }
        let flat = capsule.flattening.map { (projection.direction($0.axis), $0.share.bounded(to: 0.2...1)) }
        extent = Self.extent([(start, capsule.startRadius), (end, capsule.endRadius)], flat, projection)
        let (thin, stretching) = flat.map { ($0.0, 1 / $0.1 - 1) } ?? (Vector3(x: 0, y: 0, z: 0), 0)
        (flatness, stretch) = (thin, stretching)
        let from = start + thin * (thin.dot(start) * stretching)
        let way = end + thin * (thin.dot(end) * stretching) - from
        let distance = way.dot(way).squareRoot()
        (startRadius, endRadius) = (capsule.startRadius, capsule.endRadius)
        // Where one ball holds the other there is no side between them.
        let hasSide = distance > abs(startRadius - endRadius) + 1e-6
        length = hasSide ? distance : 0
        slope = hasSide ? (startRadius - endRadius) / distance : 0
        axis = distance > 1e-9 ? way * (1 / distance) : Vector3(x: 0, y: 1, z: 0)
        camera = from * -1
        cameraAlong = camera.dot(axis)
        cameraSquared = camera.dot(camera)
        self.distance = distance
    }

    /// Where the ray through a place of the picture meets it first; `x` and `y` in focal lengths from the middle, up positive.
    @inline(__always)
    func hit(x: Double, y: Double) -> Hit? {
        var ray = Vector3(x: x, y: y, z: 1)
        if stretch > 0 { ray = ray + flatness * (flatness.dot(ray) * stretch) }
        let (squared, towards, along) = (ray.dot(ray), ray.dot(camera), ray.dot(axis))
        var depth = Double.infinity
        var foot = 0.0
        var radius = startRadius
        if length > 0 {
            let narrow = 1 - slope * slope
            let (level, growth) = (startRadius - slope * cameraAlong, slope * along)
            let a = squared - along * along - growth * growth / narrow
            let b = towards - cameraAlong * along + level * growth / narrow
            let c = cameraSquared - cameraAlong * cameraAlong - level * level / narrow
            let root = b * b - a * c
            if a > 1e-12, root > 0 {
                let met = (-b - root.squareRoot()) / a
                let place = (cameraAlong + met * along - startRadius * slope) / narrow
                if place >= 0, place <= length, met > 0 {
                    (depth, foot, radius) = (met, place, startRadius - slope * place)
                }
            }
        }
        let first = Self.ball(squared, towards, cameraSquared - startRadius * startRadius)
        if first < depth { (depth, foot, radius) = (first, 0, startRadius) }
        let last = Self.ball(
            squared,
            towards - distance * along,
            cameraSquared - 2 * distance * cameraAlong + distance * distance - endRadius * endRadius
        )
        if last < depth { (depth, foot, radius) = (last, distance, endRadius) }
        guard depth < .infinity else { return nil }
        var normal = (camera + ray * depth - axis * foot) * (1 / max(radius, 1e-9))
        if stretch > 0 { normal = normal + flatness * (flatness.dot(normal) * stretch) }
        normal = normal * (1 / max(normal.dot(normal).squareRoot(), 1e-9))
        return Hit(depth: depth, normal: normal, along: cameraAlong + depth * along)
    }

    /// How far along a ray a ball is met, infinitely far if it is not; half of `b` and `c` of the quadratic equation.
    @inline(__always)
    private static func ball(_ a: Double, _ b: Double, _ c: Double) -> Double {
        let root = b * b - a * c
        guard root > 0 else { return .infinity }
        let met = (-b - root.squareRoot()) / a
        return met > 0 ? met : .infinity
    }

    /// The exact outline box of both ends in the picture, and half a pixel around it.
    private static func extent(
        _ balls: [(middle: Vector3, radius: Double)],
        _ flat: (axis: Vector3, share: Double)?,
        _ projection: Viewpoint.Projection
    ) -> Canvas.Extent {
        var extent = Canvas.Extent()
        let axis = flat?.axis ?? Vector3(x: 0, y: 0, z: 0)
        let thinness = flat.map { 1 - $0.share * $0.share } ?? 0
        for ball in balls {
            let (square, ahead) = (ball.radius * ball.radius, ball.middle.z)
            /// Between which slopes of a ray the ball is seen; anywhere if the camera is in it or nearly so.
            func span(_ side: Double, _ tilt: Double) -> (low: Double, high: Double) {
                guard ahead > ball.radius + 0.05 else { return (-100, 100) }
                let a = ahead * ahead - square * (1 - thinness * axis.z * axis.z)
                let b = side * ahead + square * thinness * tilt * axis.z
                let c = side * side - square * (1 - thinness * tilt * tilt)
                let reach = max(b * b - a * c, 0).squareRoot()
                return ((b - reach) / a, (b + reach) / a)
            }
            let (across, down) = (span(ball.middle.x, axis.x), span(-ball.middle.y, -axis.y))
            for (x, y) in [(across.low, down.low), (across.high, down.high)] {
                extent.include(
                    x: projection.middleX + projection.focal * x,
                    y: projection.middleY + projection.focal * y,
                    radius: 0.5
                )
            }
        }
        return extent
    }
}

extension Vector3 {
    /// The product of both lengths and the cosine between them.
    @inline(__always)
    func dot(_ other: Vector3) -> Double { x * other.x + y * other.y + z * other.z }

    /// The vector at a right angle to both.
    func cross(_ other: Vector3) -> Vector3 {
        Vector3(
            x: y * other.z - z * other.y,
            y: z * other.x - x * other.z,
            z: x * other.y - y * other.x
        )
    }

    /// The same direction, one metre long; straight up for no direction at all.
    var normalized: Vector3 {
        let length = dot(self).squareRoot()
        return length > 1e-9 ? self * (1 / length) : Vector3(x: 0, y: 1, z: 0)
    }
}
