package chat.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tables of a Markdown document that have a column `test`, and what is wrong in them.
final class FidelityTables {
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern NAME =
            Pattern.compile("`(?<class>[A-Z]\\w*(?:Test|Contract))(?:\\.(?<method>\\w+))?`");

    /// Beginnings of a cell that says that there is no such behaviour here.
    private static final List<String> NOT_THERE = List.of("not there", "**no**");

    private FidelityTables() {}

    /// A row of a table.
    ///
    /// @param section the heading that the table stands under
    record Row(String section, List<String> columns, List<String> cells) {
        String behaviour() {
            return cells.getFirst();
        }

        /// What stands in a column; empty if there is no such column, or no such cell.
        String cell(String column) {
            int place = columns.indexOf(column);
            return place < 0 || place >= cells.size() ? "" : cells.get(place);
        }

        private boolean saysNotThere() {
            return NOT_THERE.stream().anyMatch(cell("like AWS?")::startsWith);
        }
    }

    /// The rows of all tables with a column `test`.
    static List<Row> rows(String document) {
        var rows = new ArrayList<Row>();
        String section = "";
        List<String> columns = List.of();
        for (String line : document.lines().toList()) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            }
            if (!line.startsWith("|")) {
                columns = List.of();
            } else if (columns.isEmpty()) {
                columns = cells(line);
            } else if (!line.startsWith("|---") && columns.contains("test")) {
                rows.add(new Row(section, columns, cells(line)));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        var cells = CELL_BORDER.splitAsStream(line.strip()).map(String::strip).toList();
        return cells.subList(1, cells.size());
    }

    /// What is wrong with a row's tests.
    static List<String> faults(Row row) {
        String where = row.section() + ", " + row.behaviour() + ": ";
        if (row.cells().size() != row.columns().size()) {
            return List.of(where + "it has not as many cells as the table has columns");
        }
        String cell = row.cell("test");
        if (row.saysNotThere()) {
            return cell.isEmpty() || cell.equals("—")
                    ? List.of()
                    : List.of(where + "what is not there has no test");
        }
        if (cell.isEmpty()) {
            return List.of(where + "names no test");
        }
        return Arrays.stream(cell.split(",", -1))
                .map(String::strip)
                .flatMap(name -> fault(name).stream())
                .map(fault -> where + fault)
                .toList();
    }

    private static Optional<String> fault(String name) {
        return NAME.matcher(name)
                .results()
                .filter(found -> found.group().equals(name))
                .findFirst()
                .map(FidelityTables::missing)
                .orElse(Optional.of(name + " is no name of a test"));
    }

    private static Optional<String> missing(MatchResult name) {
        String method = name.group("method");
        return classes(name.group("class")).anyMatch(each -> method == null || has(each, method))
                ? Optional.empty()
                : Optional.of(name.group() + " does not exist");
    }

    private static boolean has(Class<?> type, String method) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .flatMap(each -> Arrays.stream(each.getAnnotations()))
                .map(annotation -> annotation.annotationType().getSimpleName())
                .anyMatch(annotation -> annotation.endsWith("Test"));
    }

    private static Stream<Class<?>> classes(String simpleName) {
        try (var files = Files.walk(TESTS)) {
            List<Path> found = files.filter(file -> file.endsWith(simpleName + ".java")).toList();
            return found.stream().map(FidelityTables::load);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(Path source) {
        String path = TESTS.relativize(source).toString().replace(".java", "");
        try {
            return Class.forName(path.replace(source.getFileSystem().getSeparator(), "."));
        } catch (ClassNotFoundException notCompiled) {
            throw new IllegalStateException(notCompiled);
        }
    }
}
