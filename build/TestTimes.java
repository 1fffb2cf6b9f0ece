import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Prints the test classes that took longest in the last `./mvnw verify`, as the table in
/// CONTRIBUTING.md. Run it in the project's root: `java build/TestTimes.java`.
class TestTimes {
    private static final int ROWS = 15;
    private static final Pattern SUITE =
            Pattern.compile("<testsuite [^>]*?name=\"([^\"]+)\" time=\"([0-9.,]+)\"");

    record Suite(String module, String name, double seconds) {}

    public static void main(String[] arguments) throws Exception {
        var suites = new ArrayList<Suite>();
        for (String module : List.of("shared", "functions", "infra-cdk", "local")) {
            Path reports = Path.of(module, "target", "surefire-reports");
            if (!Files.isDirectory(reports)) {
                System.err.println("No reports in " + reports + ": run ./mvnw verify first.");
                System.exit(1);
            }
            try (Stream<Path> files = Files.list(reports)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                    var suite = SUITE.matcher(Files.readString(file));
                    if (suite.find()) {
                        double seconds = Double.parseDouble(suite.group(2).replace(",", ""));
                        suites.add(new Suite(module, suite.group(1), seconds));
                    }
                }
            }
        }
        suites.sort(Comparator.comparingDouble(Suite::seconds).reversed());
        System.out.println("| class | module | seconds |\n|---|---|--:|");
        suites.stream().limit(ROWS).forEach(s -> print(s.name(), s.module(), s.seconds()));
        double others = suites.stream().skip(ROWS).mapToDouble(Suite::seconds).sum();
        print(suites.size() - ROWS + " others", "", others);
        print("all", "", suites.stream().mapToDouble(Suite::seconds).sum());
    }

    private static void print(String name, String module, double seconds) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.0f |%n", name, module, seconds);
    }
}
