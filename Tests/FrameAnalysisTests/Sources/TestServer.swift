import Foundation
import Synchronization

/// A Python script that serves pictures while a test runs; it ends when its standard input closes.
final class TestServer: Sendable {
    private struct Child: @unchecked Sendable {
        // proof: only the test's own task starts and ends the process.
        let process: Process
        let input: Pipe
    }

    /// Where it listens.
    let port: Int
    private let child: Child

    /// Starts a script with arguments and waits until it tells its port; `nil` if it cannot be run here.
    init?(_ script: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script] + arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        child = Child(process: process, input: input)
        var line = ""
        while !line.hasSuffix("\n"), let data = try output.fileHandleForReading.read(upToCount: 1), !data.isEmpty {
            line += String(decoding: data, as: UTF8.self)
        }
        guard let port = Int(line.dropLast()) else {
            process.waitUntilExit()
            return nil
        }
        self.port = port
    }

    /// Ends the server at once, as a power cut does.
    func stop() {
        kill(child.process.processIdentifier, SIGKILL)
        child.process.waitUntilExit()
    }

    deinit {
        stop()
    }
}

extension TestServer {
    /// An RTSP server by GStreamer; `nil` without its packages.
    static func rtsp(_ codec: String, port: Int = 0, password: String = "") throws -> TestServer? {
        try TestServer(rtspScript, [codec, "\(port)", password])
    }

    /// An HTTP server: `/stream` is a multipart answer, `/snapshot` one picture, `/text` no picture.
    static func http(_ picture: String, port: Int = 0, password: String = "", hangs: Bool = false) throws -> TestServer?
    {
        try TestServer(httpScript, [picture, "\(port)", password, hangs ? "hangs" : "serves"])
    }

    private static let rtspScript = """
        import sys, threading, os, gi
        gi.require_version("Gst", "1.0"); gi.require_version("GstRtspServer", "1.0")
        from gi.repository import Gst, GLib, GstRtspServer
        Gst.init(None)
        codec, port, password = sys.argv[1:4]
        encoders = {"h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=10 ! rtph264pay name=pay0 pt=96",
                    "h265": "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=10 ! rtph265pay name=pay0 pt=96",
                    "audio": "rtpL16pay name=pay0 pt=96"}
        video = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=320,height=240,framerate=15/1 ! "
        source = "audiotestsrc is-live=true ! audioconvert ! " if codec == "audio" else video
        server = GstRtspServer.RTSPServer(); server.set_address("127.0.0.1"); server.set_service(port)
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch("( " + source + encoders[codec] + " )"); factory.set_shared(True)
        if password:
            auth, token = GstRtspServer.RTSPAuth(), GstRtspServer.RTSPToken()
            token.set_string("media.factory.role", "viewer")
            auth.add_basic(GstRtspServer.RTSPAuth.make_basic("ann", password), token)
            server.set_auth(auth)
            role = "viewer,media.factory.access=true,media.factory.construct=true"
            factory.add_role_from_structure(Gst.Structure.new_from_string(role))
        server.get_mount_points().add_factory("/live", factory)
        if server.attach(None) == 0: sys.exit(1)
        print(server.get_bound_port(), flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        GLib.MainLoop().run()
        """

    private static let httpScript = """
        import sys, threading, os, time, base64
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
        picture, port, password, mode = open(sys.argv[1], "rb").read(), int(sys.argv[2]), sys.argv[3], sys.argv[4]
        key = "Basic " + base64.b64encode(b"ann:" + password.encode()).decode()
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *arguments): pass
            def do_GET(self):
                if password and self.headers.get("Authorization") != key:
                    self.send_response(401); self.send_header("WWW-Authenticate", 'Basic realm="camera"')
                    self.send_header("Content-Length", "0"); self.end_headers(); return
                if mode == "hangs": time.sleep(60); return
                kind = {"/stream": "multipart/x-mixed-replace; boundary=next", "/snapshot": "image/jpeg",
                        "/text": "text/html"}.get(self.path)
                if not kind: self.send_error(404); return
                self.send_response(200); self.send_header("Content-Type", kind); self.end_headers()
                if self.path == "/text": self.wfile.write(b"<html>login</html>"); return
                if self.path == "/snapshot": self.wfile.write(picture); return
                while True:
                    self.wfile.write(b"--next\\r\\nContent-Type: image/jpeg\\r\\n\\r\\n" + picture + b"\\r\\n")
                    time.sleep(0.05)
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler); server.daemon_threads = True
        print(server.server_address[1], flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        server.serve_forever()
        """
}
