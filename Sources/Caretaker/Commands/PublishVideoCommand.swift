import ArgumentParser
import Foundation
import FrameAnalysis
import Ingest
import Logging
import MQTTClient
import MonitoringModel
import NIOCore

/// `caretaker publish-video`: plays a video file into a camera's topic, as the camera would send it.
struct PublishVideoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish-video",
        abstract: "Play a video file into a camera's topic.",
        discussion: """
            Examples:
              caretaker publish-video fall.mp4 --camera bedroom
              caretaker publish-video day.mp4 --camera hall --fps 5 --loop --broker mqtt://192.0.2.7
            """
    )

    @Argument(help: "The video file.")
    var file: String

    @Option(help: "The camera whose frames these are.")
    var camera: String

    @Option(help: "Frames sent each second, 1 to 30.")
    var fps: Double = 10

    @Option(help: "The part of the picture that is sent: x,y,width,height.")
    var crop: CropArgument?

    @Flag(help: "Begin again at the end, until stopped.")
    var loop = false

    @Option(help: "The broker.")
    var broker = "mqtt://127.0.0.1:1883"

    func validate() throws {
        guard (1...30).contains(fps) else { throw ValidationError("--fps must be from 1 to 30.") }
        guard CameraID(camera) != nil else {
            throw ValidationError("--camera must be 1 to 128 letters, digits and any of -_.:@")
        }
    }

    func run() async throws {
        guard let camera = CameraID(camera) else { return }
        let options = FootageOptions(framesPerSecond: fps, crop: crop?.rectangle)
        // A file that cannot be read is told before anything is connected.
        _ = try FootagePlayer(path: file, options: options)
        let client = try makeClient()
        let publisher = FramePublisher(client: client, topic: try TopicName(FrameTopic.topic(of: camera)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            repeat {
                let player = try FootagePlayer(path: file, options: options)
                try await publisher.play { () throws(FrameAnalysisError) in try player.next() }
            } while loop
            group.cancelAll()
        }
        Announcement.line("\(file): \(publisher.count) frames sent to \(publisher.topic)")
    }

    private func makeClient() throws -> MQTTClient {
        var configuration = MQTTConfiguration(
            server: try MQTTServerURL(broker),
            clientIdentifier: "caretaker-video-\(ProcessInfo.processInfo.processIdentifier)"
        )
        configuration.reconnect.givesUpWhenRefused = true
        configuration.reconnect.maximumFailures = 3
        var logger = Logger(label: "publish-video")
        logger.logLevel = .error
        return try MQTTClient(configuration: configuration, logger: logger)
    }
}
