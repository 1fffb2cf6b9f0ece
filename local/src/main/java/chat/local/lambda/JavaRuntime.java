package chat.local.lambda;

import chat.local.files.Folders;
import chat.local.files.TemporaryFolders;
import chat.local.template.Function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;

import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lambda's Java runtime, installed in a temporary folder. Starts a function's JVM.
///
/// The JVM is that of this process, with Lambda's flags. Its environment consists of the function's
/// and Lambda's variables, without any of this process.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined
///   runtime environment variables</a>
final class JavaRuntime implements AutoCloseable {
    /// The share that Lambda uses: 445645 KB of heap for 512 MB.
    private static final double HEAP_SHARE = 0.85;

    private static final int KB_PER_MB = 1024;
    private static final String NATIVE_CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Path MUSL_LOADERS = Path.of("/lib");

    private final Path folder;
    private final Path nativeClient;
    private final String classPath;

    private JavaRuntime(Path folder) throws IOException {
        this.folder = folder;
        nativeClient = folder.resolve("libaws-lambda-jni.so");
        // Unpacked once here. Otherwise each JVM unpacks it to the same place in /tmp, and two that
        // start at the same time read each other's half-written file.
        String platform =
                platform(System.getProperty("os.name"), System.getProperty("os.arch"), isMusl());
        copy(AWSLambda.class, "/jni/libaws-lambda-jni." + platform + ".so", nativeClient);
        String bootstrap = Bootstrap.class.getName().replace('.', '/') + ".class";
        copy(Bootstrap.class, "/" + bootstrap, folder.resolve(bootstrap));
        classPath =
                Stream.concat(
                                Stream.of(folder),
                                Stream.of(
                                                AWSLambda.class,
                                                RequestHandler.class,
                                                PojoSerializer.class,
                                                SdkInternalThreadLocal.class)
                                        .map(JavaRuntime::jar))
                        .map(Path::toString)
                        .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /// Installs the runtime.
    ///
    /// @throws IllegalStateException if the runtime interface client has no native code for this
    ///   machine; it runs on Linux, x86_64 or aarch64
    static JavaRuntime install() {
        try {
            return new JavaRuntime(TemporaryFolders.create("lambda-runtime-"));
        } catch (IOException failure) {
            throw new UncheckedIOException("Lambda's runtime could not be installed", failure);
        }
    }

    /// Starts a function's JVM, which first requests an invocation from the Runtime API.
    ///
    /// @param runtimeApi host and port of the Runtime API
    Process start(Function function, Path taskRoot, String runtimeApi) throws IOException {
        var builder = new ProcessBuilder(command(function)).directory(taskRoot.toFile());
        var environment = builder.environment();
        environment.clear();
        environment.putAll(function.environment());
        environment.putAll(
                Map.of(
                        "_HANDLER",
                        function.handler(),
                        "AWS_EXECUTION_ENV",
                        "AWS_Lambda_java" + Runtime.version().feature(),
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        InvocationContext.LOG_STREAM,
                        "AWS_LAMBDA_RUNTIME_API",
                        runtimeApi,
                        "LAMBDA_RUNTIME_DIR",
                        folder.toString(),
                        "LAMBDA_TASK_ROOT",
                        taskRoot.toString(),
                        "LANG",
                        "en_US.UTF-8",
                        "PATH",
                        "/usr/local/bin:/usr/bin/:/bin:/opt/bin",
                        "TZ",
                        ":UTC"));
        return builder.start();
    }

    /// Deletes the runtime's files. Running JVMs keep what they have loaded.
    @Override
    public void close() {
        Folders.delete(folder);
    }

    private List<String> command(Function function) {
        long heapKb = (long) (function.memoryMegabytes() * KB_PER_MB * HEAP_SHARE);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + heapKb + "k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ErrorFileToStderr",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED", // For the client's native code.
                "--sun-misc-unsafe-memory-access=allow", // Avoids a warning.
                "-Djava.net.preferIPv4Stack=true",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", // For hooks.
                "-D" + NATIVE_CLIENT + "=" + nativeClient,
                "-classpath",
                classPath,
                Bootstrap.class.getName(),
                function.handler());
    }

    /// The client's name for the platform of its native code.
    ///
    /// @throws IllegalStateException if the platform is not supported
    static String platform(String system, String machine, boolean musl) {
        String name =
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "aarch_64";
                    default -> "";
                };
        if (!system.equals("Linux") || name.isEmpty()) {
            throw new IllegalStateException(
                    "functions in their own processes need Linux on x86_64 or aarch64, for which"
                            + " Lambda's runtime interface client has native code; this is "
                            + (system + " on " + machine));
        }
        return (musl ? "linux_musl-" : "linux-") + name;
    }

    private static boolean isMusl() throws IOException {
        if (!Files.isDirectory(MUSL_LOADERS)) {
            return false;
        }
        try (var loaders = Files.newDirectoryStream(MUSL_LOADERS, "ld-musl-*")) {
            return loaders.iterator().hasNext();
        }
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static void copy(Class<?> owner, String resource, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource))) {
            Files.copy(in, file);
        }
    }
}
