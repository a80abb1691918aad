/// Reads out of a program's complaints why a camera gives no pictures, and what to do about it.
struct StreamFault: Hashable, Sendable {
    /// What is wrong, in words.
    let reason: String
    /// What to do about it, in words.
    let remedy: String

    /// What programs complain, in lower case, and what it means; the first that fits counts.
    private static let known: [(sign: String, reason: String, remedy: String)] = [
        ("401", "user name or password is wrong", "Check `user` and `password_file`."),
        ("unauthorized", "user name or password is wrong", "Check `user` and `password_file`."),
        ("authorization failed", "user name or password is wrong", "Check `user` and `password_file`."),
        ("403", "the camera refuses this user", "Give the user the right to see the stream."),
        ("404", "the camera has no such stream", "Check the path of the address."),
        ("454", "it has no video or ended the session", "Choose a stream with H.264 or H.265 video."),
        ("503", "the camera has no room for another viewer", "Close other viewers of it."),
        ("could not resolve", "there is no such host", "Check the host name and the network's DNS."),
        ("failed to resolve", "there is no such host", "Check the host name and the network's DNS."),
        ("name or service not known", "there is no such host", "Check the host name and the network's DNS."),
        ("connection refused", "nothing listens at that port", "Check the port, and that the stream is switched on."),
        ("failed to connect", "nothing listens at that port", "Check the port, and that the stream is switched on."),
        ("couldn't connect", "nothing listens at that port", "Check the port, and that the stream is switched on."),
        ("no route to host", "the camera cannot be reached", "Check its power and the network."),
        ("network is unreachable", "the camera cannot be reached", "Check its power and the network."),
        ("timed out", "it does not answer in time", "Check its power and the network; restart it."),
        ("operation too slow", "it has stopped sending", "Check its power and the network; restart it."),
        ("certificate", "its certificate is not trusted", "Install one from a known authority, or use http."),
        ("matches no streams", "it has no video", "Choose a stream with H.264 or H.265 video."),
        ("does not contain any stream", "it has no video", "Choose a stream with H.264 or H.265 video."),
        ("no such file", "there is no such file or device", "Check the path, and that the camera is plugged in."),
        ("no such device", "there is no such file or device", "Check the path, and that the camera is plugged in."),
        ("permission denied", "it may not be read", "Give the service's user the right, for devices by group video."),
        ("resource busy", "another program uses it", "Close the other program."),
        ("device or resource", "another program uses it", "Close the other program."),
        ("invalid data found", "it is no video that can be read", "Check that a video player shows it."),
        ("moov atom not found", "it is no video that can be read", "Check that a video player shows it."),
        ("inappropriate ioctl", "it is no camera", "Check the path; `ls /dev/video*` lists cameras."),
        ("maximum file size", "a picture is too large", "Lower the camera's resolution or quality."),
    ]

    /// Reads a fault out of what a program has written to its standard error.
    ///
    /// - Parameters:
    ///   - complaint: The text.
    ///   - password: A word that must not be told, if there is one.
    init(complaint: String, password: String?) {
        let words = Self.words(complaint)
        if let fault = Self.known.first(where: { words.contains(" \($0.sign) ") }) {
            reason = fault.reason
            remedy = fault.remedy
            return
        }
        let lines = complaint.split(whereSeparator: \.isNewline)
        let last = lines.last.map(String.init) ?? ""
        let told = Self.withoutSecrets(last, password: password)
        reason = told.isEmpty ? "the stream ended" : "the stream ended (\(told.prefix(200)))"
        remedy = "Check that a video player shows it."
    }

    /// The words of a complaint in lower case with one space around each, without addresses.
    ///
    /// Addresses of streams and of memory (`[rtsp @ 0x5604041…]`), and ports, hold digits that look like an answer's
    /// number, and names chosen by people, which may say anything.
    private static func words(_ complaint: String) -> String {
        let bare = complaint.lowercased()
            .replacing(#/[a-z0-9+.-]+:\/\/[^\s'"]*/#, with: " ")
            .replacing(#/@ 0x[0-9a-f]+/#, with: " ")
            .replacing(#/port [0-9]+/#, with: " ")
        let words = bare.split { !($0.isLetter || $0.isNumber || $0 == "'") }
        return " " + words.joined(separator: " ") + " "
    }

    /// Leaves user names and passwords out of the addresses in a text.
    private static func withoutSecrets(_ text: String, password: String?) -> String {
        var told = text.replacing(#/:\/\/[^\/\s]*@/#, with: "://")
        if let password, !password.isEmpty { told = told.replacing(password, with: "***") }
        return String(told.filter { !$0.isNewline && ($0.isASCII ? $0 >= " " : true) })
    }
}
