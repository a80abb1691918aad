import Foundation
import FrameAnalysis
import HouseholdScenes
import MonitoringModel

/// What the joints of recorded scenes look like in each posture, as lines of numbers: `scripts/train-posture` learns from it.
struct PostureTable {
    /// How far the middle of somebody's joints may be from that of the true ones, in the true body's longer side.
    static let farthest = 0.35

    var run: SceneRun
    var options: Options

    /// Returns a line for each sighting of somebody whose true posture is known.
    func lines(from folder: String) throws -> [String] {
        let size = try options.frameSize()
        let record = try JointRecord(contentsOf: run.path(in: folder))
        let replay = JointReplay(settings: try run.settings(), width: size.width, height: size.height)
        return record.pictures.flatMap { picture in
            let truth = run.scene.groundTruth(at: .milliseconds(picture.at), size: size)
            return picture.people.compactMap(\.seen).filter { !$0.isAssumed }
                .compactMap { person -> String? in
                    guard let posture = truth.posture(of: person), let features = person.postureFeatures else {
                        return nil
                    }
                    let numbers = features.map { String(format: "%.3f", $0) }
                    let head = [
                        run.kind, run.place.rawValue, run.light.rawValue, "\(run.seed)", posture,
                        replay.posture(of: person).rawValue,
                    ]
                    return (head + numbers).joined(separator: ",")
                }
        }
    }
}

extension GroundTruth {
    /// The posture of whoever is where somebody was seen; `nil` if nobody is, or if two people may be meant.
    fileprivate func posture(of seen: SeenPerson) -> String? {
        let points = seen.joints.filter { $0.score > 0.1 }
        guard !points.isEmpty else { return nil }
        let x = points.reduce(0) { $0 + $1.x } / Double(points.count)
        let y = points.reduce(0) { $0 + $1.y } / Double(points.count)
        let near = persons.filter { person in
            let joints = zip(person.joints, seen.joints).filter { $0.1.score > 0.1 }.map(\.0)
            let middle = (
                x: joints.reduce(0) { $0 + $1.x } / Double(joints.count),
                y: joints.reduce(0) { $0 + $1.y } / Double(joints.count)
            )
            let side = Double(max(person.box.right - person.box.left, person.box.bottom - person.box.top, 1))
            let (dx, dy) = (middle.x - x, middle.y - y)
            return (dx * dx + dy * dy).squareRoot() <= PostureTable.farthest * side
        }
        return near.count == 1 ? near.first?.posture.rawValue : nil
    }
}
