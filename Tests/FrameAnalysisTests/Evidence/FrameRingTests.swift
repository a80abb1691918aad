import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

extension Instant {
    /// So many milliseconds after the epoch.
    static func ms(_ milliseconds: Int) -> Instant { Instant(millisecondsSinceEpoch: Int64(milliseconds)) }
}

/// A frame with so many bytes that are no picture.
private func frame(_ milliseconds: Int, bytes: Int = 10) -> StoredFrame {
    StoredFrame(jpeg: [UInt8](repeating: 1, count: bytes), takenAt: .ms(milliseconds), width: 64, height: 36)
}

@Suite("The frames in memory")
struct FrameRingTests {
    @Test("Frames leave after twenty seconds")
    func span() {
        var ring = FrameRing()
        for second in 0..<100 { ring.add(frame(second * 1_000)) }
        #expect(ring.frames.map(\.takenAt) == (79..<100).map { .ms($0 * 1_000) })
        #expect(ring.bytes == 21 * 10)
    }

    @Test("Frames leave when there are too many bytes, and one that is too large never comes in")
    func bytes() {
        var ring = FrameRing()
        for index in 0..<40 { ring.add(frame(index * 100, bytes: 1 << 20)) }
        #expect(ring.bytes == FrameRing.maximumBytes)
        #expect(ring.frames.last?.takenAt == .ms(3_900))
        ring.add(frame(4_000, bytes: FrameRing.maximumBytes + 1))
        #expect(ring.bytes == FrameRing.maximumBytes)
    }

    @Test("A camera that sends too fast does not fill the memory")
    func count() {
        var ring = FrameRing()
        for index in 0..<2_000 { ring.add(frame(index)) }
        #expect(ring.frames.count == FrameRing.maximumCount)
    }

    @Test("A silent camera's frames are gone well within a minute")
    func silence() {
        var ring = FrameRing()
        for index in 0..<20 {
            ring.add(frame(index * 1_000))
            ring.tick()
        }
        for _ in 0..<29 { ring.tick() }
        #expect(!ring.frames.isEmpty)
        for _ in 0..<2 { ring.tick() }
        #expect(ring.frames.isEmpty)
        #expect(ring.bytes == 0)
    }

    @Test("A clock that jumps back begins anew")
    func backwards() {
        var ring = FrameRing()
        ring.add(frame(5_000))
        ring.add(frame(1_000))
        ring.add(frame(1_000))
        #expect(ring.frames.map(\.takenAt) == [.ms(1_000)])
        #expect(ring.bytes == 10)
    }
}

@Suite("The frames of events")
struct ClipRecorderTests {
    private var ring = FrameRing()
    private var recorder = ClipRecorder(camera: "hall")

    /// Shows frames, one each half second, and returns the clips that are complete.
    private mutating func show(_ milliseconds: Range<Int>) -> [RecordedClip] {
        stride(from: milliseconds.lowerBound, to: milliseconds.upperBound, by: 500)
            .compactMap { time in
                ring.add(frame(time))
                return recorder.add(frame(time))
            }
    }

    @Test("Without an event no frame is kept")
    mutating func nothing() {
        #expect(show(0..<60_000).isEmpty)
        #expect(!recorder.isRecording)
    }

    @Test("A clip goes from five seconds before to ten seconds after")
    mutating func beforeAndAfter() throws {
        _ = show(0..<20_000)
        let name = recorder.record(.fall, since: .ms(18_500), at: .ms(19_500), ring)
        #expect(name.id == "hall-19500-fall.mp4")
        let clips = show(20_000..<40_000)
        let clip = try #require(clips.first)
        #expect(clips.count == 1)
        #expect(clip.id == name.id)
        #expect(clip.trace == "hall-19500-fall.poses.json")
        #expect(clip.frames.first?.takenAt == .ms(13_500))
        #expect(clip.frames.last?.takenAt == .ms(29_500))
        #expect(!recorder.isRecording)
    }

    @Test("An event during another's clip makes that longer, up to a minute in all")
    mutating func overlap() throws {
        _ = show(0..<10_000)
        let first = recorder.record(.fall, since: .ms(9_500), at: .ms(9_500), ring)
        #expect(show(10_000..<19_000).isEmpty)
        #expect(recorder.record(.onFloor, since: .ms(18_500), at: .ms(18_500), ring) == first)
        #expect(show(19_000..<28_000).isEmpty)
        #expect(try #require(show(28_000..<29_500).first).frames.last?.takenAt == .ms(28_500))
        _ = recorder.record(.fall, since: .ms(29_000), at: .ms(29_000), ring)
        var clips: [RecordedClip] = []
        for second in 30..<200 {
            clips += show(second * 1_000..<second * 1_000 + 500)
            recorder.extend(to: .ms(second * 1_000))
        }
        #expect(clips.count == 1)
        let clip = try #require(clips.first)
        let length = try #require(clip.frames.last).takenAt - #require(clip.frames.first).takenAt
        #expect(length <= .seconds(60) && length > .seconds(55))
    }

    @Test("A camera that falls silent ends its clip with what there is")
    mutating func silence() throws {
        _ = show(0..<5_000)
        _ = recorder.record(.fall, since: .ms(4_500), at: .ms(4_500), ring)
        let ended = (0..<30).compactMap { _ in recorder.tick() }
        #expect(ended.map(\.frames.count) == [10])
    }

    @Test("A clip ends when its frames are too many bytes")
    mutating func bytes() throws {
        ring.add(frame(0))
        _ = recorder.record(.fall, since: .ms(0), at: .ms(0), ring)
        var clip: RecordedClip?
        var index = 0
        while clip == nil, index < 100 {
            index += 1
            clip = recorder.add(frame(index * 100, bytes: 1 << 20))
        }
        let size = try #require(clip).frames.reduce(0) { $0 + $1.jpeg.count }
        #expect(size <= ClipRecorder.maximumBytes)
        #expect(size > ClipRecorder.maximumBytes / 2)
    }
}

extension JSONValue {
    /// The elements of an array.
    fileprivate var list: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }
}

@Suite("The trace of joints")
struct PoseTraceTests {
    private func clip(frames: Int, people: Int) -> RecordedClip {
        let pose = StickFigure.standing(x: 60, feet: 320)
        let stored = (0..<frames)
            .map { index in
                StoredFrame(
                    jpeg: [],
                    takenAt: .ms(1_000 + index * 100),
                    width: 640,
                    height: 360,
                    people: (0..<people).map { StoredFrame.Person(track: $0, pose: pose, posture: .upright) }
                )
            }
        return RecordedClip(id: "a-1-fall.mp4", trace: "a-1-fall.poses.json", camera: "a", frames: stored)
    }

    @Test("A trace tells joints, tracks and postures by the time from the clip's start")
    func content() throws {
        let trace = try JSONParser.parse(PoseTrace.json(of: clip(frames: 3, people: 1)))
        let frames = try #require(trace["frames"]?.list)
        #expect(frames.count == 3)
        #expect(frames[2]["ms"] == .integer(200))
        let person = try #require(frames[0]["people"]?.list?.first)
        #expect(person["posture"] == .string("upright"))
        #expect(person["joints"]?.list?.count == PoseTrace.joints.count)
        #expect(person["joints"]?.list?[15] == JSONValue.array([.integer(52), .integer(320), .integer(60)]))
    }

    @Test("A trace of a long clip with many people stays small")
    func bounded() {
        #expect(PoseTrace.json(of: clip(frames: 1_800, people: 9)).count < 1 << 20)
    }

    @Test("A frame in which nobody was looked for is left out, and so is every nonsense number")
    func nonsense() throws {
        var clip = clip(frames: 1, people: 1).frames
        clip[0].people?[0].pose.keypoints[0] = Keypoint(x: .nan, y: .infinity, score: -.infinity)
        clip.append(StoredFrame(jpeg: [], takenAt: .ms(9_000), width: 640, height: 360, people: nil))
        let trace = PoseTrace.json(
            of: RecordedClip(id: "a-1-fall.mp4", trace: "a-1-fall.poses.json", camera: "a", frames: clip)
        )
        #expect(try JSONParser.parse(trace)["frames"]?.list?.count == 1)
    }
}
