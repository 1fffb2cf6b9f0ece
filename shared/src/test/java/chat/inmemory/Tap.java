package chat.inmemory;

/// Intercepts the calls from services to ports, to record them or to inject faults.
public interface Tap {
    /// Passes every call through unchanged.
    Tap OPEN =
            new Tap() {
                @Override
                public <T> T on(Class<T> port, T target) {
                    return target;
                }
            };

    /// Returns the port that services use in place of `target`.
    ///
    /// @param port the port's interface
    <T> T on(Class<T> port, T target);
}
