public import Alerting
public import Foundation
public import NotificationChannels
import RuleEngine
import StreamPipeline

/// Writes what rules select into files below one folder.
///
/// A file is replaced as a whole, or a line is added to it. After a crash between writing and taking note of it, a
/// line may be there twice. Links are not followed.
public struct FileActionChannel: NotificationChannel {
    /// The largest file that lines are added to, in bytes.
    public static let maximumFileSize = 64 << 20
    /// The most folders within each other.
    public static let maximumDepth = 16

    /// The channel's name: `rule-file`.
    public let name = "rule-file"

    private let folder: URL

    /// Creates a channel that writes below a folder, which is made when it is needed.
    public init(folder: URL) {
        self.folder = folder
    }

    /// Writes a file once.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        do {
            let order = try ActionOrder(entry)
            guard case .file(let action) = order.action else {
                return .abandoned(reason: "'\(order.action.name)' is no file")
            }
            let file = try place(of: action.path)
            if action.append {
                try append(order.payload, to: file)
            } else {
                try order.payload.write(to: file, options: .atomic)
            }
            return .delivered(receipt: "written")
        } catch let refusal as Refusal {
            return .abandoned(reason: refusal.reason)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
            return .transient(reason: "the disk is full")
        } catch {
            return .abandoned(reason: String("\(error.localizedDescription)".prefix(200)))
        }
    }

    /// Why a file is not written.
    private struct Refusal: Error {
        var reason: String
    }

    /// Returns where a file lies, with all folders above it made and none of them a link.
    private func place(of path: String) throws -> URL {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...Self.maximumDepth).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count <= 255 && !$0.contains("\0") })
        else { throw Refusal(reason: "'\(path.prefix(80))' is no path below the folder for files") }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var place = folder
        for (number, part) in parts.enumerated() {
            place.append(path: part)
            let isLast = number == parts.count - 1
            // proof: what has no attributes is not there.
            let kind = try? FileManager.default.attributesOfItem(atPath: place.path)[.type] as? FileAttributeType
            switch kind {
            case nil where isLast, .typeRegular? where isLast: continue
            case nil: try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
            case .typeDirectory? where !isLast: continue
            default:
                throw Refusal(reason: "'\(parts[...number].joined(separator: "/"))' is there and is something else")
            }
        }
        return place
    }

    private func append(_ payload: Data, to file: URL) throws {
        if !FileManager.default.fileExists(atPath: file.path) {
            try Data().write(to: file, options: .withoutOverwriting)
        }
        let handle = try FileHandle(forWritingTo: file)
        defer {
            // proof: all that was written is on the disk already, so closing can lose nothing.
            try? handle.close()
        }
        let size = try handle.seekToEnd()
        guard size + UInt64(payload.count) < UInt64(Self.maximumFileSize) else {
            throw Refusal(reason: "the file has \(size) bytes already, \(Self.maximumFileSize) at most: move it away")
        }
        try handle.write(contentsOf: payload + Data([UInt8(ascii: "\n")]))
        try handle.synchronize()
    }
}
