package chat.inmemory;

/// Stands between the services and a port, to watch or to break its calls.
public interface Tap {
    /// Lets every call through.
    Tap OPEN =
            new Tap() {
                @Override
                public <T> T on(Class<T> port, T target) {
                    return target;
                }
            };

    /// What the services use instead of `target`.
    ///
    /// @param port the port's interface
    <T> T on(Class<T> port, T target);
}
