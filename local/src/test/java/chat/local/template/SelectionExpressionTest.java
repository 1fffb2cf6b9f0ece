package chat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionExpressionTest {
    private static final String MESSAGE =
            """
            {"service":"chat","action":"join","list":["item1","item2"],"number":1,"flag":true,
             "deep":{"name":"x","with space":"y"},"nothing":null}\
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $request.body.action                           | join
                    ${request.body.action}                         | join
                    ${request.body.service}/${request.body.action} | chat/join
                    $request.body.service/$request.body.action     | chat/join
                    ${request.body.action}-${request.body.nope}    | join-
                    $request.body.list                             | [item1, item2]
                    $request.body.list[1]                          | item2
                    $request.body.deep.name                        | x
                    ${request.body.deep['with space']}             | y
                    $request.body.number                           | 1
                    $request.body.flag                             | true
                    \\$default                                     | $default
                    """)
    void anExpressionIsEvaluatedAsDocumented(String expression, String value) {
        assertThat(SelectionExpression.parse(expression).valueFor(MESSAGE)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$request.body.nope", "$request.body.nothing", "$request.body.list[7]"})
    void aPathWithoutAValueIsEmpty(String expression) {
        assertThat(SelectionExpression.parse(expression).valueFor(MESSAGE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "{", "\"join\"", "[]", "1", "{\"action\":\"join\"} {}"})
    void aMessageWithoutThePathIsEmpty(String message) {
        assertThat(SelectionExpression.parse("$request.body.action").valueFor(message)).isEmpty();
    }

    @Test
    void aValueIsNotEvaluatedAgain() {
        assertThat(
                        SelectionExpression.parse("$request.body.action")
                                .valueFor("{\"action\":\"$request.body.other\"}"))
                .isEqualTo("$request.body.other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$request.header.X", "${context.routeKey}", "$request.querystring.x"})
    void unsupportedVariablesAreAnError(String expression) {
        assertThatThrownBy(() -> SelectionExpression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expression);
    }
}
