package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterPatternTest {
    static final String EVENT =
            """
            {"eventName":"INSERT","size":5,
             "dynamodb":{"Keys":{"sk":{"S":"MSG#1"}},"NewImage":{"n":{"N":"5"},"tags":{"SS":["a","b"]}}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"eventName":["INSERT"]}                                              | true
                    {"eventName":["MODIFY","INSERT"]}                                     | true
                    {"eventName":["REMOVE"]}                                              | false
                    {"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":["MSG#2"]}}}}   | false
                    {"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"MSG#"}]}}}}                | true
                    {"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"CONV#"}]}}}}               | false
                    {"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"SG#"}]}}}}                 | false
                    {"dynamodb":{"Keys":{"sk":{"S":[{"suffix":"#1"}]}}}}                  | true
                    {"dynamodb":{"Keys":{"sk":{"S":[{"suffix":"MSG"}]}}}}                 | false
                    {"eventName":[{"equals-ignore-case":"insert"}]}                       | true
                    {"dynamodb":{"OldImage":{"n":{"N":[{"exists":false}]}}}}              | true
                    {"dynamodb":{"NewImage":{"n":{"N":[{"exists":false}]}}}}              | false
                    {"dynamodb":{"NewImage":{"n":{"N":[{"exists":true}]}}}}               | true
                    {"eventName":[{"anything-but":["REMOVE","MODIFY"]}]}                  | true
                    {"eventName":[{"anything-but":"INSERT"}]}                             | false
                    {"eventName":[{"anything-but":{"prefix":"INS"}}]}                     | false
                    {"nothing":[{"anything-but":["x"]}]}                                  | false
                    {"size":[{"numeric":[">",4,"<=",5]}]}                                 | true
                    {"size":[{"numeric":["=",4]}]}                                        | false
                    {"size":[{"numeric":["=",5.0]}]}                                      | true
                    {"size":[{"numeric":["<",5]}]}                                        | false
                    {"size":[{"numeric":["<",5.1]}]}                                      | true
                    {"size":[{"numeric":[">",5]}]}                                        | false
                    {"size":[{"numeric":[">=",5]}]}                                       | true
                    {"size":[{"numeric":[">=",5.1]}]}                                     | false
                    {"size":[{"numeric":["<=",4.9]}]}                                     | false
                    {"dynamodb":{"NewImage":{"n":{"N":[{"numeric":[">",4]}]}}}}           | false
                    {"dynamodb":{"NewImage":{"tags":{"SS":["b"]}}}}                       | true
                    {"$or":[{"eventName":["REMOVE"]},{"size":[5.0]}]}                     | true
                    {"$or":[{"eventName":["REMOVE"]},{"size":[6]}]}                       | false
                    {}                                                                    | true
                    """)
    void aPatternMatchesAsInLambda(String pattern, boolean matches) {
        assertThat(FilterPattern.compile(json(pattern)).matches(json(EVENT))).isEqualTo(matches);
    }

    @Test
    void anUnknownOperatorIsRefused() {
        assertThatThrownBy(() -> FilterPattern.compile(json("{\"a\":[{\"wildcard\":\"*\"}]}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wildcard");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
