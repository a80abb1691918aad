import CInference
import CVision

/// Google's MoveNet MultiPose Lightning through OpenVINO: up to six people in one call.
///
/// The picture is scaled so that its long side has 256 pixels and padded to one of three shapes; that size
/// found as many people as larger ones at half the cost. Parts of a picture are padded to a square, as pictures higher than
/// wide are, so that a camera needs two compiled shapes, and cameras of all sizes together three.
final class MoveNetEstimator: PoseEstimator {
    /// The long side of the network's input, in pixels.
    static let longSide = 256
    /// What the height of a whole picture is padded to, in pixels: pictures of 16 to 9, of 4 to 3, and all others.
    static let heights = [160, 192, longSide]

    private struct Shape: Hashable {
        let width: Int
        let height: Int
    }

    private let path: String
    private var models: [Shape: CompiledModel] = [:]

    /// How many shapes have been compiled.
    var shapeCount: Int { models.count }

    /// Creates an estimator for a model file, which is loaded when it is first needed.
    init(path: String) {
        self.path = path
    }

    /// Compiles the square that cuts are looked at in, which takes about as long as a fall, and runs it once.
    ///
    /// Whole pictures are compiled with a camera's first, when nobody is known to be there yet.
    func prepare() throws(FrameAnalysisError) {
        let square = Shape(width: Self.longSide, height: Self.longSide)
        _ = try model(for: square).run([UInt8](repeating: 0, count: square.width * square.height * 3))
    }

    /// Returns the people in a part of a picture, in pixels of the whole picture; at most six.
    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose] {
        let isTurned = quarterTurns % 2 == 1
        let width = isTurned ? region.height : region.width
        let height = isTurned ? region.width : region.height
        let scale = Double(Self.longSide) / Double(max(width, height, 1))
        let inner = Shape(
            width: max(1, Int((Double(width) * scale).rounded())),
            height: max(1, Int((Double(height) * scale).rounded()))
        )
        // Each compiled shape takes about 60 MB for good, and cuts come in every shape: all share the square.
        let isWhole = quarterTurns == 0 && region.width == picture.width && region.height == picture.height
        let padded = Shape(width: Self.longSide, height: isWhole ? Self.padded(inner.height) : Self.longSide)
        var input = [UInt8](repeating: 0, count: padded.width * padded.height * 3)
        let status = cvision_network_input(
            picture.pointer,
            Int32(region.x),
            Int32(region.y),
            Int32(region.width),
            Int32(region.height),
            Int32(quarterTurns),
            Int32(inner.width),
            Int32(inner.height),
            Int32(padded.width),
            Int32(padded.height),
            &input
        )
        guard status == CVISION_OK else {
            throw .modelUnavailable(path: path, reason: "the picture could not be scaled")
        }
        let output = try model(for: padded).run(input)
        let mapping = RegionMapping(
            region: region,
            quarterTurns: quarterTurns,
            unitsX: Double(padded.width) / scale,
            unitsY: Double(padded.height) / scale
        )
        return (0..<6).map { mapping.pose(output[($0 * 56)..<($0 * 56 + 56)]) }
    }

    private static func padded(_ height: Int) -> Int { heights.first { height <= $0 } ?? longSide }

    private func model(for shape: Shape) throws(FrameAnalysisError) -> CompiledModel {
        if let model = models[shape] { return model }
        let model = try CompiledModel(path: path, height: shape.height, width: shape.width)
        models[shape] = model
        return model
    }
}

/// A model compiled for one input size.
private final class CompiledModel {
    private static let outputCount = 6 * 56
    private let handle: OpaquePointer
    private let path: String

    init(path: String, height: Int, width: Int) throws(FrameAnalysisError) {
        var message = [CChar](repeating: 0, count: 512)
        guard let handle = cinference_load(path, Int64(height), Int64(width), &message, Int64(message.count)) else {
            throw .modelUnavailable(path: path, reason: Self.text(message))
        }
        self.handle = handle
        self.path = path
    }

    deinit {
        cinference_destroy(handle)
    }

    func run(_ input: [UInt8]) throws(FrameAnalysisError) -> [Float] {
        var output = [Float](repeating: 0, count: Self.outputCount)
        var message = [CChar](repeating: 0, count: 512)
        let status = cinference_run(
            handle,
            input,
            &output,
            Int64(output.count),
            &message,
            Int64(message.count)
        )
        guard status == 0 else { throw .modelUnavailable(path: path, reason: Self.text(message)) }
        return output
    }

    private static func text(_ message: [CChar]) -> String {
        let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The way from the network's coordinates back to the picture's.
private struct RegionMapping {
    let region: PixelRectangle
    let quarterTurns: Int
    /// Pixels of the (turned) region that the whole input width stands for, and likewise the height.
    let unitsX: Double
    let unitsY: Double

    func pose(_ values: ArraySlice<Float>) -> Pose {
        let base = values.startIndex
        let keypoints = (0..<17)
            .map { index -> Keypoint in
                let y = Double(values[base + 3 * index]) * unitsY
                let x = Double(values[base + 3 * index + 1]) * unitsX
                let point = back(x, y)
                return Keypoint(x: point.x, y: point.y, score: Double(values[base + 3 * index + 2]))
            }
        return Pose(keypoints: keypoints, score: Double(values[base + 55]))
    }

    /// Undoes the turn, then the cut.
    private func back(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let width = Double(region.width)
        let height = Double(region.height)
        let inside: (x: Double, y: Double) =
            switch quarterTurns {
            case 1: (width - 1 - y, x)
            case 2: (width - 1 - x, height - 1 - y)
            case 3: (y, height - 1 - x)
            default: (x, y)
            }
        return (inside.x + Double(region.x), inside.y + Double(region.y))
    }
}
