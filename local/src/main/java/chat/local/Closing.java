package chat.local;

import java.util.ArrayList;
import java.util.List;

/// The parts started so far, which are closed in reverse order.
final class Closing implements AutoCloseable {
    private final List<AutoCloseable> started = new ArrayList<>();

    <T extends AutoCloseable> T add(T part) {
        started.add(part);
        return part;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (var part : started.reversed()) {
            try {
                part.close();
            } catch (Exception failure) { // The other parts must still be closed.
                var wrapped = new IllegalStateException(part + " did not stop", failure);
                if (first == null) {
                    first = wrapped;
                } else {
                    first.addSuppressed(wrapped);
                }
            }
        }
        started.clear();
        if (first != null) {
            throw first;
        }
    }
}
