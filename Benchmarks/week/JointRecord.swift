import Foundation
import FrameAnalysis
import MonitoringModel

/// The joints of one scene or day, as the network saw them: a JSON line for each picture that it looked at.
struct JointRecord {
    /// One picture.
    struct Picture: Codable {
        /// Milliseconds from the start.
        var at: Int64
        var people: [Person]
    }

    /// Somebody in it.
    struct Person: Codable {
        var track: Int
        var score: Double
        /// For each joint x, y in pixels, and the score.
        var joints: [Double]
        /// Whether the person was not seen but must have been still there; absent is `false`.
        var isAssumed: Bool?
    }

    private static let decimals = (places: 10.0, scores: 1_000.0)

    var pictures: [Picture] = []

    /// Starts empty.
    init() {}

    /// Reads a file.
    init(contentsOf path: String) throws {
        let decoder = JSONDecoder()
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        pictures = try data.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Picture.self, from: $0) }
    }

    /// Writes a file, and the folder that it is in.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        var data = Data()
        for picture in pictures {
            data += try encoder.encode(picture)
            data.append(UInt8(ascii: "\n"))
        }
        let place = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try data.write(to: place)
    }

    /// Takes what was seen in a frame, if the network looked at it.
    mutating func add(_ frame: AnalyzedFrame, at milliseconds: Int64) {
        guard frame.usedNetwork else { return }
        func rounded(_ value: Double, _ factor: Double) -> Double { (value * factor).rounded() / factor }
        let people = frame.people
            .map { person in
                Person(
                    track: person.track,
                    score: rounded(person.score, Self.decimals.scores),
                    joints: person.joints.flatMap {
                        [
                            rounded($0.x, Self.decimals.places), rounded($0.y, Self.decimals.places),
                            rounded($0.score, Self.decimals.scores),
                        ]
                    },
                    isAssumed: person.isAssumed ? true : nil
                )
            }
        pictures.append(Picture(at: milliseconds, people: people))
    }

    /// What the rule as it is concludes from them.
    func replay(_ settings: CameraSettings, width: Int, height: Int) -> [(kind: Observation.Kind, second: Double)] {
        var replay = JointReplay(settings: settings, width: width, height: height)
        return pictures.flatMap { picture in
            let now = Instant(millisecondsSinceEpoch: picture.at)
            return replay.see(picture.people.compactMap(\.seen), at: now).filter { !$0.hasOthersDown }
                .map { ($0.kind, Double(picture.at) / 1_000) }
        }
    }
}

extension JointRecord.Person {
    /// The person as the analysis reports somebody; `nil` if joints are missing.
    var seen: SeenPerson? {
        SeenPerson(
            track: track,
            score: score,
            joints: stride(from: 0, to: joints.count - 2, by: 3)
                .map { SeenPerson.Joint(x: joints[$0], y: joints[$0 + 1], score: joints[$0 + 2]) },
            isAssumed: isAssumed ?? false
        )
    }
}
