package chat.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

final class DynamoDbPermissionsTest {
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    @Test
    void aRequestNeedsPermissionForItsTable() {
        assertThat(of("UpdateItem", "{'TableName':'T'}"))
                .contains(List.of(new Permission("dynamodb:UpdateItem", TABLE + "T")));
        assertThat(of("UpdateItem", "{'TableName':'" + TABLE + "T'}"))
                .contains(List.of(new Permission("dynamodb:UpdateItem", TABLE + "T")));
    }

    @Test
    void aQueryOfAnIndexNeedsPermissionForTheIndexAndNotTheTable() {
        assertThat(of("Query", "{'TableName':'T','IndexName':'i'}"))
                .contains(List.of(new Permission("dynamodb:Query", TABLE + "T/index/i")));
    }

    @Test
    void aBatchNeedsItsOwnActionOnEachOfItsTables() {
        assertThat(of("BatchGetItem", "{'RequestItems':{'T':{},'U':{}}}"))
                .contains(
                        List.of(
                                new Permission("dynamodb:BatchGetItem", TABLE + "T"),
                                new Permission("dynamodb:BatchGetItem", TABLE + "U")));
    }

    @Test
    void aTransactionNeedsEachItemsAction() {
        assertThat(
                        of(
                                "TransactWriteItems",
                                """
                                {'TransactItems':[{'Put':{'TableName':'T'}},{'Update':{'TableName':'T'}},
                                {'Delete':{'TableName':'U'}},{'ConditionCheck':{'TableName':'V'}}]}
                                """))
                .contains(
                        List.of(
                                new Permission("dynamodb:PutItem", TABLE + "T"),
                                new Permission("dynamodb:UpdateItem", TABLE + "T"),
                                new Permission("dynamodb:DeleteItem", TABLE + "U"),
                                new Permission("dynamodb:ConditionCheckItem", TABLE + "V")));
        assertThat(of("TransactGetItems", "{'TransactItems':[{'Get':{'TableName':'T'}}]}"))
                .contains(List.of(new Permission("dynamodb:GetItem", TABLE + "T")));
    }

    @Test
    void aRequestWithoutATableNeedsPermissionForTheResourceItNames() {
        assertThat(of("DescribeStream", "{'StreamArn':'arn:s'}"))
                .contains(List.of(new Permission("dynamodb:DescribeStream", "arn:s")));
        assertThat(of("TagResource", "{'ResourceArn':'arn:r'}"))
                .contains(List.of(new Permission("dynamodb:TagResource", "arn:r")));
        assertThat(of("ListTables", "{}"))
                .contains(List.of(new Permission("dynamodb:ListTables", "*")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExecuteStatement", "BatchExecuteStatement", "GetRecords"})
    void unsupportedOperationsHaveNoKnownPermissions(String operation) {
        assertThat(of(operation, "{'Statement':'SELECT * FROM T'}")).isEmpty();
    }

    private static Optional<List<Permission>> of(String operation, String body) {
        try {
            var json = new ObjectMapper().readTree(body.replace('\'', '"'));
            return DynamoDbPermissions.of(operation, json);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }
}
