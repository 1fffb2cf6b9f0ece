package chat.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

final class PlanReaderTest {
    private static final Path DOCUMENT = Path.of("../docs/local-runtime.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```json faults\n(.*?)```", Pattern.DOTALL);

    private static final PlanReader READER = new PlanReader(TestFaults.NAMES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                             | the body is not a JSON object",
                "{                                              | the body is not JSON",
                "{} {}                                          | the body is not JSON",
                "{'x':1}                                        | x is unknown; known are [conn",
                "{'seed':'7'}                                   | seed is not a whole number",
                "{'cut':'yes'}                                  | cut is not true or false",
                "{'pushes':{}}                                  | pushes is not a list",
                "{'pushes':[{}]}                                | pushes[0].do is not one of [answ",
                "{'pushes':[{'do':'kill'}]}                     | pushes[0].do is not one of",
                "{'pushes':[{'do':'answer'}]}                   | pushes[0].status is not a status",
                "{'pushes':[{'do':'answer','status':99}]}       | pushes[0].status is not a status",
                "{'pushes':[{'do':'drop','status':429}]}        | pushes[0].status is unknown",
                "{'pushes':[{'do':'drop'},{'do':'drop','x':1}]} | pushes[1].x is unknown",
                "{'pushes':[{'do':'drop','user':7}]}            | pushes[0].user is not a text",
                "{'pushes':[{'do':'drop','probability':2}]}     | pushes[0].probability is not",
                "{'pushes':[{'do':'drop','probability':'a'}]}   | pushes[0].probability is not",
                "{'pushes':[{'do':'drop','times':-1}]}          | pushes[0].times is not a whole",
                "{'streams':[{'do':'delay'}]}                   | streams[0].milliseconds is not a",
                "{'invocations':[{'do':'kill','point':'x'}]}    | invocations[0].point is unknown:"
                        + " 'x'; known are [after dynamodb:BatchGetItem,",
                "{'invocations':[{'do':'kill','point':'after dynamodb:PutItm'}]} | unknown: 'after"
                        + " dynamodb:PutItm'; known are",
                "{'invocations':[{'do':'kill','function':'Sned'}]} | invocations[0].function is"
                        + " unknown: 'Sned'; known are [Deliver, F, SendMessage, Worker]",
                "{'pushes':[{'do':'drop','function':'Sned'}]}   | pushes[0].function is unknown",
                "{'pushes':[{'do':'drop','method':'PUT'}]}      | pushes[0].method is unknown:"
                        + " 'PUT'; known are [DELETE, GET, POST]",
                "{'streams':[{'do':'split','function':'SendMessage'}]} | streams[0].function is"
                        + " unknown: 'SendMessage'; known are [Deliver, F]",
                "{'tables':[{'do':'fail','table':'Mesages'}]}   | tables[0].table is unknown:"
                        + " 'Mesages'; known are [Messages, Orders]",
                "{'tables':[{'do':'fail','operation':'Put'}]}   | tables[0].operation is unknown",
                "{'invocations':[{'do':'fail','point':'before dynamodb:PutItem'}]} | at a call a",
            })
    void anErrorInTheDocumentIsNamed(String document, String message) {
        assertThatThrownBy(() -> READER.read(document.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyDocumentHasNoFaults() {
        var plan = READER.read("{}");

        assertThat(plan.cut()).isFalse();
        for (Section section : Section.values()) {
            assertThat(plan.of(section)).isEmpty();
        }
    }

    @Test
    void theSameSeedDrawsTheSameFaults() {
        String document = "{\"seed\": 7}";

        assertThat(READER.read(document).draw()).isEqualTo(READER.read(document).draw());
    }

    @Test
    void everyEffectOfEverySectionCanBeRead() {
        for (Section section : Section.values()) {
            for (String effect : section.effects()) {
                String more =
                        switch (effect) {
                            case "delay" -> ",\"milliseconds\":1";
                            case "answer" -> ",\"status\":429";
                            default -> "";
                        };
                String document =
                        "{\"%s\":[{\"do\":\"%s\"%s}]}".formatted(section.key(), effect, more);
                assertThatCode(() -> READER.read(document)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void theExamplesOfTheDocumentAreValid() throws IOException {
        List<String> examples = new ArrayList<>();
        EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(example -> examples.add(example.group(1)));

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThatCode(() -> READER.read(example)).as(example).doesNotThrowAnyException();
        }
    }
}
