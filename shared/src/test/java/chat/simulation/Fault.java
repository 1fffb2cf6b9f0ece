package chat.simulation;

/// The faults of a history. Each history has some of these, each with its own probability.
enum Fault {
    /// A function dies before a call to a table, the gateway or a queue.
    DIES_BEFORE_CALL(0.02),
    /// A function dies after such a call.
    DIES_AFTER_CALL(0.02),
    /// A call fails or is throttled for good, without effect.
    CALL_FAILS(0.03),
    /// A call takes effect, but its answer is lost.
    CALL_UNANSWERED(0.03),
    /// A call takes effect, its answer is lost, and the SDK repeats it.
    CALL_REPEATED(0.03),
    /// A call starts late.
    CALL_SLOW(0.05),
    /// A push is answered 429.
    POST_THROTTLED(0.15),
    /// A push is delivered, but its answer arrives too late.
    POST_UNANSWERED(0.05),
    /// A push overtakes earlier pushes to the connection.
    POST_OVERTAKES(0.3),
    /// The reply of a two-way route is lost.
    REPLY_LOST(0.1),
    /// The gateway answers a frame with its error frame and invokes no function.
    FRAME_REFUSED(0.04),
    /// A function starts late: frames of one connection are processed out of order.
    COLD_START(0.15),
    /// A handshake fails.
    HANDSHAKE_REFUSED(0.2),
    /// The socket opens long after `$connect` has returned.
    OPENS_LATE(0.3),
    /// `$disconnect` is never invoked.
    DISCONNECT_LOST(0.4),
    /// `$disconnect` is invoked after the next `$connect`.
    DISCONNECT_LATE(0.4),
    /// A batch of the stream is delivered late.
    BATCH_LATE(0.3),
    /// A batch of the stream is delivered twice.
    BATCH_TWICE(0.3),
    /// A batch of the stream is split.
    BATCH_SPLIT(0.5),
    /// A message of a queue is delivered twice.
    REDELIVERED_TWICE(0.2),
    /// The network between a device and the gateway fails, and neither side is notified.
    SOCKET_CUT(0.02),
    /// The connection is closed.
    SOCKET_CLOSED(0.02),
    /// The process of a client dies and restarts.
    CLIENT_DIES(0.02);

    private final double most;

    Fault(double most) {
        this.most = most;
    }

    /// The highest probability per opportunity.
    double most() {
        return most;
    }
}
