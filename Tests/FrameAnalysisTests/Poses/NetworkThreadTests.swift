import Foundation
import Synchronization
import Testing

@testable import FrameAnalysis

@Suite("The thread of the network")
struct NetworkThreadTests {
    private static let modelPath = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Models/movenet.tflite").path

    /// The cores on which a thread may run; `nil` if it is gone.
    private static func cores(_ path: String) -> String? {
        let status = try? String(contentsOfFile: path, encoding: .utf8)
        return status?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }.map(String.init)
    }

    @Test(
        "Looking at pictures does not bind the thread to a core, where it would wait for whatever else runs there",
        .enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1, "this machine has one core")
    )
    func threadsStayFree() throws {
        let all = try #require(Self.cores("/proc/self/status"))
        let pixels = [UInt8](repeating: 90, count: 320 * 180 * 3)
        let picture = try #require(Picture.rgb(pixels, width: 320, height: 180))
        let whole = PixelRectangle(x: 0, y: 0, width: 320, height: 180)
        let looks = Mutex(0)
        let place = Mutex("")
        let failure = Mutex<(any Error)?>(nil)
        // A thread of its own: the threads of tasks may all be busy with other tests.
        let thread = Thread {
            let estimator = MoveNetEstimator(path: Self.modelPath)
            do {
                let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")
                place.withLock { $0 = "/proc/" + link + "/status" }
                for _ in 0..<20 {
                    _ = try estimator.estimate(picture, region: whole, quarterTurns: 0)
                    looks.withLock { $0 += 1 }
                }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        thread.start()
        var bound: Set<String> = []
        while looks.withLock({ $0 < 20 }), failure.withLock({ $0 == nil }) {
            // While the model is compiled, with the first look, the thread is bound for moments.
            if looks.withLock({ $0 > 0 }), let cores = Self.cores(place.withLock { $0 }), cores != all {
                bound.insert(cores)
            }
            usleep(2_000)
        }
        try failure.withLock { if let error = $0 { throw error } }
        #expect(bound.isEmpty)
    }
}
