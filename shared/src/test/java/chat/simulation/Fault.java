package chat.simulation;

/// What may go wrong. Each history has some of these, each with a probability of its own.
enum Fault {
    /// A function dies before a call to a table, the gateway or the queue.
    DIES_BEFORE_CALL(0.02),
    /// A function dies after such a call.
    DIES_AFTER_CALL(0.02),
    /// A call fails, or is throttled for good: not done.
    CALL_FAILS(0.03),
    /// A call is done, and its answer lost.
    CALL_UNANSWERED(0.03),
    /// A call is done, its answer lost, and done again by the SDK.
    CALL_REPEATED(0.03),
    /// A function waits long before a call.
    CALL_SLOW(0.05),
    /// A push is answered 429.
    POST_THROTTLED(0.15),
    /// A push is taken, but the answer is too late.
    POST_UNANSWERED(0.05),
    /// A push overtakes others of the connection.
    POST_OVERTAKES(0.3),
    /// The reply of a two-way route is lost.
    REPLY_LOST(0.1),
    /// The gateway answers a frame with its error frame, no function is invoked.
    FRAME_REFUSED(0.04),
    /// A function starts late: frames of one connection run out of order.
    COLD_START(0.15),
    /// A handshake fails.
    HANDSHAKE_REFUSED(0.2),
    /// The socket opens long after `$connect` has returned.
    OPENS_LATE(0.3),
    /// `$disconnect` never comes.
    DISCONNECT_LOST(0.4),
    /// `$disconnect` comes after the next `$connect`.
    DISCONNECT_LATE(0.4),
    /// A batch of the stream comes late.
    BATCH_LATE(0.3),
    /// A batch of the stream comes twice.
    BATCH_TWICE(0.3),
    /// A batch of the stream is split.
    BATCH_SPLIT(0.5),
    /// A message of the queue comes twice.
    REDELIVERED_TWICE(0.2),
    /// The network between a device and the gateway dies, and neither is told.
    SOCKET_CUT(0.02),
    /// The connection is closed.
    SOCKET_CLOSED(0.02),
    /// The process of a client dies and starts again.
    CLIENT_DIES(0.02);

    private final double most;

    Fault(double most) {
        this.most = most;
    }

    /// The highest probability, for each time it could happen.
    double most() {
        return most;
    }
}
