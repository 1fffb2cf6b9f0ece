package chat.inmemory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Runs an action just before certain port calls, to simulate a concurrent function.
///
/// @param call the port call, as `Port.method`
/// @param action the action, run on the calling thread
public record Hook(String call, Runnable action) implements Tap {
    @Override
    public <T> T on(Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            if (call.equals(port.getSimpleName() + "." + method.getName())) {
                                action.run();
                            }
                            try {
                                return method.invoke(target, arguments);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause() == null ? failed : failed.getCause();
                            }
                        }));
    }
}
