import FrameAnalysis

extension CameraSource {
    private static let kinds = ["rtsp", "mjpeg", "snapshots", "device", "file", "folder"]

    /// Reads where a camera's frames come from: `mqtt`, or a mapping such as `{rtsp: "rtsp://camera/stream"}`.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        if node.isText {
            guard try node.string() == "mqtt" else {
                throw node.error("must be mqtt, or a mapping of one of \(Self.kinds.joined(separator: ", "))")
            }
            self = .mqtt
            return
        }
        let fields = try node.mapping(Self.kinds + ["user", "password_file", "repeats"])
        let named = Self.kinds.filter { fields[$0] != nil }
        guard let kind = named.first, named.count == 1, let value = fields[kind] else {
            throw node.error("must name exactly one of \(Self.kinds.joined(separator: ", "))")
        }
        let isStream = ["rtsp", "mjpeg", "snapshots"].contains(kind)
        for name in ["user", "password_file"] where !isStream {
            if let node = fields[name] { throw node.error("belongs to rtsp, mjpeg or snapshots") }
        }
        if kind != "file", let node = fields["repeats"] { throw node.error("belongs to a file") }
        switch kind {
        case "rtsp": self = .rtsp(try StreamAddress(value, schemes: ["rtsp", "rtsps"], fields))
        case "mjpeg": self = .mjpeg(try StreamAddress(value, schemes: ["http", "https"], fields))
        case "snapshots": self = .snapshots(try StreamAddress(value, schemes: ["http", "https"], fields))
        case "device": self = .device(path: try value.absolutePath())
        case "folder": self = .folder(path: try value.string())
        default:
            let repeats = try fields.value("repeats", default: false) { (node) throws(SettingsError) in
                try node.bool()
            }
            self = .file(path: try value.string(), repeats: repeats)
        }
    }
}

extension StreamAddress {
    fileprivate init(_ node: SettingsNode, schemes: [String], _ fields: SettingsMapping) throws(SettingsError) {
        let url = try node.string()
        let parts = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, url.utf8.count <= 2_048, schemes.contains(parts[0].lowercased()),
            let host = parts[1].split(separator: "/", omittingEmptySubsequences: false).first, !host.isEmpty,
            !url.contains(where: \.isWhitespace)
        else {
            throw node.error("must be an address such as \(schemes[0])://camera.local/stream")
        }
        // A password may have a slash in it.
        guard !parts[1].prefix(while: { $0 != "?" && $0 != "#" }).contains("@") else {
            throw node.error(
                "has a user name or password in it, which would show in logs: write 'user' and 'password_file'"
            )
        }
        let user = try fields.optional("user") { (node) throws(SettingsError) in try node.string() }
        let file = try fields.optional("password_file") { (node) throws(SettingsError) in try node.string() }
        if user == nil, let node = fields["password_file"] { throw node.error("needs a 'user' beside it") }
        self.init(url: url, user: user, passwordFile: file)
    }
}

extension SettingsNode {
    fileprivate func absolutePath() throws(SettingsError) -> String {
        let path = try string()
        guard path.hasPrefix("/") else { throw error("must be a path such as /dev/video0") }
        return path
    }
}
