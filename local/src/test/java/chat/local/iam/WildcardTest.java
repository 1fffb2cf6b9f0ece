package chat.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:a:1:q, arn:aws:sqs:a:1:q, true",
        "arn:aws:sqs:a:1:q, arn:aws:sqs:a:1:qq, false",
        "arn:aws:sqs:a:1:q, arn:aws:sqs:a:1:Q, false",
        "arn:aws:sqs:*, arn:aws:sqs:a:1:q, true",
        "arn:*/prod/POST/@connections/*, arn:a/prod/POST/@connections/x=, true",
        "arn:*/prod/POST/@connections/*, arn:a/prod/GET/@connections/x=, false",
        "table/??, table/ab, true",
        "table/??, table/abc, false",
        "*, '', true",
        "?, '', false",
        "a.c, abc, false",
        "'a\nb*', 'a\nbc', true",
    })
    void aStarIsAnyTextAndAQuestionMarkAnyCharacter(String pattern, String value, boolean matches) {
        assertThat(Wildcard.ofArn(pattern).matches(value)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "dynamodb:GetItem, dynamodb:getitem, true",
        "DynamoDB:Get*, dynamodb:GetItem, true",
        "dynamodb:*, sqs:SendMessage, false",
    })
    void theCaseOfAnActionDoesNotMatter(String pattern, String value, boolean matches) {
        assertThat(Wildcard.ofAction(pattern).matches(value)).isEqualTo(matches);
    }
}
