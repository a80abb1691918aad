import NIOCore

/// Cuts a byte stream into packets, holding back what is not complete yet.
///
/// Packets share memory with the read they came from; only an incomplete one is copied, so that it can grow.
struct PacketFramer {
    /// The largest packet that is accepted, in bytes.
    let maximumPacketSize: Int
    /// The version that the connection speaks.
    let version: MQTTVersion
    private var bytes = ByteBuffer()
    private var isPartial = false

    /// Makes a framer for one connection.
    init(version: MQTTVersion, maximumPacketSize: Int) {
        self.version = version
        self.maximumPacketSize = maximumPacketSize
    }

    /// The number of bytes held back.
    var bufferedBytes: Int { bytes.readableBytes }

    /// Adds what was read from the socket.
    mutating func append(_ read: ByteBuffer) {
        if bytes.readableBytes == 0 {
            bytes = read
            isPartial = false
            return
        }
        if !isPartial {
            // Earlier packets may share this memory; a private copy of the rest can grow in place.
            var copy = ByteBufferAllocator().buffer(capacity: bytes.readableBytes + read.readableBytes)
            copy.writeImmutableBuffer(bytes)
            bytes = copy
            isPartial = true
        }
        bytes.writeImmutableBuffer(read)
    }

    /// Takes the next complete packet, or nil if more bytes are needed.
    mutating func next() throws(ProtocolViolation) -> ControlPacket? {
        var header = bytes
        guard let firstByte: UInt8 = header.readInteger() else { return nil }
        // Checked before the rest has arrived: a peer that does not speak MQTT may never send it.
        _ = try PacketKind(firstByte: firstByte)
        var length = 0
        var shift = 0
        while true {
            guard let byte: UInt8 = header.readInteger() else { return nil }
            length |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
            guard shift <= 21 else { throw .malformed("the remaining length is longer than four bytes") }
        }
        let headerLength = header.readerIndex - bytes.readerIndex
        guard headerLength + length <= maximumPacketSize else {
            throw ProtocolViolation(
                reasonCode: .packetTooLarge,
                detail: "a packet has \(headerLength + length) bytes, the limit is \(maximumPacketSize)"
            )
        }
        guard let body = header.readSlice(length: length) else { return nil }
        bytes = header
        // The packet shares the memory from here on, so the next append must copy again.
        isPartial = false
        return try ControlPacket(firstByte: firstByte, body: body, version: version)
    }
}
