import FrameAnalysis
import HouseholdScenes

/// What was asked for on the command line.
struct Options {
    /// What is wrong with the command line.
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    /// What of a room is marked as zones.
    enum Marking: String {
        case all
        /// Beds and sofas, but no mats.
        case furniture
        case nothing
    }

    var model = "Models/movenet.tflite"
    var seed: UInt64 = 1
    var days = 1
    var first = 0
    var count = 1
    var falls = 0
    /// The part of each day that is played, in seconds from midnight.
    var part = (from: 0.0, until: 86_400.0)
    var hasCat = false
    var marking = Marking.all
    /// Whom the network is made not to see.
    var blindness = FrameSequenceAnalysis.Blindness.none
    var room: DayRoom?
    var place: CameraPlace?
    var light: Lighting?
    var kind: String?
    var only: String?
    /// The folder that gets the joints of everybody, as the network sees them.
    var record: String?
    /// The folder whose joints are looked at instead of pictures.
    var replay: String?
    /// What gets the frames.
    var drawing: FrameDrawing?
    /// The frames' height.
    var height = 360
    /// The frames' width; 16:9 unless given.
    var width: Int?
    /// The frames that are looked at in a second while something happens.
    var framesPerSecond = 5

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--cat" {
                hasCat = true
                continue
            }
            guard let value = rest.popFirst() else { throw Fault(description: "\(name) needs a value") }
            try set(name, value)
        }
        guard blindness == .none || replay == nil else {
            throw Fault(description: "--blind needs pictures, so it cannot be had with --replay")
        }
    }

    private mutating func set(_ name: String, _ value: String) throws {
        switch name {
        case "--marked": marking = try Self.checked(Marking(rawValue: value), name, value)
        case "--blind": blindness = try Self.checked(.init(rawValue: value), name, value)
        case "--model": model = value
        case "--seed": seed = try Self.checked(UInt64(value), name, value)
        case "--days": days = try Self.checked(Int(value), name, value)
        case "--first": first = try Self.checked(Int(value), name, value)
        case "--count": count = try Self.checked(Int(value), name, value)
        case "--falls": falls = try Self.checked(Int(value), name, value)
        case "--from": part.from = try Self.checked(Double(value), name, value)
        case "--until": part.until = try Self.checked(Double(value), name, value)
        case "--room": room = try Self.checked(DayRoom(rawValue: value), name, value)
        case "--place": place = try Self.checked(CameraPlace(rawValue: value), name, value)
        case "--light": light = try Self.checked(Lighting(rawValue: value), name, value)
        case "--kind": kind = value
        case "--only": only = value
        case "--record": record = value
        case "--replay": replay = value
        case "--draw": drawing = FrameDrawing(folder: value)
        case "--height":
            height = try Self.checked(Int(value).flatMap { (48...1080).contains($0) ? $0 : nil }, name, value)
        case "--width":
            width = try Self.checked(Int(value).flatMap { (48...1920).contains($0) ? $0 : nil }, name, value)
        case "--rate":
            framesPerSecond = try Self.checked(Int(value).flatMap { (1...30).contains($0) ? $0 : nil }, name, value)
        default: throw Fault(description: "\(name) is not known")
        }
    }

    /// Whether a kind was asked for.
    func wants(_ name: String) -> Bool { kind.map { $0 == name } ?? true }

    /// The size in which frames are drawn.
    func frameSize() throws -> FrameSize {
        try FrameSize(width: width ?? (height * 16 / 9 + 1) / 2 * 2, height: height)
    }

    private static func checked<Value>(_ value: Value?, _ name: String, _ text: String) throws -> Value {
        guard let value else { throw Fault(description: "\(name) cannot be \(text)") }
        return value
    }
}
