package chat.local;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tables of a Markdown document that have a column `test`, and the errors in them. Tests may
/// belong to any module.
final class TestedTables {
    private static final Path PROJECT = Path.of("..");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Map<String, List<Path>> SOURCES = sources();
    private static final Pattern ANNOTATION = Pattern.compile("\\s+@\\w*Test\\b.*");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern NAME =
            Pattern.compile("`(?<class>[A-Z]\\w*(?:Test|Contract))(?:\\.(?<method>\\w+))?`");

    /// Cells that begin with one of these describe a behaviour that does not exist here.
    private static final List<String> NOT_THERE = List.of("not there", "**no**");

    private TestedTables() {}

    /// A row of a table.
    ///
    /// @param section the heading above the table
    record Row(String section, List<String> columns, List<String> cells) {
        String behaviour() {
            return cells.getFirst();
        }

        /// The cell of a column; empty if the column or the cell does not exist.
        String cell(String column) {
            int place = columns.indexOf(column);
            return place < 0 || place >= cells.size() ? "" : cells.get(place);
        }

        private boolean isNotSupported() {
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

    /// The errors in the test cell of a row.
    static List<String> faults(Row row) {
        String where = row.section() + ", " + row.behaviour() + ": ";
        if (row.cells().size() != row.columns().size()) {
            return List.of(where + "the number of cells differs from the number of columns");
        }
        String cell = row.cell("test");
        if (row.isNotSupported()) {
            return cell.isEmpty() || cell.equals("—")
                    ? List.of()
                    : List.of(where + "a behaviour that does not exist has no test");
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
                .map(TestedTables::missing)
                .orElse(Optional.of(name + " is not the name of a test"));
    }

    private static Optional<String> missing(MatchResult name) {
        String method = name.group("method");
        List<Path> sources = SOURCES.getOrDefault(name.group("class"), List.of());
        return sources.stream().anyMatch(source -> method == null || has(source, method))
                ? Optional.empty()
                : Optional.of(name.group() + " does not exist");
    }

    /// Whether a source contains a test of this name, with an annotation directly above it.
    private static boolean has(Path source, String method) {
        try {
            List<String> lines = Files.readAllLines(source);
            var declared = Pattern.compile("\\s+(default )?void " + method + "\\(.*");
            for (int i = 0; i < lines.size(); i++) {
                if (declared.matcher(lines.get(i)).matches()) {
                    return lines.subList(0, i).reversed().stream()
                            .takeWhile(line -> !line.isBlank())
                            .anyMatch(line -> ANNOTATION.matcher(line).matches());
                }
            }
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The test sources of all modules by class name.
    private static Map<String, List<Path>> sources() {
        try (var modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve(TESTS))
                    .filter(Files::isDirectory)
                    .flatMap(TestedTables::sources)
                    .collect(
                            groupingBy(file -> file.getFileName().toString().replace(".java", "")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
