package chat.local.lambda;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import java.net.URL;
import java.net.URLClassLoader;

/// The classes below a function's own, as in Lambda's runtime: the JDK, the interfaces between
/// runtime and function, and the serializers. Each jar has its own serializers, because they cache
/// event classes by name, and two jars may have different classes of the same name.
final class RuntimeClasses extends URLClassLoader {
    private static final String API = "com.amazonaws.services.lambda.runtime.";

    static {
        registerAsParallelCapable();
    }

    RuntimeClasses() {
        super(
                "lambda-runtime",
                new URL[] {
                    LambdaEventSerializers.class.getProtectionDomain().getCodeSource().getLocation()
                },
                ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return isShared(name)
                ? RuntimeClasses.class.getClassLoader().loadClass(name)
                : super.findClass(name);
    }

    private static boolean isShared(String name) {
        if (!name.startsWith(API)) {
            return false;
        }
        String inPackage = name.substring(API.length());
        return inPackage.indexOf('.') < 0 || inPackage.startsWith("logging.");
    }
}
