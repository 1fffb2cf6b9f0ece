package chat.local.gateway;

/// The connection between the gateway and its clients, on which messages can be lost.
public interface Wire {
    /// The fate of a message.
    enum Passage {
        /// The message gets through.
        THROUGH,
        /// The message is lost, and its sender does not notice.
        LOST,
        /// The message is lost, and the socket breaks.
        BROKEN
    }

    /// Decides the fate of a message, in either direction.
    ///
    /// @param user the connection's `principalId`; empty without an authorizer
    Passage pass(String connectionId, String user);

    /// Whether a connection is dead without the gateway's knowledge. The gateway then does not
    /// notice that the client closes it, either.
    boolean isHalfOpen(String connectionId);

    /// Called when the gateway has closed a connection.
    void ended(String connectionId);

    /// A wire that loses no message.
    Wire SOUND =
            new Wire() {
                @Override
                public Passage pass(String connectionId, String user) {
                    return Passage.THROUGH;
                }

                @Override
                public boolean isHalfOpen(String connectionId) {
                    return false;
                }

                @Override
                public void ended(String connectionId) {}
            };
}
