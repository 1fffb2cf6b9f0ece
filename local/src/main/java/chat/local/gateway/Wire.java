package chat.local.gateway;

/// What lies between the gateway and its clients.
public interface Wire {
    /// What becomes of a message on its way.
    enum Passage {
        /// It gets through.
        THROUGH,
        /// It is lost, and its sender believes it got through.
        LOST,
        /// It is lost, and the socket with it.
        BROKEN
    }

    /// A message is about to pass, in either direction.
    ///
    /// @param user the connection's `principalId`; empty without an authorizer
    Passage pass(String connectionId, String user);

    /// Whether a connection is dead without the gateway having been told: then it does not hear of
    /// its client closing it either.
    boolean isHalfOpen(String connectionId);

    /// The gateway has closed a connection.
    void ended(String connectionId);

    /// Loses nothing.
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
