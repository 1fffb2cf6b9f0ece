package chat.inmemory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/// Runs an action at certain port calls, in place of a concurrent function: before the effect of a
/// call, or between its effect and its return.
///
/// @param call the call, as `Port.method`
/// @param when whether the action runs before or after the call's effect
/// @param action runs on the calling thread
public record Hook(String call, When when, Runnable action) implements Tap {
    /// The time of the action.
    public enum When {
        /// Before the call takes effect.
        BEFORE,
        /// After the call has taken effect and before the caller sees its result.
        AFTER
    }

    /// Runs an action before a call takes effect.
    public Hook(String call, Runnable action) {
        this(call, When.BEFORE, action);
    }

    /// Runs an action after a call has taken effect and before the caller sees its result.
    public static Hook after(String call, Runnable action) {
        return new Hook(call, When.AFTER, action);
    }

    @Override
    public <T> T on(Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            boolean matches =
                                    call.equals(port.getSimpleName() + "." + method.getName());
                            return matches
                                    ? hooked(method, target, arguments)
                                    : invoke(method, target, arguments);
                        }));
    }

    private Object hooked(Method method, Object target, Object[] arguments) throws Throwable {
        if (when == When.BEFORE) {
            action.run();
        }
        Object result = invoke(method, target, arguments);
        if (when == When.AFTER) {
            action.run();
        }
        return result;
    }

    private static Object invoke(Method method, Object target, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
