import Foundation
import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Cameras pulled over HTTP, from files and from devices", .serialized)
struct PullTests {
    private func address(_ port: Int, _ path: String, password: TemporaryFile? = nil) -> StreamAddress {
        let url = "http://127.0.0.1:\(port)/\(path)"
        return StreamAddress(url: url, user: password == nil ? nil : "ann", passwordFile: password?.path)
    }

    @Test("A multipart stream and single pictures come just as the camera sent them", arguments: [true, false])
    func picturesComeUnchanged(isStream: Bool) async throws {
        let picture = try FeedProbe.jpeg()
        let file = try TemporaryFile(picture)
        let password = try TemporaryFile(Array("se\"s\\am\n".utf8))
        let server = try #require(try TestServer.http(file.path, password: "se\"s\\am"))
        let probe = FeedProbe()
        let address = address(server.port, isStream ? "stream" : "snapshot", password: password)
        try await probe.run(isStream ? .mjpeg(address) : .snapshots(address)) {
            try await probe.wait("no pictures come") { probe.count >= 4 }
            #expect(try !RTSPTests.argumentsOfAllProcesses().contains { $0.contains("curl") && $0.contains("am\"") })
        }
        guard case .encoded(let bytes) = probe.last else { throw TestFailure("decoded") }
        #expect(bytes == picture)
        #expect(try RTSPTests.children(named: "curl").isEmpty)
    }

    @Test("What is wrong is told: password, path, no pictures, nothing there, no address")
    func faultsAreTold() async throws {
        let file = try TemporaryFile(try FeedProbe.jpeg())
        let wrong = try TemporaryFile(Array("guess".utf8))
        let server = try #require(try TestServer.http(file.path, password: "sesam"))
        let open = try #require(try TestServer.http(file.path))
        let cases: [(CameraSource, String)] = [
            (.mjpeg(address(server.port, "stream", password: wrong)), "password is wrong"),
            (.snapshots(address(server.port, "snapshot")), "password is wrong"),
            (.mjpeg(address(open.port, "nothing")), "no such stream"),
            (.mjpeg(address(open.port, "text")), "the stream ended"),
            (.snapshots(address(1, "snapshot")), "nothing listens"),
            (.snapshots(StreamAddress(url: "file:///etc/passwd")), "not valid"),
            (.mjpeg(StreamAddress(url: "http://a/", user: "ann", passwordFile: "/nowhere/at/all")), "cannot be read"),
        ]
        for (source, expected) in cases {
            let probe = FeedProbe()
            try await probe.run(source) { try await probe.wait("no failure is told") { probe.reason != nil } }
            #expect(try #require(probe.reason).contains(expected))
            #expect(probe.count == 0)
        }
    }

    @Test("When the HTTP server comes back, so do the pictures")
    func restartsAreSurvived() async throws {
        let file = try TemporaryFile(try FeedProbe.jpeg())
        let first = try #require(try TestServer.http(file.path))
        let probe = FeedProbe()
        try await probe.run(.mjpeg(address(first.port, "stream"))) {
            try await probe.wait("no pictures come") { probe.count >= 2 }
            first.stop()
            try await probe.wait("no failure is told") { probe.reason != nil }
            let second = try #require(try TestServer.http(file.path, port: first.port))
            try await probe.wait("no pictures come again") { probe.state == .streaming }
            second.stop()
        }
    }

    @Test("Missing devices, files and folders, and files that are no video, are told")
    func missingThingsAreTold() async throws {
        let text = try TemporaryFile(Array("no video".utf8), ending: ".mp4")
        let cases: [(CameraSource, String)] = [
            (.device(path: "/dev/video97"), "there is no such file or device"),
            (.device(path: "/dev/null"), "it is no camera"),
            (.file(path: "/nowhere/film.mp4", repeats: true), "there is no such file"),
            (.file(path: text.path, repeats: false), "no video that can be read"),
            (.folder(path: "/nowhere/pictures"), "the folder cannot be read"),
        ]
        for (source, expected) in cases {
            let probe = FeedProbe()
            try await probe.run(source) { try await probe.wait("no failure is told") { probe.reason != nil } }
            #expect(try #require(probe.reason).contains(expected))
        }
    }

    @Test("A video file is played to its end, or again and again", arguments: [false, true])
    func filesArePlayed(repeats: Bool) async throws {
        let folder = try PictureFolder()
        let path = folder.path + "/it's a film.mp4"
        let maker = Process()
        maker.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        let drawing = "testsrc=duration=1:size=2048x1024:rate=10"
        maker.arguments = ["-v", "error", "-nostdin", "-f", "lavfi", "-i", drawing, "-c:v", "mpeg4", path]
        try maker.run()
        maker.waitUntilExit()
        let probe = FeedProbe()
        try await probe.run(.file(path: path, repeats: repeats), framesPerSecond: 10) {
            if repeats {
                try await probe.wait("it is not repeated") { probe.count > 12 }
            } else {
                try await probe.wait("it does not end") { probe.state == .ended }
                #expect((8...10).contains(probe.count))
            }
        }
        guard case .picture(let picture) = probe.last else { throw TestFailure("not decoded") }
        #expect(picture.width == 1_280 && picture.height == 640)
    }

    @Test("A folder's pictures come in the order of their names, and new ones when they are there")
    func foldersArePlayed() async throws {
        let folder = try PictureFolder()
        for name in ["b.jpg", "a.JPEG", ".hidden.jpg", "notes.txt"] { try folder.write(Array(name.utf8), as: name) }
        let probe = FeedProbe()
        try await probe.run(.folder(path: folder.path), framesPerSecond: 30) {
            try await probe.wait("they do not come") { probe.count == 2 }
            guard case .encoded(let last) = probe.last else { throw TestFailure("decoded") }
            #expect(last == Array("b.jpg".utf8))
            try folder.write(Array("c".utf8), as: "c.png")
            try await probe.wait("the new one does not come") { probe.count == 3 }
        }
    }
}
