package chat.local.gateway;

/// The code and reason with which a WebSocket was closed.
///
/// @param code as in RFC 6455, section 7.4
/// @param reason may be empty
public record CloseStatus(int code, String reason) {
    /// Closed by a DELETE request.
    public static final CloseStatus NORMAL = new CloseStatus(1000, "Connection Closed Normally");

    /// Closed because it was idle or open for too long.
    public static final CloseStatus GOING_AWAY = new CloseStatus(1001, "Going away");

    /// The client disappeared without a close frame.
    public static final CloseStatus ABNORMAL = new CloseStatus(1006, "");

    /// The client sent a binary frame.
    public static final CloseStatus UNSUPPORTED = new CloseStatus(1003, "");

    /// The status reported to `$disconnect` for a close frame without a code.
    public static final CloseStatus NOT_SET =
            new CloseStatus(1005, "Client-side close frame status not set");
}
