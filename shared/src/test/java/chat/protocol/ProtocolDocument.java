package chat.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `docs/protocol.md`, parsed into lines and code blocks.
///
/// @param lines the document's lines
/// @param blocks its blocks, in order
public record ProtocolDocument(List<String> lines, List<Block> blocks) {
    private static final JSON WITH_COMMENTS =
            JSON.builder(JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build())
                    .build();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /// A fenced block of code.
    ///
    /// @param chapter the heading of level 2 above it
    /// @param section the heading of level 3 above it; empty if there is none
    /// @param before the last line of text before it
    /// @param language the language after the opening fence
    public record Block(
            String chapter, String section, String before, String language, String text) {
        boolean isJson() {
            return language.equals("json") || language.equals("jsonc");
        }

        /// Returns the example as strict JSON; unchanged if it is not JSON.
        public String json() {
            return language.equals("jsonc") ? encode(fields()) : text;
        }

        /// Returns the fields of the example, without comments.
        Map<String, Object> fields() {
            try {
                return WITH_COMMENTS.mapFrom(text);
            } catch (IOException notJson) {
                throw new UncheckedIOException(toString(), notJson);
            }
        }

        /// Returns the code spans of the line before the block.
        List<String> announced() {
            return code(before);
        }

        @Override
        public String toString() {
            return chapter + " / " + section + ": " + text.lines().findFirst().orElse("");
        }
    }

    /// Reads the document.
    public static ProtocolDocument read() {
        try {
            List<String> lines = Files.readAllLines(Path.of("..", "docs", "protocol.md"));
            return new ProtocolDocument(lines, blocks(lines));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Returns the JSON examples.
    Stream<Block> examples() {
        return blocks.stream().filter(Block::isJson);
    }

    /// Returns the JSON examples of a chapter.
    public Stream<Block> examplesOf(String chapter) {
        return examples().filter(block -> block.chapter().equals(chapter));
    }

    /// Returns the cells of all table rows in a chapter or section.
    List<List<String>> rows(String heading) {
        var rows = new ArrayList<List<String>>();
        String current = "";
        for (String line : lines) {
            if (line.startsWith("#")) {
                current = title(line);
            } else if (current.equals(heading) && line.startsWith("| ")) {
                rows.add(Stream.of(line.split("\\|")).skip(1).map(String::strip).toList());
            }
        }
        return rows.subList(1, rows.size());
    }

    /// Returns the titles of all headings.
    List<String> headings() {
        return lines.stream()
                .filter(line -> line.startsWith("#"))
                .map(ProtocolDocument::title)
                .toList();
    }

    /// Returns the code spans of a text.
    static List<String> code(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    static String encode(Map<String, Object> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    private static String title(String heading) {
        return heading.replaceFirst("^#+ ", "").replace("`", "");
    }

    private static List<Block> blocks(List<String> lines) {
        var blocks = new ArrayList<Block>();
        String chapter = "";
        String section = "";
        String before = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ")) {
                chapter = title(line);
                section = "";
            } else if (line.startsWith("### ")) {
                section = title(line);
            } else if (line.startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                String text = String.join("\n", lines.subList(i + 1, end));
                blocks.add(new Block(chapter, section, before, line.substring(3), text));
                i = end;
            } else if (!line.isBlank()) {
                before = line;
            }
        }
        return blocks;
    }
}
