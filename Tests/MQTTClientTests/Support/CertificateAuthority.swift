import Foundation

/// A certificate authority of the test's own, made with `openssl`.
struct CertificateAuthority {
    /// The folder with all files.
    let folder: URL
    /// The name of the authority and of its files.
    let name: String

    /// The path of the authority's certificate.
    var certificate: String { path("\(name).crt") }

    /// Makes an authority.
    init(_ name: String, in folder: URL) throws {
        self.name = name
        self.folder = folder
        try openssl(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=\(name)",
            "-keyout",
            path("\(name).key"),
            "-out",
            certificate
        )
    }

    /// Issues a certificate; its files are `subject.crt` and `subject.key`.
    func issue(_ subject: String, alternativeName: String) throws {
        try openssl(
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=\(subject)",
            "-keyout",
            path("\(subject).key"),
            "-out",
            path("\(subject).csr")
        )
        let extensions = path("\(subject).ext")
        try "subjectAltName=\(alternativeName)\n".write(toFile: extensions, atomically: true, encoding: .utf8)
        try openssl(
            "x509",
            "-req",
            "-in",
            path("\(subject).csr"),
            "-CA",
            certificate,
            "-CAkey",
            path("\(name).key"),
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            extensions,
            "-out",
            path("\(subject).crt")
        )
    }

    /// The path of a file in the folder.
    func path(_ file: String) -> String {
        folder.appendingPathComponent(file).path
    }

    private func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw MosquittoServer.Failure(description: "openssl \(arguments.joined(separator: " ")) failed")
        }
    }
}
