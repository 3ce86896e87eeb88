package io.manometer.dashboards;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what people import. A test fails while a file is stale; README.md says how to write them anew. */
final class Generate {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Generate() {}

    static void into(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(target, file.getValue());
        }
    }

    static List<Dashboard> dashboards() {
        return List.of(
                OverviewDashboard.dashboard(),
                QueuesDashboard.dashboard(),
                NettyDashboard.dashboard(),
                KafkaDashboard.dashboard(),
                AgentDashboard.dashboard());
    }

    /** Relative path to content, for all generated files. */
    static Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        for (Dashboard dashboard : dashboards()) {
            files.put(
                    "grafana/" + dashboard.file(),
                    JSON.writer(printer).writeValueAsString(GrafanaJson.of(dashboard)) + "\n");
        }
        files.put("prometheus/manometer-alerts.yml", RulesYaml.alerts(AlertRules.all()));
        files.put("prometheus/manometer-recordings.yml", RulesYaml.recordings(RecordingRule.all()));
        return files;
    }
}
