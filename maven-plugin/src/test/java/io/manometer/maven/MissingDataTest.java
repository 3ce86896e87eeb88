package io.manometer.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringReader;
import java.util.Map;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class MissingDataTest {
    private static final AgentArgument AGENT = AgentArgument.of(new File("/repo/agent.jar"), new File("/p"), "");
    private static final Prepared PREPARED = new Prepared("argLine", AGENT);
    private static final String SET = AGENT.before("");

    @Test
    void the_goal_that_did_not_run() {
        assertThat(explain(null, "", "", null, Map.of()))
                .contains("prepare-agent has not run", "<goal>prepare-agent</goal>");
    }

    @Test
    void the_goal_that_is_skipped() {
        assertThat(explain(new Prepared("argLine", null), "", "", "", Map.of()))
                .contains("is skipped", "-Dmanometer.skip");
    }

    @Test
    void an_arg_line_in_the_pom() {
        assertThat(explain(PREPARED, "<argLine>-Xmx1g</argLine>", "<argLine>-Xmx1g</argLine>", SET, Map.of()))
                .contains(
                        "<argLine>-Xmx1g</argLine> of maven-surefire-plugin replaces",
                        "<argLine>@{argLine} -Xmx1g</argLine>");
    }

    @Test
    void an_arg_line_that_is_read_too_early() {
        assertThat(explain(
                        PREPARED, "<argLine>-Xmx1g</argLine>", "<argLine>${argLine} -Xmx1g</argLine>", SET, Map.of()))
                .contains("before prepare-agent has set it", "<argLine>@{argLine} -Xmx1g</argLine>");
    }

    @Test
    void an_arg_line_on_the_command_line() {
        assertThat(explain(PREPARED, "", "", SET, Map.of("argLine", "-Xmx1g")))
                .contains("-DargLine=-Xmx1g on the command line");
    }

    @Test
    void a_property_that_another_plugin_replaced() {
        assertThat(explain(PREPARED, "", "", "-javaagent:/repo/jacoco.jar", Map.of()))
                .contains("was set anew", "<propertyName>manometerArgLine</propertyName>");
    }

    @Test
    void a_property_that_nobody_reads() {
        assertThat(explain(new Prepared("manometerArgLine", AGENT), "", "", SET, Map.of()))
                .contains("doesn't read the property manometerArgLine", "<argLine>@{manometerArgLine}</argLine>");
    }

    @Test
    void tests_in_mavens_own_jvm() {
        assertThat(explain(PREPARED, "<forkCount>0</forkCount>", "", SET, Map.of()))
                .contains("(forkCount 0)", "<forkCount>1</forkCount>");
        assertThat(explain(PREPARED, "", "", SET, Map.of("surefire.forkCount", "0")))
                .contains("(forkCount 0)");
    }

    @Test
    void an_agent_that_left_nothing() {
        assertThat(explain(PREPARED, "<argLine>@{argLine}</argLine>", "", SET, Map.of()))
                .contains("begin with \"manometer:\"");
    }

    private static String explain(
            Prepared prepared, String effective, String written, String property, Map<String, String> commandLine) {
        return new MissingData(
                        TestRun.UNIT,
                        prepared,
                        RunnerConfiguration.effective(model(effective), TestRun.UNIT),
                        RunnerConfiguration.written(model(written), TestRun.UNIT),
                        property,
                        commandLine,
                        Map.of())
                .explain();
    }

    private static Model model(String configuration) {
        Plugin surefire = new Plugin();
        surefire.setGroupId("org.apache.maven.plugins");
        surefire.setArtifactId("maven-surefire-plugin");
        try {
            surefire.setConfiguration(
                    Xpp3DomBuilder.build(new StringReader("<configuration>" + configuration + "</configuration>")));
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
        Model model = new Model();
        model.setBuild(new Build());
        model.getBuild().addPlugin(surefire);
        return model;
    }
}
