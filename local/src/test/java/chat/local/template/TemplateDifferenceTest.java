package chat.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class TemplateDifferenceTest {
    private static final String TEMPLATE =
            """
            {"Parameters": {"Colour": {"Type": "String", "Default": "blue"}},
             "Resources": {
              "Send": {"Type": "AWS::Lambda::Function",
               "Properties": {"Code": {"S3Key": "one.jar"}, "Handler": "a.Send", "MemorySize": 512},
               "Metadata": {"aws:asset:path": "asset.one.jar"}},
              "SendVersion1": {"Type": "AWS::Lambda::Version",
               "Properties": {"FunctionName": {"Ref": "Send"}}},
              "SendAlias": {"Type": "AWS::Lambda::Alias",
               "Properties": {"Name": "live",
                "FunctionVersion": {"Fn::GetAtt": ["SendVersion1", "Version"]}}},
              "Notes": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "notes"}},
              "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Threshold": 1}}}}
            """;

    @ParameterizedTest
    @CsvSource({
        "one.jar, two.jar",
        "asset.one.jar, asset.two.jar",
        "SendVersion1, SendVersion2",
        "\"Threshold\": 1, \"Threshold\": 2",
        "AWS::CloudWatch::Alarm, AWS::SNS::Topic"
    })
    void codeAndResourcesThatDoNotRunMayDiffer(String from, String to) {
        assertThat(changed(from, to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "512, 1024, AWS::Lambda::Function Send",
        "a.Send, b.Send, AWS::Lambda::Function Send",
        "live, prod, AWS::Lambda::Alias SendAlias",
        "\"notes\", \"sheets\", AWS::DynamoDB::Table Notes",
        "blue, red, Parameters"
    })
    void everyOtherChangeIsNamed(String from, String to, String name) {
        assertThat(changed(from, to)).containsExactly(name);
    }

    @Test
    void addedAndRemovedResourcesAreNamed() {
        assertThat(changed("\"Notes\":", "\"Sheets\":"))
                .containsExactly("AWS::DynamoDB::Table Notes", "AWS::DynamoDB::Table Sheets");
    }

    @Test
    void aChangedStackNameIsNamed() {
        var other = new Assembly("Other", assembly(TEMPLATE).template(), Map.of());

        assertThat(TemplateDifference.between(assembly(TEMPLATE), other))
                .containsExactly("the stack's name");
    }

    private static List<String> changed(String from, String to) {
        assertThat(TEMPLATE).contains(from);
        return TemplateDifference.between(assembly(TEMPLATE), assembly(TEMPLATE.replace(from, to)));
    }

    private static Assembly assembly(String template) {
        try {
            return new Assembly("Stack", new ObjectMapper().readTree(template), Map.of());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }
}
