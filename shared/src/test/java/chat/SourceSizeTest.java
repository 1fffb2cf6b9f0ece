package chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

/// The sizes that CONTRIBUTING.md states, in the main code of every module.
final class SourceSizeTest {
    private static final int FILE_LINES_MAX = 250;
    private static final int METHOD_LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 6;

    private static final List<String> MODULES =
            List.of("shared", "functions", "infra-cdk", "local");

    private final List<String> tooLarge = new ArrayList<>();

    @Test
    void filesMethodsAndParameterListsAreSmall() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        for (Path source : sources) {
            check(source, "file", Files.readAllLines(source).size(), FILE_LINES_MAX);
        }
        checkMethods(sources);

        assertThat(sources).hasSizeGreaterThan(300);
        assertThat(tooLarge).isEmpty();
    }

    private void checkMethods(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            var positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Methods(unit, positions).scan(unit, null);
            }
        }
    }

    private void check(Path source, String what, long size, int max) {
        if (size > max) {
            tooLarge.add(source + ": " + what + " " + size + " > " + max);
        }
    }

    /// The methods of a file. The parameters of a record are its components, and do not count.
    private final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private boolean inRecord;

        Methods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            boolean before = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, null);
            inRecord = before;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            if (method.getBody() != null) {
                Path source = Path.of(unit.getSourceFile().getName());
                var lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, method));
                long last = lines.getLineNumber(positions.getEndPosition(unit, method));
                check(source, method.getName() + " lines", last - first + 1, METHOD_LINES_MAX);
                if (!(inRecord && method.getName().contentEquals("<init>"))) {
                    int parameters = method.getParameters().size();
                    check(source, method.getName() + " parameters", parameters, PARAMETERS_MAX);
                }
            }
            return super.visitMethod(method, null);
        }
    }
}
