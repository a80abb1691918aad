import NIOCore

/// The server's unacknowledged QoS 1 and 2 messages, acknowledged batch by batch in the order of receipt.
struct IncomingFlow {
    private struct Due {
        var identifier: UInt16
        var qos: QoS
    }

    private struct HandedOut {
        var number: UInt64
        var dueCount: Int
        var isAcknowledged: Bool
    }

    /// How many unacknowledged messages the server may have sent; nil if the version has no such limit.
    let receiveMaximum: Int?
    private var due = CircularBuffer<Due>()
    private var handedOut = CircularBuffer<HandedOut>()
    private var undecidedQoS2: Set<UInt16> = []
    private var awaitingRelease: Set<UInt16> = []

    /// Makes an empty flow.
    init(receiveMaximum: Int?) {
        self.receiveMaximum = receiveMaximum
    }

    /// The number of messages without an acknowledgement.
    var dueCount: Int { due.count }

    /// Notes a message; returns whether it is to be handed on.
    mutating func receive(
        _ packet: PublishPacket,
        into effects: inout SessionEffects
    ) throws(ProtocolViolation) -> Bool {
        guard packet.qos != .atMostOnce else { return true }
        let identifier = packet.packetIdentifier
        if packet.qos == .exactlyOnce {
            if awaitingRelease.contains(identifier) {
                effects.packets.append(.acknowledgement(AcknowledgementPacket(.pubrec, identifier)))
                return false
            }
            guard undecidedQoS2.insert(identifier).inserted else { return false }
        }
        due.append(Due(identifier: identifier, qos: packet.qos))
        if let receiveMaximum, due.count > receiveMaximum {
            throw ProtocolViolation(
                reasonCode: .receiveMaximumExceeded,
                detail: "more than \(receiveMaximum) messages are unacknowledged"
            )
        }
        return true
    }

    /// Notes that a batch went to the consumer; batches cover the messages in the order of receipt.
    mutating func handOut(batch number: UInt64, dueCount: Int) {
        handedOut.append(HandedOut(number: number, dueCount: dueCount, isAcknowledged: false))
    }

    /// Acknowledges a batch; writes what is due, as far as all earlier batches are acknowledged too.
    ///
    /// - Returns: false if the batch was acknowledged before.
    mutating func acknowledge(batch number: UInt64, into effects: inout SessionEffects) -> Bool {
        // Numbers are consecutive, so the place follows from the first one.
        guard let first = handedOut.first, number >= first.number else { return false }
        let place = number - first.number
        guard place < UInt64(handedOut.count) else { return false }
        let index = handedOut.index(handedOut.startIndex, offsetBy: Int(place))
        guard !handedOut[index].isAcknowledged else { return false }
        handedOut[index].isAcknowledged = true
        while let head = handedOut.first, head.isAcknowledged {
            handedOut.removeFirst()
            for _ in 0..<head.dueCount { settleNext(into: &effects) }
        }
        return true
    }

    private mutating func settleNext(into effects: inout SessionEffects) {
        guard let next = due.popFirst() else { return }
        guard next.qos == .exactlyOnce else {
            effects.packets.append(.acknowledgement(AcknowledgementPacket(.puback, next.identifier)))
            return
        }
        undecidedQoS2.remove(next.identifier)
        awaitingRelease.insert(next.identifier)
        effects.packets.append(.acknowledgement(AcknowledgementPacket(.pubrec, next.identifier)))
    }

    /// Answers a PUBREL.
    mutating func release(_ packet: AcknowledgementPacket, into effects: inout SessionEffects) {
        let isKnown = awaitingRelease.remove(packet.packetIdentifier) != nil
        let code = isKnown ? ReasonCode.success : ReasonCode(rawValue: 0x92)
        effects.packets.append(
            .acknowledgement(AcknowledgementPacket(.pubcomp, packet.packetIdentifier, reasonCode: code))
        )
    }

    /// Forgets what the server will deliver again, and what it forgot itself.
    mutating func begin(sessionPresent: Bool) {
        due.removeAll()
        handedOut.removeAll()
        undecidedQoS2.removeAll()
        if !sessionPresent { awaitingRelease.removeAll() }
    }
}
