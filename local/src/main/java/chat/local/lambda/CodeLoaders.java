package chat.local.lambda;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The class loaders of the deployment packages, one per jar.
///
/// A jar sees the JDK and `aws-lambda-java-core` (so that both sides mean the same
/// `RequestHandler`), and nothing else of this runtime: a class that is missing in the jar is
/// missing here too. Functions of the same jar share one loader, hence static state; on AWS each
/// has a process of its own.
///
/// Safe for use by several threads.
final class CodeLoaders implements AutoCloseable {
    private final Map<Path, URLClassLoader> loaders = new HashMap<>();

    /// The loader of a jar, made at first use.
    synchronized ClassLoader of(Path jar) {
        return loaders.computeIfAbsent(jar.toAbsolutePath().normalize(), CodeLoaders::open);
    }

    @Override
    public synchronized void close() {
        for (var loader : loaders.values()) {
            try {
                loader.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        loaders.clear();
    }

    private static URLClassLoader open(Path jar) {
        try {
            return new URLClassLoader(
                    jar.getFileName().toString(),
                    new URL[] {jar.toUri().toURL()},
                    new RuntimeClasses());
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(jar + " has no URL", impossible);
        }
    }

    /// What Lambda's runtime puts under a function's own classes: the JDK, the interfaces that
    /// runtime and function talk by, and the serializers. Each jar has serializers of its own: they
    /// remember event classes by name, and two jars have two classes of one name.
    private static final class RuntimeClasses extends URLClassLoader {
        private static final String API = "com.amazonaws.services.lambda.runtime.";

        static {
            registerAsParallelCapable();
        }

        RuntimeClasses() {
            super(
                    "lambda-runtime",
                    new URL[] {
                        LambdaEventSerializers.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                    },
                    ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return isShared(name)
                    ? CodeLoaders.class.getClassLoader().loadClass(name)
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
}
