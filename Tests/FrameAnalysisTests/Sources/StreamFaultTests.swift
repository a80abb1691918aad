import Testing

@testable import FrameAnalysis

@Suite("What is wrong with a stream, read from a program's complaint")
struct StreamFaultTests {
    @Test(
        "A complaint is read by its words",
        arguments: [
            ("[rtsp @ 0x5604017d80] method DESCRIBE failed: 404 Not Found", "the camera has no such stream"),
            ("[rtsp @ 0x55d4] method DESCRIBE failed: 401 Unauthorized", "user name or password is wrong"),
            ("curl: (22) The requested URL returned error: 403", "the camera refuses this user"),
            ("Failed to resolve hostname camera.invalid: Name or service not known", "there is no such host"),
            ("Failed to resolve hostname x: Temporary failure in name resolution", "there is no such host"),
            ("curl: (6) Could not resolve host: camera.invalid", "there is no such host"),
            (
                "curl: (7) Failed to connect to 127.0.0.1 port 404 after 0 ms: Couldn't connect to server",
                "nothing listens"
            ),
            ("Connection to tcp://127.0.0.1:1 failed: Connection refused", "nothing listens at that port"),
            ("Stream map '0:v:0' matches no streams.", "it has no video"),
            ("Output file #0 does not contain any stream", "it has no video"),
            ("curl: (63) Maximum file size exceeded", "a picture is too large"),
            ("x: SSL certificate problem: self-signed certificate", "its certificate is not trusted"),
        ]
    )
    func complaintsAreRead(complaint: String, reason: String) {
        #expect(StreamFault(complaint: complaint, password: nil).reason.hasPrefix(reason))
    }

    @Test(
        "Digits of memory addresses and ports, and names in the stream's address, are no signs",
        arguments: [
            "[rtsp @ 0x560404015030] Stream map '0:v:0' matches no streams.",
            "Input #0, rtsp, from 'rtsp://127.0.0.1:40454/404/unauthorized':\nStream map '0:v:0' matches no streams.",
            "[in#0 @ 0x7f4034013454] from port 503\nOutput file does not contain any stream",
        ]
    )
    func addressesAreNoSigns(complaint: String) {
        #expect(StreamFault(complaint: complaint, password: nil).reason == "it has no video")
    }

    @Test("What is not known is told in its own words, without user and password")
    func unknownComplaintsAreTold() {
        let fault = StreamFault(complaint: "first\nodd thing at rtsp://ann:secret@door/live secret", password: "secret")
        #expect(fault.reason == "the stream ended (odd thing at rtsp://door/live ***)")
        #expect(StreamFault(complaint: "", password: nil).reason == "the stream ended")
    }
}
