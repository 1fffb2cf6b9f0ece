package chat.local.gateway;

/// Receives what API Gateway would charge for. Called by several threads.
public interface Traffic {
    /// Counts a message from a client.
    ///
    /// @param route the key of its route; empty if it has none
    void received(String route, int bytes);

    /// Counts a message to a client: the response of a route, or its error frame.
    void answered(String route, int bytes);

    /// Counts a message posted to a client through the management API.
    void posted(int bytes);

    /// Counts an invocation for a route, of its integration or its authorizer.
    void invoked(String route);
}
