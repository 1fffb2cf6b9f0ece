package chat.inmemory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/// Injects a fault into one port call, counted from 1 over all ports, and records all calls.
public final class Faults implements Tap {
    private final int at;
    private final Kind kind;
    private final List<String> calls = new ArrayList<>();
    private boolean dead;

    /// How a call fails.
    public enum Kind {
        /// The call has no effect and throws.
        REFUSED(false, false),
        /// The call takes effect but throws: its response is lost.
        UNANSWERED(true, false),
        /// The function crashes before the call; later calls have no effect.
        CRASH_BEFORE(false, true),
        /// The function crashes after the call; later calls have no effect.
        CRASH_AFTER(true, true);

        private final boolean done;
        private final boolean deadly;

        Kind(boolean done, boolean deadly) {
            this.done = done;
            this.deadly = deadly;
        }
    }

    /// The exception of a failed call.
    public static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Fault(String call) {
            super(call);
        }
    }

    /// @param at the number of the call that fails
    public Faults(int at, Kind kind) {
        this.at = at;
        this.kind = kind;
    }

    /// Injects no fault, only records.
    public static Faults none() {
        return new Faults(0, Kind.REFUSED);
    }

    /// Returns the names of all calls so far, as `Port.method`.
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public <T> T on(Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            String name = port.getSimpleName() + "." + method.getName();
                            boolean breaks = count(name);
                            if (breaks && !kind.done) {
                                throw new Fault(name);
                            }
                            try {
                                Object answer = method.invoke(target, arguments);
                                if (breaks) {
                                    throw new Fault(name);
                                }
                                return answer;
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause() == null ? failed : failed.getCause();
                            }
                        }));
    }

    private synchronized boolean count(String name) {
        if (dead) {
            throw new Fault(name + " after the crash");
        }
        calls.add(name);
        boolean breaks = calls.size() == at;
        dead = breaks && kind.deadly;
        return breaks;
    }
}
