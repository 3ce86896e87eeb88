package io.manometer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTargetTest {
    @ParameterizedTest
    @CsvSource({
        "9404, false, 127.0.0.1, 9404",
        ":0, false, 127.0.0.1, 0",
        "0.0.0.0:9404, false, 0.0.0.0, 9404",
        "[::1]:9404, false, ::1, 9404",
        "app+9404, true, 127.0.0.1, 9404",
        "metrics.acme.com:65535 + app, true, metrics.acme.com, 65535",
    })
    void an_address_may_leave_out_its_host(String text, boolean app, String host, int port) {
        assertThat(MetricsTarget.parse(text)).isEqualTo(new MetricsTarget(app, host, port));
    }

    @Test
    void app_alone_opens_no_endpoint() {
        assertThat(MetricsTarget.parse("app")).isEqualTo(new MetricsTarget(true, null, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "app+",
                "app+app",
                "host",
                "host:",
                "host:port",
                "1:2:3",
                "9404+9405",
                "a/b:1",
                ":65536",
                "-1"
            })
    void anything_else_is_none(String text) {
        assertThat(MetricsTarget.parse(text)).isNull();
    }
}
