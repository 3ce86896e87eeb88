package io.manometer.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

class AgentArgumentTest {
    private static final File JAR = new File("/repo/agent.jar");

    private final AgentArgument plain = AgentArgument.of(JAR, new File("/p/target/manometer/surefire"), "");

    @Test
    void each_jvm_writes_a_file_of_its_own_and_waits_for_it() {
        assertThat(plain.text())
                .isEqualTo("-javaagent:/repo/agent.jar=record=/p/target/manometer/surefire/%p-%t.jfr,record.wait=true");
    }

    @Test
    void further_options_come_last() {
        assertThat(AgentArgument.of(JAR, new File("/p"), " period=250ms ").text())
                .endsWith(",record.wait=true,period=250ms");
    }

    @Test
    void a_space_asks_for_quotes_and_a_comma_for_a_backslash() {
        assertThat(AgentArgument.of(JAR, new File("/my work, all"), "").text())
                .isEqualTo("\"-javaagent:/repo/agent.jar=record=/my work\\, all/%p-%t.jfr,record.wait=true\"");
    }

    @Test
    void it_comes_before_what_there_is() {
        assertThat(plain.before("-Xmx64m -Da=\"b c\"")).isEqualTo(plain.text() + " -Xmx64m -Da=\"b c\"");
        assertThat(plain.before("")).isEqualTo(plain.text());
        assertThat(plain.before(null)).isEqualTo(plain.text());
    }

    @Test
    void an_earlier_one_goes_and_other_agents_stay() {
        AgentArgument integration = AgentArgument.of(JAR, new File("/p/with space/failsafe"), "");
        AgentArgument unit = AgentArgument.of(JAR, new File("/p/with space/surefire"), "");
        String line = unit.before("-javaagent:/repo/jacoco.jar=a=b -Xmx64m");

        assertThat(integration.before(line)).isEqualTo(integration.text() + " -javaagent:/repo/jacoco.jar=a=b -Xmx64m");
        assertThat(integration.before(integration.before(line))).isEqualTo(integration.before(line));
    }

    @Test
    void it_knows_whether_a_line_has_it() {
        assertThat(plain.isIn(plain.before("-Xmx64m"))).isTrue();
        assertThat(plain.isIn("-Xmx64m -javaagent:/repo/jacoco.jar")).isFalse();
        assertThat(plain.isIn(null)).isFalse();
    }
}
