import Testing

@testable import FrameAnalysis

@Suite("Pictures out of a stream of bytes")
struct SplitterTests {
    private func ppm(_ width: Int, _ height: Int, _ value: UInt8) -> [UInt8] {
        Array("P6\n\(width) \(height)\n255\n".utf8) + [UInt8](repeating: value, count: width * height * 3)
    }

    private func pieces(_ bytes: [UInt8], _ size: Int) -> [ArraySlice<UInt8>] {
        stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
    }

    @Test("Decoded pictures come whole however they are cut", arguments: [1, 7, 64, 100_000])
    func ppmComesWhole(size: Int) throws {
        var splitter = PPMSplitter()
        var values: [UInt8] = []
        for piece in pieces(ppm(4, 3, 1) + ppm(20, 2, 2) + ppm(1, 1, 3), size) {
            splitter.append(piece)
            while let picture = try splitter.next() {
                #expect(picture.pixels.count == picture.width * picture.height * 3)
                values.append(picture.pixels[0])
            }
        }
        #expect(values == [1, 2, 3])
    }

    @Test(
        "What is no decoded picture is refused",
        arguments: ["P5\n1 1\n255\n", "P6\n0 4\n255\n", "P6\n99999 4\n255\n", "P6\n4 4\n65535\n", "P6\n-4 4\n255\n"]
    )
    func damagedPPMIsRefused(text: String) {
        var splitter = PPMSplitter()
        splitter.append(Array(text.utf8) + [UInt8](repeating: 65, count: 40))
        #expect(throws: FrameAnalysisError.self) { _ = try splitter.next() }
    }

    @Test("JPEG pictures are found between anything, with small ones inside", arguments: [1, 13, 4_096])
    func jpegsAreFound(size: Int) {
        let inner = SamplePictures.greyJPEG
        let comment: [UInt8] = [0xFF, 0xFE, UInt8((inner.count + 2) >> 8), UInt8((inner.count + 2) & 255)] + inner
        let nested: [UInt8] = Array(SamplePictures.cmykJPEG.prefix(2)) + comment + SamplePictures.cmykJPEG.dropFirst(2)
        let pictures: [[UInt8]] = [
            SamplePictures.greyJPEG, nested, SamplePictures.progressiveJPEG, SamplePictures.jpegWithExif,
        ]
        let boundary = Array("--next\r\nContent-Type: image/jpeg\r\n\r\n".utf8)
        var stream: [UInt8] = []
        for picture in pictures { stream += boundary + picture + [13, 10, 0xFF] }
        var splitter = JPEGSplitter()
        var found: [[UInt8]] = []
        for piece in pieces(stream, size) {
            splitter.append(piece)
            while let picture = splitter.next() { found.append(picture) }
        }
        #expect(found == pictures)
        #expect(splitter.skipped == 0)
    }

    @Test("Random bytes neither crash nor pile up, and a picture behind them is found")
    func randomBytesAreSurvived() {
        var random = SeededRandom(5)
        for _ in 0..<50 {
            var splitter = JPEGSplitter()
            for _ in 0..<20 {
                var noise = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
                if Bool.random(using: &random) { noise += [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0] }
                splitter.append(noise)
                while splitter.next() != nil {}
            }
            var last: [UInt8]?
            for _ in 0..<400 {
                splitter.append(SamplePictures.greyJPEG)
                while let picture = splitter.next() { last = picture }
            }
            #expect(last == SamplePictures.greyJPEG)
        }
    }

    @Test("A picture without end is passed over once it is too long")
    func endlessPicturesArePassedOver() {
        var splitter = JPEGSplitter()
        let start: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2]
        splitter.append(start)
        for _ in 0..<20 {
            splitter.append([UInt8](repeating: 1, count: 1 << 20))
            #expect(splitter.next() == nil)
        }
        #expect(splitter.skipped == 1)
        splitter.append(SamplePictures.greyJPEG)
        #expect(splitter.next() == SamplePictures.greyJPEG)
    }

    @Test("Pauses grow from one second to a minute, differ, and start anew once pictures have come for a while")
    func pausesGrow() {
        var pause = ReconnectPause()
        let pauses = (0..<9).map { _ in pause.next(0.999_999) }
        #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(pauses.allSatisfy { ReconnectPause.range.contains($0) })
        #expect(pauses[8] > .seconds(59))
        #expect(pause.next(0) == .seconds(30))
        pause.noteStreaming(.seconds(1))
        #expect(pause.next(0) == .seconds(30))
        pause.noteStreaming(.seconds(31))
        #expect(pause.next(0) == .seconds(1))
    }
}
