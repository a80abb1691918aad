import MonitoringModel

extension CameraAnalyzer {
    /// Looks at an encoded frame.
    ///
    /// A missing model does not stop the motion gate: the error comes with what it saw.
    ///
    /// - Throws: ``FrameAnalysisError`` if the frame cannot be used.
    func look(
        at bytes: [UInt8],
        takenAt: Instant,
        load: AnalysisLoad = .light
    ) throws -> (frame: AnalyzedFrame, modelError: FrameAnalysisError?) {
        let header = try ImageHeader(bytes)
        let reduction = header.width >= 1_280 ? 4 : 2
        guard let grey = Picture.grey(bytes, reduction: reduction) else {
            throw FrameAnalysisError.damagedPicture(format: header.format.rawValue, reason: "it cannot be decoded")
        }
        try privacy.burn(into: grey)
        let metadata = PictureMetadata(bytes)
        let isTurned = metadata.orientation != 1
        return try look(
            grey: grey,
            reduction: reduction,
            size: metadata.isOnItsSide ? (header.height, header.width) : (header.width, header.height),
            takenAt: takenAt,
            load: load,
            encoded: header.format == .jpeg && privacy.isEmpty && !isTurned ? BareJPEG(bytes)?.bytes : nil,
            colour: { () throws(FrameAnalysisError) in
                guard let picture = Picture.colour(bytes) else {
                    throw .damagedPicture(format: header.format.rawValue, reason: "it cannot be decoded")
                }
                try privacy.burn(into: picture)
                return picture
            }
        )
    }

    /// Looks at a decoded picture of which nobody else has a copy: what is private is made black in it.
    ///
    /// - Throws: ``FrameAnalysisError`` if the picture cannot be used.
    func look(
        at picture: Picture,
        takenAt: Instant,
        load: AnalysisLoad = .light
    ) throws -> (frame: AnalyzedFrame, modelError: FrameAnalysisError?) {
        try privacy.burn(into: picture)
        let reduction = picture.width >= 1_280 ? 4 : 2
        guard let grey = picture.reducedGrey(by: reduction) else {
            throw FrameAnalysisError.damagedPicture(format: "video", reason: "it cannot be reduced")
        }
        return try look(
            grey: grey,
            reduction: reduction,
            size: (picture.width, picture.height),
            takenAt: takenAt,
            load: load,
            colour: { () throws(FrameAnalysisError) in picture }
        )
    }
}
