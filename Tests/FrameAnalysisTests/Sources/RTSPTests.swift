import Foundation
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("Cameras pulled over RTSP", .serialized)
struct RTSPTests {
    private func source(_ port: Int, path: String = "live", password: TemporaryFile? = nil) -> CameraSource {
        let url = "rtsp://127.0.0.1:\(port)/\(path)"
        return .rtsp(StreamAddress(url: url, user: password == nil ? nil : "ann", passwordFile: password?.path))
    }

    @Test("Pictures of H.264 and H.265 streams come decoded and in their size", arguments: ["h264", "h265"])
    func streamsAreDecoded(codec: String) async throws {
        let server = try #require(try TestServer.rtsp(codec), "the RTSP server's Debian packages are missing")
        let probe = FeedProbe()
        try await probe.run(source(server.port), framesPerSecond: 10) {
            try await probe.wait("no pictures come") { probe.count >= 5 }
            #expect(probe.state == .streaming)
        }
        guard case .picture(let picture) = probe.last else { throw TestFailure("not decoded") }
        #expect(picture.width == 320 && picture.height == 240)
    }

    @Test("A password opens the stream and shows in no process's arguments")
    func passwordsStayHidden() async throws {
        let secret = "sesam'%\"\\ 1"
        let server = try #require(try TestServer.rtsp("h264", password: secret))
        let file = try TemporaryFile(Array((secret + "\n").utf8))
        let probe = FeedProbe()
        try await probe.run(source(server.port, password: file)) {
            try await probe.wait("no pictures come") { probe.count >= 2 }
            let arguments = try Self.argumentsOfAllProcesses().filter { $0.contains("ffmpeg") }
            #expect(!arguments.isEmpty)
            #expect(!arguments.contains { $0.contains("sesam") })
        }
    }

    @Test("A wrong password is told as such, without telling it")
    func wrongPasswordsAreTold() async throws {
        let server = try #require(try TestServer.rtsp("h264", password: "sesam"))
        let file = try TemporaryFile(Array("guess".utf8))
        let probe = FeedProbe()
        try await probe.run(source(server.port, password: file)) {
            try await probe.wait("no failure is told") { probe.reason != nil }
        }
        let reason = try #require(probe.reason)
        #expect(reason.contains("password is wrong"))
        #expect(reason.contains("rtsp://127.0.0.1:\(server.port)/live"))
        #expect(!reason.contains("guess"))
    }

    @Test("When the server comes back, so do the pictures")
    func restartsAreSurvived() async throws {
        let first = try #require(try TestServer.rtsp("h264"))
        let probe = FeedProbe()
        try await probe.run(source(first.port)) {
            try await probe.wait("no pictures come") { probe.count >= 2 }
            first.stop()
            try await probe.wait("no failure is told") { probe.reason != nil }
            let second = try #require(try TestServer.rtsp("h264", port: first.port))
            let before = probe.count
            try await probe.wait("no pictures come again") { probe.count > before && probe.state == .streaming }
            second.stop()
        }
    }

    @Test("What is wrong is told: no such stream, no video, nothing there, no host, no address")
    func faultsAreTold() async throws {
        let server = try #require(try TestServer.rtsp("h264"))
        let mute = try #require(try TestServer.rtsp("audio"))
        let cases: [(CameraSource, String)] = [
            (source(server.port, path: "nothing"), "no such stream"),
            (source(mute.port), "no video"),
            (source(1), "nothing listens"),
            (.rtsp(StreamAddress(url: "rtsp://camera.invalid/live")), "no such host"),
            (.rtsp(StreamAddress(url: "file:///etc/passwd")), "not valid"),
            (.rtsp(StreamAddress(url: "rtsp://a'\nfile '/etc/passwd")), "not valid"),
        ]
        for (source, expected) in cases {
            let probe = FeedProbe()
            try await probe.run(source) { try await probe.wait("no failure is told") { probe.reason != nil } }
            #expect(try #require(probe.reason).contains(expected))
            #expect(probe.count == 0)
        }
    }

    @Test("A server that accepts and then says nothing is given up")
    func hangingServersAreGivenUp() async throws {
        let server = try HeldPort(acceptsConnections: true)
        let probe = FeedProbe()
        try await probe.run(source(server.number)) {
            try await probe.wait("no failure is told") { probe.reason != nil }
        }
        #expect(try #require(probe.reason).contains("rtsp://127.0.0.1:\(server.number)"))
    }

    @Test("The program ends with the feed")
    func programsEnd() async throws {
        let server = try #require(try TestServer.rtsp("h264"))
        let probe = FeedProbe()
        try await probe.run(source(server.port)) { try await probe.wait("no pictures come") { probe.count >= 1 } }
        #expect(try Self.children(named: "ffmpeg").isEmpty)
    }

    /// The arguments of every process, as anybody on the machine can read them.
    static func argumentsOfAllProcesses() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
        // A process may end while the list is read.
        return names.compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The children of this process with a name, zombies too.
    static func children(named name: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
        return names.filter { id in
            let status = FileManager.default.contents(atPath: "/proc/\(id)/stat")
                .map { String(decoding: $0, as: UTF8.self) }
            guard let fields = status?.split(separator: " "), fields.count > 3 else { return false }
            return fields[1] == "(\(name))" && Int(fields[3]) == Int(getpid())
        }
    }
}
