/// The program that fetches a camera's pictures, and what it is told.
///
/// Addresses with passwords go to the program through its standard input: arguments can be read by everybody
/// on the machine, and a file would outlive a crash.
struct StreamCommand: Hashable, Sendable {
    /// What the program writes to its standard output.
    enum Output: Hashable, Sendable {
        /// Binary PPM pictures, one behind the other.
        case decoded
        /// JPEG pictures with other things between them.
        case jpegs
        /// One picture.
        case onePicture
    }

    /// How long a server may take to answer, and a stream may pause, in seconds.
    static let timeoutSeconds = 10
    /// The longest side of a decoded picture, in pixels; larger ones are scaled down by the decoder.
    static let longestSide = 1_280

    /// The program, found by PATH.
    let program: String
    /// Its arguments; no secrets.
    let arguments: [String]
    /// Its standard input; may hold a password.
    let input: String
    /// What it writes.
    let output: Output

    /// Creates the command for a source.
    ///
    /// - Parameters:
    ///   - source: Where the frames come from; `nil` results for one that no program fetches.
    ///   - password: The password of the source's address, if it has one.
    ///   - framesPerSecond: The greatest rate of pictures.
    /// - Throws: ``FrameAnalysisError/sourceFailed(source:reason:remedy:)`` if the address is none of its kind.
    init?(_ source: CameraSource, password: String?, framesPerSecond: Double) throws(FrameAnalysisError) {
        switch source {
        case .mqtt, .folder:
            return nil
        case .rtsp(let address):
            let url = try StreamURL(address, password: password, schemes: ["rtsp", "rtsps"])
            self = Self.decoder(Self.concatInput, framesPerSecond, input: Self.script(url))
        case .device(let path):
            self = Self.decoder(["-f", "v4l2", "-i", path], framesPerSecond)
        case .file(let path, let repeats):
            let loop = repeats ? ["-stream_loop", "-1"] : []
            self = Self.decoder(loop + ["-re", "-i", "file:" + path], framesPerSecond)
        case .mjpeg(let address):
            let url = try StreamURL(address, password: password, schemes: ["http", "https"])
            let stall = ["--no-buffer", "--speed-limit", "1", "--speed-time", "\(Self.timeoutSeconds)"]
            self.init(program: "curl", arguments: Self.fetch + stall, input: Self.config(url), output: .jpegs)
        case .snapshots(let address):
            let url = try StreamURL(address, password: password, schemes: ["http", "https"])
            let limits = ["--max-time", "\(Self.timeoutSeconds)", "--max-filesize", "\(ImageHeader.maximumBytes)"]
            self.init(program: "curl", arguments: Self.fetch + limits, input: Self.config(url), output: .onePicture)
        }
    }

    private init(program: String, arguments: [String], input: String, output: Output) {
        self.program = program
        self.arguments = arguments
        self.input = input
        self.output = output
    }

    private static func decoder(_ source: [String], _ framesPerSecond: Double, input: String = "") -> StreamCommand {
        let start = ["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"]
        let delay = ["-fflags", "nobuffer", "-flags", "low_delay"]
        // Frames are only left out, never repeated: a stream whose clock jumps must not fill the gap with copies.
        let pause = 0.9 / framesPerSecond
        let rate = "select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,\(pause))+lt(t\\,prev_selected_t)"
        let sides = "w=min(\(longestSide)\\,iw):h=min(\(longestSide)\\,ih)"
        let fit = "\(rate),scale=\(sides):force_original_aspect_ratio=decrease:force_divisible_by=2"
        let pictures = ["-map", "0:v:0", "-an", "-sn", "-dn", "-vf", fit, "-fps_mode", "passthrough"]
        // Streams of 10 bits a channel, usual with H.265, would else come as pictures of 16.
        let output = ["-pix_fmt", "rgb24", "-c:v", "ppm", "-f", "image2pipe", "pipe:1"]
        let arguments = start + delay + source + pictures + output
        return StreamCommand(program: "ffmpeg", arguments: arguments, input: input, output: .decoded)
    }

    private static let concatInput = [
        "-f", "concat", "-safe", "0", "-protocol_whitelist", "pipe,rtsp,rtsps,rtp,tcp,udp,tls,crypto", "-i", "pipe:0",
    ]

    /// A list of one stream for ffmpeg's concat demuxer, which is the way to keep the address out of the arguments.
    private static func script(_ url: StreamURL) -> String {
        let timeout = timeoutSeconds * 1_000_000
        return """
            ffconcat version 1.0
            file '\(url.withPassword)'
            option rtsp_transport tcp
            option timeout \(timeout)
            option allowed_media_types video

            """
    }

    private static let fetch = [
        "--disable", "--config", "-", "--silent", "--show-error", "--fail", "--globoff", "--anyauth",
        "--connect-timeout", "\(timeoutSeconds)", "--proto", "=http,https", "--location", "--max-redirs", "3",
    ]

    private static func config(_ url: StreamURL) -> String {
        "url = \"\(url.plain)\"\n" + (url.credentials.map { "user = \"\($0)\"\n" } ?? "")
    }
}
