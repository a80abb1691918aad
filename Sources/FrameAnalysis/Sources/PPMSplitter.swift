/// Cuts what a decoder writes into pictures: binary PPM (`P6`, 8 bits a channel), one behind the other.
///
/// Source: the Netpbm format description, without comments, which ffmpeg does not write. Holds at most one
/// picture of ``ImageHeader/largestSide`` a side.
struct PPMSplitter {
    /// The longest header: `P6`, width, height, `255` and what lies between.
    static let maximumHeader = 32

    private var buffer: [UInt8] = []
    private var start = 0

    /// Creates a splitter that holds nothing.
    init() {}

    /// Adds what was read.
    mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Returns the next whole picture's red, green and blue bytes, or `nil` if more must be read first.
    ///
    /// - Throws: ``FrameAnalysisError`` if there is no such picture; nothing after it can be read.
    mutating func next() throws(FrameAnalysisError) -> (pixels: [UInt8], width: Int, height: Int)? {
        guard let header = try header() else { return nil }
        let count = header.width * header.height * 3
        guard buffer.count - header.end >= count else {
            buffer.reserveCapacity(header.end + count)
            return nil
        }
        start = header.end + count
        return (Array(buffer[header.end..<start]), header.width, header.height)
    }

    private func header() throws(FrameAnalysisError) -> (width: Int, height: Int, end: Int)? {
        var position = start
        guard let magic = word(&position) else { return try shortHeader() }
        guard magic.elementsEqual("P6".utf8) else { throw Self.damaged("it does not begin with P6") }
        guard let width = word(&position), let height = word(&position), let maximum = word(&position) else {
            return try shortHeader()
        }
        guard let width = Self.number(width), let height = Self.number(height), Self.number(maximum) == 255 else {
            throw Self.damaged("its header has no size")
        }
        let permitted = 1...ImageHeader.largestSide
        guard permitted.contains(width), permitted.contains(height) else {
            throw .unsuitableSize(width: width, height: height)
        }
        return (width, height, position)
    }

    private func shortHeader() throws(FrameAnalysisError) -> (width: Int, height: Int, end: Int)? {
        guard buffer.count - start < Self.maximumHeader else { throw Self.damaged("its header does not end") }
        return nil
    }

    /// The bytes up to the next white space, which is passed over.
    private func word(_ position: inout Int) -> ArraySlice<UInt8>? {
        let rest = buffer[position...].prefix(Self.maximumHeader)
        guard let end = rest.firstIndex(where: { $0 == 0x20 || $0 == 0x0A }) else { return nil }
        defer { position = end + 1 }
        return buffer[position..<end]
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...5).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func damaged(_ reason: String) -> FrameAnalysisError {
        .damagedPicture(format: "PPM", reason: reason)
    }
}
