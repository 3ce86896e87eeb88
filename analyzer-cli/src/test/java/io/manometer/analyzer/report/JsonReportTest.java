package io.manometer.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {
    private static final Path SCHEMA = Path.of("../docs/report.schema.json");

    static List<io.manometer.analyzer.model.Report> reports() {
        return List.of(
                Reports.brokenChain("OrderIntake.queue"), Reports.healthy(), Reports.untouched(), Reports.fanOut());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void the_report_is_what_the_schema_in_the_documentation_says(io.manometer.analyzer.model.Report report)
            throws IOException {
        assertThat(schema().validate(JsonReport.of(report), InputFormat.JSON)).isEmpty();
    }

    @Test
    void the_schema_knows_every_field_so_that_none_appears_undocumented() throws IOException {
        assertThat(Files.readString(SCHEMA)).contains("\"additionalProperties\": false");
        String strange = JsonReport.of(Reports.healthy()).replace("\"recordings\"", "\"recording\"");
        assertThat(schema().validate(strange, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void control_characters_are_escaped() {
        assertThat(JsonReport.of(Reports.brokenChain("evil\u001b[2J"))).doesNotContain("\u001b");
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
    }
}
