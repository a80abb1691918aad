import FrameAnalysis
import MonitoringModel

extension Zone {
    /// Reads a zone: `id`, `kind`, `points`, and perhaps `inertia` and `loitering`.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["id", "kind", "points", "inertia", "loitering"])
        self.init(
            id: try fields.required("id").identifier(),
            kind: try fields.required("kind").choice(),
            shape: try Polygon(fields.required("points"))
        )
        inertia = try fields.value("inertia", default: inertia) { (node) throws(SettingsError) in
            try node.integer(in: 1...30)
        }
        loitering = try fields.value("loitering", default: loitering) { (node) throws(SettingsError) in
            try node.duration(in: .zero ... .seconds(86_400))
        }
    }
}

extension Polygon {
    /// Reads the corners of a shape: pairs of shares of the picture's width and height.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        var corners: [Point] = []
        for corner in try node.sequence() {
            let pair = try corner.sequence()
            guard pair.count == 2 else { throw corner.error("must be two numbers: [x, y]") }
            corners.append(Point(x: try pair[0].number(in: 0...1), y: try pair[1].number(in: 0...1)))
        }
        guard let shape = Polygon(corners) else {
            throw node.error("must have \(Self.cornerCount.lowerBound) to \(Self.cornerCount.upperBound) corners")
        }
        self = shape
    }
}
