package io.manometer.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/** Rules as Prometheus reads them. */
final class RulesYaml {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private RulesYaml() {}

    static String alerts(List<Alert> alerts) throws JsonProcessingException {
        ObjectNode file = YAML.createObjectNode();
        ArrayNode rules = group(file, "manometer-alerts");
        for (Alert alert : alerts) {
            ObjectNode rule = rules.addObject();
            rule.put("alert", alert.name());
            rule.put("expr", alert.expression());
            rule.put("for", alert.holds());
            if (!alert.keep().isEmpty()) {
                rule.put("keep_firing_for", alert.keep());
            }
            rule.putObject("labels").put("severity", alert.severity());
            ObjectNode texts = rule.putObject("annotations");
            texts.put("summary", alert.summary());
            texts.put("impact", alert.impact());
            texts.put("steps", steps(alert.steps()));
            texts.put("dashboard", link(alert));
        }
        return YAML.writeValueAsString(file);
    }

    static String recordings(List<RecordingRule> recordings) throws JsonProcessingException {
        ObjectNode file = YAML.createObjectNode();
        ArrayNode rules = group(file, "manometer-recordings");
        for (RecordingRule recording : recordings) {
            rules.addObject().put("record", recording.name()).put("expr", recording.expression());
        }
        return YAML.writeValueAsString(file);
    }

    private static ArrayNode group(ObjectNode file, String name) {
        ObjectNode group = file.putArray("groups").addObject();
        group.put("name", name);
        return group.putArray("rules");
    }

    private static String steps(List<String> steps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(i + 1).append(". ").append(steps.get(i)).append('\n');
        }
        return text.toString();
    }

    /** Relative to the Grafana server, whose address the rules can't know. */
    private static String link(Alert alert) {
        String scope = "/d/" + alert.dashboard()
                + "?var-job={{ $labels.job | urlquery }}&var-instance={{ $labels.instance | urlquery }}";
        return alert.dashboard().equals(AgentDashboard.UID) ? scope : scope + "&var-hop={{ $labels.hop | urlquery }}";
    }
}
