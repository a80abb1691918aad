import Foundation
import Logging
import MonitoringModel
import MonitoringTestKit
import ServiceLifecycle
import Subprocess
import Synchronization
import Testing

@testable import FrameAnalysis

/// Remembers what was stored and what was given up.
final class MemoryEvidence: EvidenceSink {
    private let state = Mutex((items: [EvidenceItem](), abandoned: [EvidenceID]()))

    var items: [EvidenceItem] { state.withLock(\.items) }
    var abandoned: [EvidenceID] { state.withLock(\.abandoned) }

    func store(_ item: EvidenceItem) async throws { state.withLock { $0.items.append(item) } }
    func abandon(_ id: EvidenceID, because reason: String) async { state.withLock { $0.abandoned.append(id) } }
}

/// A folder that is removed in the end.
struct FilmFolder: ~Copyable {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Waits for something, half a minute at most.
private func eventually(_ isTrue: () -> Bool) async throws {
    for _ in 0..<600 where !isTrue() { try await Task.sleep(for: .milliseconds(50)) }
    #expect(isTrue())
}

/// What ffprobe says about a film.
private func probe(_ path: String) async throws -> [String: String] {
    let entries = "stream=codec_name,pix_fmt,width,height,nb_read_frames,avg_frame_rate:format=duration"
    let result = try await run(
        .name("ffprobe"),
        arguments: ["-v", "error", "-count_frames", "-show_entries", entries, "-of", "default=nw=1", path],
        output: .string(limit: 10_000)
    )
    let lines = result.standardOutput.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
    return Dictionary(lines.compactMap { $0.count == 2 ? ("\($0[0])", "\($0[1])") : nil }) { first, _ in first }
}

@Suite("Films of events")
struct FilmTests {
    /// Frames of a size, five a second, whose grey rises; the right half may be black.
    private func clip(_ count: Int, width: Int = 321, height: Int = 181) throws -> RecordedClip {
        let frames = try (0..<count)
            .map { index in
                let level = UInt8(40 + index * 4)
                let pixels = [UInt8](repeating: level, count: width * height * 3)
                let picture = try #require(Picture.rgb(pixels, width: width, height: height))
                let jpeg = try #require(picture.jpeg(quality: 90))
                return StoredFrame(jpeg: jpeg, takenAt: .ms(index * 200), width: width, height: height)
            }
        return RecordedClip(id: "c-0-fall.mp4", trace: "c-0-fall.poses.json", camera: "c", frames: frames)
    }

    private func withWriter(
        searchPath: String? = nil,
        _ body: (ClipWriter, MemoryEvidence) async throws -> Void
    ) async throws {
        let folder = try FilmFolder()
        let sink = MemoryEvidence()
        let writer = ClipWriter(
            sink: sink,
            workFolder: folder.path + "/films",
            searchPath: searchPath,
            logger: Logger(label: "test")
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            try await body(writer, sink)
            group.cancelAll()
            try await group.waitForAll()
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/films")
        #expect(left.isEmpty)
    }

    @Test("A clip becomes a film that browsers play, as long as the event was, and its frames can be decoded")
    func film() async throws {
        let clip = try clip(40)
        try await withWriter { writer, sink in
            writer.submit(clip)
            try await eventually { sink.items.count == 2 }
            #expect(sink.items.map(\.kind) == [.trace, .clip])
            let film = try #require(sink.items.last)
            #expect(film.id == clip.id)
            let folder = try FilmFolder()
            let path = folder.path + "/film.mp4"
            try Data(film.bytes).write(to: URL(fileURLWithPath: path))
            let facts = try await probe(path)
            #expect(facts["codec_name"] == "h264")
            #expect(facts["pix_fmt"] == "yuv420p")
            #expect(facts["width"] == "320" && facts["height"] == "180")
            #expect(facts["nb_read_frames"] == "40")
            #expect(facts["duration"].flatMap(Double.init) == 8)
            // The index stands before the pictures, so that a browser need not load all first.
            let index = try #require(Data(film.bytes).firstRange(of: Data("moov".utf8)))
            let pictures = try #require(Data(film.bytes).firstRange(of: Data("mdat".utf8)))
            #expect(index.lowerBound < pictures.lowerBound)
            let reader = try FootageReader(path: path)
            let first = try #require(reader.next(notBefore: 0)).picture.levels(x: 100, y: 100)
            let later = try #require(reader.next(notBefore: 7_000)).picture.levels(x: 100, y: 100)
            #expect(first.allSatisfy { (36...44).contains($0) })
            #expect(later.allSatisfy { (176...186).contains($0) })
            #expect(writer.status.written == 1)
            #expect(writer.status.waiting == 0)
        }
    }

    @Test("Without ffmpeg the film is given up, the reason is told, and the trace is kept")
    func missingProgram() async throws {
        let clip = try clip(3)
        try await withWriter(searchPath: "/nonexistent") { writer, sink in
            writer.submit(clip)
            try await eventually { !sink.abandoned.isEmpty }
            #expect(sink.abandoned == [clip.id])
            #expect(sink.items.map(\.kind) == [.trace])
            #expect(writer.status.failed == 1)
            #expect(writer.status.lastFailure?.contains("ffmpeg is not installed") == true)
        }
    }

    @Test("An ffmpeg that ends at once is a failure that is told, and not our end")
    func failingProgram() async throws {
        let programs = try FilmFolder()
        let script = programs.path + "/ffmpeg"
        try Data("#!/bin/sh\necho no such encoder >&2\nexit 1\n".utf8).write(to: URL(fileURLWithPath: script))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let clip = try clip(30, width: 640, height: 360)
        try await withWriter(searchPath: programs.path) { writer, sink in
            writer.submit(clip)
            try await eventually { !sink.abandoned.isEmpty }
            #expect(writer.status.lastFailure?.contains("no such encoder") == true)
        }
    }

    @Test("Of too many events at once some films are given up and counted")
    func tooMany() throws {
        let writer = ClipWriter(
            sink: MemoryEvidence(),
            workFolder: "/nonexistent/films",
            logger: Logger(label: "test")
        )
        let clip = try clip(1)
        for _ in 0..<10 { writer.submit(clip) }
        #expect(writer.status.waiting == ClipWriter.maximumWaiting)
        #expect(writer.status.dropped == 10 - ClipWriter.maximumWaiting)
    }
}

@Suite("The steps of a film")
struct FrameGridTests {
    /// How often each frame is shown, at so many frames a second.
    private func copies(_ times: [Int], rate: Double) -> [Int] {
        var grid = FrameGrid(rate: rate)
        return times.map { grid.copies(until: .ms($0)) }
    }

    @Test("Even frames are shown once each, late ones twice, crowded ones not at all")
    func copies() {
        #expect(copies([0, 200, 400, 600], rate: 5) == [0, 1, 1, 1])
        #expect(copies([0, 200, 600, 800], rate: 5) == [0, 1, 2, 1])
        #expect(copies([0, 50, 100, 150, 200], rate: 5) == [0, 0, 1, 0, 0])
    }

    @Test("A gap of hours does not make a film of hours, and a clock that jumps back none at all")
    func gaps() {
        #expect(copies([0, 200, 7_200_200, 7_200_400], rate: 5) == [0, 1, 50, 1])
        #expect(copies([5_000, 1_000, 5_200], rate: 5) == [0, 0, 1])
    }

    @Test("The rate follows the frames within what is sensible")
    func rate() {
        func rate(_ step: Int) -> Double { FrameGrid(fitting: (0..<20).map { .ms($0 * step) }).rate }
        #expect(rate(200) == 5)
        #expect(rate(125) == 8)
        #expect(rate(10) == 15)
        #expect(rate(5_000) == 2)
        #expect(FrameGrid(fitting: []).rate == 5)
    }
}
