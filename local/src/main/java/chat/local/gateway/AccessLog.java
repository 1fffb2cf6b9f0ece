package chat.local.gateway;

/// Receives each finished request. Called by several threads; must return quickly, because it may
/// delay the next request.
@FunctionalInterface
public interface AccessLog {
    /// Records a finished request.
    void done(Access access);
}
