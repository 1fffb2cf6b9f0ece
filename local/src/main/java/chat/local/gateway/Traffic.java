package chat.local.gateway;

/// Is told what API Gateway would charge for. Called by several threads.
public interface Traffic {
    /// A message came from a client.
    ///
    /// @param route the key of the route that took it; empty if none did
    void received(String route, int bytes);

    /// A message went to a client as the answer of a route, or as an error frame for it.
    void answered(String route, int bytes);

    /// A message was posted to a client through the management API.
    void posted(int bytes);

    /// A function was invoked for a route, as its integration or as its authorizer.
    void invoked(String route);
}
