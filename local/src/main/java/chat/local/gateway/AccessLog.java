package chat.local.gateway;

/// Is told of each request when it is done. Called by several threads; should return at once, since
/// the next request may wait.
@FunctionalInterface
public interface AccessLog {
    /// A request is done.
    void done(Access access);
}
