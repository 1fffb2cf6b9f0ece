package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `kept.mjs`, with a script in the place of the AWS CLI that answers as AWS does.
final class KeptTest {
    private static final String TABLE = "ServerlessChat-Users-1A";
    private static final String ANOTHER = "ServerlessChat-Messages-2B";
    private static final String POOL = "eu-west-1_3C";

    @TempDir Path folder = Path.of("");

    @BeforeEach
    void anEndedStackHasKeptTwoTablesAndAUserPool() throws IOException {
        answer(
                "cloudformation list-stacks",
                """
                {"StackSummaries": [
                  {"StackName": "ServerlessChat", "StackId": "arn:old", "CreationTime": "2026-01-01"},
                  {"StackName": "ServerlessChat", "StackId": "arn:new", "CreationTime": "2026-02-01"},
                  {"StackName": "Another", "StackId": "arn:other", "CreationTime": "2026-03-01"}]}\
                """);
        answer(
                "cloudformation list-stack-resources --stack-name arn:new",
                """
                {"StackResourceSummaries": [%s, %s, %s, %s, %s]}\
                """
                        .formatted(
                                resource("Users", "DynamoDB::Table", TABLE, "DELETE_SKIPPED"),
                                resource("Messages", "DynamoDB::Table", ANOTHER, "DELETE_SKIPPED"),
                                resource("UserPool", "Cognito::UserPool", POOL, "DELETE_SKIPPED"),
                                resource("LogRole", "IAM::Role", "role", "DELETE_SKIPPED"),
                                resource("Rates", "DynamoDB::Table", "rates", "DELETE_COMPLETE")));
        answer("dynamodb scan --table-name " + TABLE, "{\"Count\": 0}");
        answer("dynamodb scan --table-name " + ANOTHER, "{\"Count\": 1}");
        answer("cognito-idp list-users", "{\"Users\": []}");
    }

    @Test
    void theTablesAndTheUserPoolOfTheLastStackAreListed() throws Exception {
        assertThat(run("list"))
                .isEqualTo(
                        "0\nUsers\tAWS::DynamoDB::Table\t"
                                + TABLE
                                + "\nMessages\tAWS::DynamoDB::Table\t"
                                + ANOTHER
                                + "\nUserPool\tAWS::Cognito::UserPool\t"
                                + POOL);
    }

    @Test
    void whatAnotherStackHasTakenBackIsNotListed() throws Exception {
        answer(
                "cloudformation describe-stack-resources --physical-resource-id " + TABLE,
                "{\"StackResources\": [%s]}"
                        .formatted(resource("Users", "DynamoDB::Table", TABLE, "UPDATE_COMPLETE")));

        assertThat(run("list")).doesNotContain(TABLE).contains(ANOTHER);
    }

    @Test
    void theMappingNamesEachResourceAsCdkImportExpects() throws Exception {
        assertThat(run("import")).startsWith("0\nkept.json is written.");
        assertThat(folder.resolve("kept.json"))
                .content()
                .isEqualToIgnoringWhitespace(
                        "{\"Users\": {\"TableName\": \"%s\"}, \"Messages\": {\"TableName\": \"%s\"},"
                                        .formatted(TABLE, ANOTHER)
                                + "\"UserPool\": {\"UserPoolId\": \"%s\"}}".formatted(POOL));
    }

    @Test
    void onlyWhatIsEmptyIsDeleted() throws Exception {
        assertThat(run("delete"))
                .isEqualTo(
                        "1\ndeleted Users %s\nkept Messages %s: it has data; --with-data deletes it,"
                                        .formatted(TABLE, ANOTHER)
                                + " too\ndeleted UserPool "
                                + POOL);
        assertThat(calls("delete-"))
                .containsExactly(
                        "dynamodb delete-table --table-name " + TABLE,
                        "cognito-idp delete-user-pool --user-pool-id " + POOL);
        assertThat(calls("protection"))
                .containsExactly(
                        "dynamodb update-table --table-name "
                                + TABLE
                                + " --no-deletion-protection-enabled",
                        "cognito-idp update-user-pool --user-pool-id "
                                + POOL
                                + " --deletion-protection INACTIVE");
    }

    @Test
    void dataIsDeletedOnRequest() throws Exception {
        assertThat(run("delete", "--with-data")).startsWith("0\n");
        assertThat(calls("delete-table")).hasSize(2);
    }

    /// The script stops at the first failure, and can be run again.
    @Test
    void aRefusalOfAwsIsShown() throws Exception {
        answer("dynamodb scan --table-name " + TABLE, "");

        assertThat(run("delete")).isEqualTo("1\nAccessDenied");
        assertThat(calls("delete-")).isEmpty();
    }

    @Test
    void aStackThatNeverEndedHasKeptNothing() throws Exception {
        assertThat(run("list", "--stack", "chat-2"))
                .isEqualTo("1\nno stack chat-2 was deleted or rolled back in the last 90 days");
    }

    @Test
    void aWrongCommandIsExplained() throws Exception {
        assertThat(run("remove")).startsWith("1\nusage: node kept.mjs list|import|delete");
    }

    private static String resource(String id, String type, String physical, String status) {
        return "{\"LogicalResourceId\": \"%s\", \"ResourceType\": \"AWS::%s\",".formatted(id, type)
                + " \"PhysicalResourceId\": \"%s\", \"ResourceStatus\": \"%s\"}"
                        .formatted(physical, status);
    }

    /// Sets the answer to calls that start with these words; an empty one is a refusal.
    private void answer(String call, String json) throws IOException {
        Files.writeString(folder.resolve(call.replace(' ', '+') + ".answer"), json);
    }

    private List<String> calls(String word) throws IOException {
        return Files.readAllLines(folder.resolve("calls")).stream()
                .map(line -> line.replace(" --output json", ""))
                .filter(line -> line.contains(word))
                .toList();
    }

    /// @return the exit code and the output
    private String run(String... arguments) throws Exception {
        Path cli =
                Files.writeString(
                        folder.resolve("aws"),
                        """
                        #!/bin/sh
                        echo "$*" >> calls
                        call=$(echo "$*" | tr ' ' '+')
                        for file in *.answer; do
                          case $call in
                            "${file%.answer}"*)
                              test -s "$file" || { echo AccessDenied >&2; exit 254; }
                              exec cat "$file" ;;
                          esac
                        done
                        case $call in
                          *describe-stack-resources*)
                            echo "Stack for $5 does not exist" >&2; exit 254 ;;
                        esac
                        """);
        assertThat(cli.toFile().setExecutable(true)).isTrue();
        var command = new ArrayList<>(List.of("node", Path.of("kept.mjs").toAbsolutePath() + ""));
        Stream.of(arguments).forEach(command::add);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().merge("PATH", folder + ":", (path, first) -> first + path);
        var process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + output.strip();
    }
}
