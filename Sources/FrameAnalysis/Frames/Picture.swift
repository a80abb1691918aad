import CVision

/// A decoded picture in memory: grey, or blue, green and red.
///
/// Owns the pixels behind the C handle; nobody changes them after creation, so it may be shared.
final class Picture: Sendable {
    /// An address that only `init` and `deinit` write.
    private struct Handle: Sendable {
        let bits: UInt
    }

    private let handle: Handle

    /// Takes over a handle.
    init(_ pointer: OpaquePointer) {
        handle = Handle(bits: UInt(bitPattern: pointer))
    }

    deinit {
        cvision_image_destroy(pointer)
    }

    /// The handle, for calls into C; valid as long as the picture lives.
    var pointer: OpaquePointer? { OpaquePointer(bitPattern: handle.bits) }
    /// Pixels from left to right.
    var width: Int { Int(cvision_image_width(pointer)) }
    /// Pixels from top to bottom.
    var height: Int { Int(cvision_image_height(pointer)) }

    /// Runs a C function that makes a picture; `nil` if it fails.
    static func make(_ body: (inout OpaquePointer?) -> cvision_status) -> Picture? {
        var pointer: OpaquePointer?
        guard body(&pointer) == CVISION_OK, let pointer else { return nil }
        return Picture(pointer)
    }

    /// Decodes a JPEG, PNG or WebP picture in colour, upright; `nil` if it is damaged.
    static func colour(_ bytes: [UInt8]) -> Picture? {
        make { cvision_decode_colour(bytes, Int64(bytes.count), &$0) }?.upright(PictureMetadata(bytes))
    }

    /// Decodes a JPEG, PNG or WebP picture in grey, reduced by 1, 2, 4 or 8, upright; `nil` if it is damaged.
    static func grey(_ bytes: [UInt8], reduction: Int) -> Picture? {
        make { cvision_decode_grey(bytes, Int64(bytes.count), Int32(reduction), &$0) }?
            .upright(PictureMetadata(bytes))
    }

    /// Turns a picture as its camera says that it was held; `nil` if that fails.
    private func upright(_ metadata: PictureMetadata) -> Picture? {
        guard metadata.orientation != 1 else { return self }
        return Picture.make { cvision_upright(pointer, Int32(metadata.orientation), &$0) }
    }

    /// Copies red, green and blue bytes; `nil` if there are too few.
    static func rgb(_ pixels: [UInt8], width: Int, height: Int) -> Picture? {
        guard width > 0, height > 0, pixels.count == width * height * 3 else { return nil }
        return make { cvision_image_from_pixels(pixels, Int32(width), Int32(height), 1, &$0) }
    }

    /// Whether another picture has the same size and the same pixels.
    func isIdentical(to other: Picture) -> Bool {
        guard let mine = cvision_image_data(pointer), let theirs = cvision_image_data(other.pointer),
            width == other.width, height == other.height,
            cvision_image_channels(pointer) == cvision_image_channels(other.pointer)
        else { return false }
        let count = width * height * Int(cvision_image_channels(pointer))
        return UnsafeBufferPointer(start: mine, count: count)
            .elementsEqual(UnsafeBufferPointer(start: theirs, count: count))
    }

    /// Makes a smaller grey copy.
    func reducedGrey(by reduction: Int) -> Picture? {
        Picture.make { cvision_reduce_grey(pointer, Int32(reduction), &$0) }
    }

    /// Makes a copy in which dark levels lie further apart, for the network; `nil` if that fails.
    func brightened() -> Picture? {
        Picture.make { cvision_brighten(pointer, &$0) }
    }

    /// Cuts out a rectangle.
    func crop(_ rectangle: PixelRectangle) -> Picture? {
        Picture.make {
            cvision_crop(
                pointer,
                Int32(rectangle.x),
                Int32(rectangle.y),
                Int32(rectangle.width),
                Int32(rectangle.height),
                &$0
            )
        }
    }

    /// The longest side of a picture that is kept as evidence, in pixels.
    static let evidenceSide = 1_280
    /// The most bytes of a picture that is kept as evidence.
    static let evidenceBytes = 300_000

    /// Encodes the picture small enough to be kept and sent; `nil` if that fails.
    func evidenceJPEG() -> [UInt8]? {
        for (side, quality) in [(Self.evidenceSide, 80), (Self.evidenceSide, 60), (Self.evidenceSide, 40), (640, 50)] {
            let small = Picture.make { cvision_shrink(pointer, Int32(side), &$0) }
            guard let jpeg = small?.jpeg(quality: quality) else { return nil }
            if jpeg.count <= Self.evidenceBytes { return jpeg }
        }
        return nil
    }

    /// Encodes the picture as JPEG with a quality of 1 to 100; `nil` if that fails.
    func jpeg(quality: Int) -> [UInt8]? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count: Int64 = 0
        guard cvision_encode_jpeg(pointer, Int32(quality), &bytes, &count) == CVISION_OK, let bytes else { return nil }
        defer { cvision_bytes_destroy(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
}

/// A rectangle of whole pixels.
public struct PixelRectangle: Hashable, Sendable {
    /// The left edge.
    public var x: Int
    /// The top edge.
    public var y: Int
    /// Pixels from left to right.
    public var width: Int
    /// Pixels from top to bottom.
    public var height: Int

    /// Creates a rectangle.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
