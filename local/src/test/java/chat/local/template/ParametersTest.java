package chat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Parameters, imports and functions in a variable of the function `Worker`.
final class ParametersTest {
    private TestAssembly assembly;

    @BeforeEach
    void write(@TempDir Path folder) {
        assembly = TestAssembly.in(folder);
        assembly.editTemplate(
                template -> {
                    template.put("Transform", "AWS::LanguageExtensions");
                    template.set(
                            "Parameters",
                            TestAssembly.parse(
                                    """
                                    {"Zones": {"Type": "CommaDelimitedList", "Default": "a, b,c"},
                                     "Size": {"Type": "String", "Default": "s",
                                              "AllowedValues": ["s", "l"]},
                                     "Name": {"Type": "String", "AllowedPattern": "[a-z]+"},
                                     "Key": {"Type": "AWS::SSM::Parameter::Value<String>",
                                             "Default": "/app/key"}}
                                    """));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Fn::Join':['-',{'Ref':'Zones'}]}             | a-b-c",
                "{'Fn::Select':[1,{'Ref':'Zones'}]}             | b",
                "{'Fn::Length':{'Ref':'Zones'}}                 | 3",
                "{'Fn::Base64':{'Ref':'Size'}}                  | cw==",
                "{'Fn::ToJsonString':{'a':[{'Ref':'Size'},1]}}  | {\"a\":[\"s\",1]}",
                "{'Fn::Sub':'${Size}-${AWS::Region}'}           | s-us-east-1"
            })
    void aFunctionHasItsValue(String function, String value) {
        variable(function);

        assertThat(valueWith(Map.of())).isEqualTo(value);
    }

    @Test
    void aVariableWithoutAValueIsLeftOut() {
        assembly.editTemplate(
                template ->
                        template.withObject("/Conditions/Never")
                                .putArray("Fn::Equals")
                                .add("a")
                                .add("b"));
        variable("{'Fn::If':['Never','x',{'Ref':'AWS::NoValue'}]}");

        assertThat(environment(Map.of())).doesNotContainKey("IT").containsKey("ORDERS_TABLE");
    }

    @Test
    void aGivenValueReplacesTheDefault() {
        variable("{'Fn::Join':['-',{'Ref':'Zones'}]}");

        assertThat(valueWith(Map.of("Zones", "x,y"))).isEqualTo("x-y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Ref':'Name'}               | Name      | the parameter Name has no default"
                        + " value",
                "{'Ref':'Key'}                | Key       | the value of /app/key in the Parameter"
                        + " Store",
                "{'Fn::ImportValue':'Out-Key'} | Out-Key  | the export Out-Key of another stack is"
                        + " not"
            })
    void aValueFromElsewhereMustBeGiven(String function, String name, String message) {
        variable(function);

        assertThatThrownBy(() -> assembly.load())
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("give it with --parameter " + name + "=VALUE");
        assertThat(valueWith(Map.of(name, "given"))).isEqualTo("given");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Ref':'Size'} | Size | xl | the parameter Size must be one of",
                "{'Ref':'Name'} | Name | A1 | the parameter Name must match [a-z]+",
                "x              | Nmae | a  | the template has no parameter or import Nmae; it has"
                        + " [Key, Name, Size, Zones]"
            })
    void aWrongValueOrNameIsAnError(String function, String name, String value, String message) {
        variable(function);

        assertThatThrownBy(() -> assembly.load(Map.of(name, value)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTableMayHaveALogicalIdOfTwoLetters() {
        assembly.edit(
                resources -> {
                    ObjectNode copy = resources.get("Orders").deepCopy();
                    copy.withObject("/Properties").remove("TableName");
                    resources.set("T1", copy);
                });

        assertThat(assembly.load().tables()).extracting(Table::name).contains("T1-table");
    }

    @Test
    void aFunctionsPropertiesWithoutEffectAreNamed(@TempDir Path folder) {
        var changed = TestAssembly.in(folder);
        changed.edit(
                "Worker",
                worker -> {
                    worker.putArray("Layers").add("arn");
                    worker.putObject("VpcConfig").putArray("SubnetIds").add("subnet");
                });

        assertThat(TemplateLoader.unapplied(Assembly.read(folder)))
                .isEqualTo(List.of("function Worker runs without its VPC, its layers"));
    }

    private void variable(String value) {
        assembly.edit(
                "Worker",
                worker ->
                        worker.withObject("/Environment/Variables")
                                .set(
                                        "IT",
                                        TestAssembly.parse(
                                                value.startsWith("{")
                                                        ? value.replace('\'', '"')
                                                        : "\"" + value + "\"")));
    }

    private String valueWith(Map<String, String> parameters) {
        return environment(parameters).getOrDefault("IT", "none");
    }

    private Map<String, String> environment(Map<String, String> parameters) {
        return assembly.load(parameters).functions().stream()
                .filter(function -> function.name().equals("Worker"))
                .findFirst()
                .orElseThrow()
                .environment();
    }
}
