import Foundation
import FrameAnalysis
import MonitoringModel

/// A file that gets the joints of everybody in every frame, one JSON line for each person and frame.
struct PoseTraceFile {
    private let handle: FileHandle

    /// Creates the file, in place of one of the same name.
    ///
    /// - Throws: ``StartFailure`` if it cannot be written.
    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw StartFailure("The file \(path) cannot be written: check the folder and its permissions.") }
        self.handle = handle
    }

    /// Writes the people of a frame.
    ///
    /// - Throws: The error of the file system.
    func write(_ people: [SeenPerson], of file: String, at seconds: Double) throws {
        for person in people {
            let joints = person.joints.map { joint in
                JSONValue.array([.number(joint.x), .number(joint.y), .number(joint.score)])
            }
            let line = JSONValue(object: [
                "file": .string(file), "kind": .string("pose"), "time_s": .number(seconds),
                "track": .integer(Int64(person.track)), "posture": .string(person.posture.rawValue),
                "score": .number(person.score), "assumed": .bool(person.isAssumed), "joints": .array(joints),
            ])
            try handle.write(contentsOf: Data("\(line)\n".utf8))
        }
    }
}
