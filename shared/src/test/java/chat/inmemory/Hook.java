package chat.inmemory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Lets something happen just before certain port calls: what another function does meanwhile.
///
/// @param call when, as `Port.method`
/// @param happening what happens, on the calling thread
public record Hook(String call, Runnable happening) implements Tap {
    @Override
    public <T> T on(Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            if (call.equals(port.getSimpleName() + "." + method.getName())) {
                                happening.run();
                            }
                            try {
                                return method.invoke(target, arguments);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause() == null ? failed : failed.getCause();
                            }
                        }));
    }
}
