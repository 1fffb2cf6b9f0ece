import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks (`check`) or rewrites (`write`) every Java file below a folder in google-java-format's
/// AOSP style. The build runs it with the project's JDK, which Maven itself need not be running on.
public final class Format {
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git", "cdk.out");

    private Format() {}

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments[0].equals("write");
        Path root = Path.of(arguments[1]);
        var style = JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP);
        var options = style.build();
        var unformatted =
                javaFiles(root).parallelStream()
                        .filter(file -> !isFormatted(file, options, write))
                        .map(root::relativize)
                        .toList();
        unformatted.forEach(file -> System.out.println((write ? "formatted " : "") + file));
        if (!write && !unformatted.isEmpty()) {
            System.err.println("Not formatted. Run: ./mvnw -N verify -Dformat");
            System.exit(1);
        }
    }

    private static boolean isFormatted(Path file, JavaFormatterOptions options, boolean write) {
        try {
            String source = Files.readString(file);
            String formatted =
                    new Formatter(options)
                            .formatSourceAndFixImports(
                                    RemoveUnusedImports.removeUnusedImports(source));
            boolean equal = formatted.equals(source);
            if (!equal && write) {
                Files.writeString(file, formatted);
            }
            return equal;
        } catch (IOException | FormatterException failure) {
            throw new IllegalStateException(file + " cannot be formatted", failure);
        }
    }

    private static List<Path> javaFiles(Path root) throws Exception {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        return SKIPPED.contains(dir.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (file.toString().endsWith(".java")) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}
