package io.manometer.analyzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.scan.MadeClass;
import io.manometer.analyzer.testing.FakeAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanCommandTest {
    @TempDir
    Path folder;

    @Test
    void failsOnAnUnboundedQueueAndSaysWhatToDo() throws IOException {
        Captured scan = Captured.run("scan", jar(MadeClass.withQueue("app/Orders")));

        assertThat(scan.exitCode()).isEqualTo(1);
        assertThat(scan.out())
                .contains(
                        "unbounded-queue", "new LinkedBlockingQueue has no limit", "app.Orders.<init>(Orders.java:12)")
                .contains("give it a limit, new LinkedBlockingQueue<>(limit), and put() to it")
                .contains("FAILED: 1 finding")
                .contains("note    scanned 1 class in 1 archive");
    }

    @Test
    void passesOnALimit() throws IOException {
        Captured scan = Captured.run("scan", jar(MadeClass.withQueue("app/Orders", 100)));

        assertThat(scan.exitCode()).isZero();
        assertThat(scan.out()).contains("PASSED");
    }

    @Test
    void passesOnWhatTheCodeDoesNotTellAndSaysSo() throws IOException {
        Captured scan = Captured.run("scan", jar(MadeClass.withConfiguredQueue("app/Orders")));

        assertThat(scan.exitCode()).isZero();
        assertThat(scan.out())
                .contains("not known: app.Orders.<init>(Orders.java:12): new LinkedBlockingQueue:"
                        + " its limit is the system property limit");
    }

    @Test
    void writesTheFormatsOfTheGate() throws IOException {
        Path sarif = folder.resolve("scan.sarif");

        Captured scan = Captured.run("scan", "-o", sarif, jar(MadeClass.withQueue("app/Orders")));

        assertThat(scan.exitCode()).isEqualTo(1);
        assertThat(sarif).content().contains("\"unbounded-queue\"", "Orders.java");
    }

    @Test
    void allowsByFileAndByBaseline() throws IOException {
        Path jar = jar(MadeClass.withQueue("app/Orders"));
        Path config = Files.writeString(
                folder.resolve("manometer.toml"),
                "[[allow]]\nrule = \"unbounded-queue\"\nsite = \"app.Orders.<init>\"\nreason = \"fed by one timer\"\n");
        Path baseline = folder.resolve("baseline.txt");

        assertThat(Captured.run("scan", "--config", config, jar).exitCode()).isZero();
        assertThat(Captured.run("scan", "--baseline", baseline, "--write-baseline", jar)
                        .exitCode())
                .isZero();
        assertThat(Captured.run("scan", "--baseline", baseline, jar).exitCode()).isZero();
    }

    @Test
    void believesWhatRan() throws IOException {
        Path unbounded = jar(MadeClass.withQueue("app/Orders"));
        Path configured = new MadeClass.Jar()
                .with("app/Orders.class", MadeClass.withConfiguredQueue("app/Orders"))
                .at(folder.resolve("configured.jar"));

        assertThat(Captured.run("scan", "--recording", recording("bounded.jfr", 100), unbounded)
                        .exitCode())
                .isZero();
        Captured known = Captured.run("scan", "--recording", recording("known.jfr", 100), configured);
        assertThat(known.exitCode()).isZero();
        assertThat(known.out()).doesNotContain("not known");
        assertThat(Captured.run("scan", "--recording", recording("unbounded.jfr", -1), configured)
                        .exitCode())
                .isEqualTo(1);
    }

    private Path recording(String name, long capacity) throws IOException {
        Path file = folder.resolve(name);
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            FakeAgent.info();
            FakeAgent.describe(1, "Orders.queue", capacity);
            for (int tick = 1; tick <= 30; tick++) {
                FakeAgent.sample(1, tick, 10, 10, 0, 10L * tick, 10L * tick);
                FakeAgent.health(tick);
            }
            recording.dump(file);
        }
        return file;
    }

    @Test
    void endsWithThreeWhenAPartIsBrokenAndTheRestIsClean() throws IOException {
        Path jar = new MadeClass.Jar()
                .with("app/Broken.class", new byte[] {1, 2, 3})
                .with("app/Fine.class", MadeClass.withQueue("app/Fine", 10))
                .at(folder.resolve("app.jar"));

        Captured scan = Captured.run("scan", jar);

        assertThat(scan.exitCode()).isEqualTo(3);
        assertThat(scan.err())
                .contains(jar + "!/app/Broken.class: ends within its header; build it again, or leave it out");
    }

    @Test
    void endsWithFourWithoutClasses() throws IOException {
        Captured scan = Captured.run(
                "scan", new MadeClass.Jar().with("a.txt", new byte[0]).at(folder.resolve("no.jar")));

        assertThat(scan.exitCode()).isEqualTo(4);
        assertThat(scan.err()).contains("no class in there; pass what the compiler wrote, as target/classes or a jar");
    }

    @Test
    void endsWithThreeWhereNothingCanBeRead() {
        Captured scan = Captured.run("scan", folder.resolve("none.jar"));

        assertThat(scan.exitCode()).isEqualTo(3);
        assertThat(scan.err()).contains("none.jar: no such file or folder; check the path");
    }

    @Test
    void saysOfAClassForANewerJavaThatItNeedsANewerManometerAndReadsTheRest() throws IOException {
        byte[] newer = MadeClass.withQueue("app/Newer");
        newer[7] = 99; // the major version: JVMS 4.1
        Path jar = new MadeClass.Jar()
                .with("app/Newer.class", newer)
                .with("app/Fine.class", MadeClass.withQueue("app/Fine", 10))
                .at(folder.resolve("app.jar"));

        Captured scan = Captured.run("scan", jar);

        assertThat(scan.exitCode()).isEqualTo(3);
        assertThat(scan.err())
                .isEqualTo("manometer: " + jar + "!/app/Newer.class: is for a newer Java than this Manometer reads;"
                        + " update Manometer, or compile it with an older --release\n");
        assertThat(scan.out()).contains("scanned 1 class in 1 archive");
    }

    @Test
    void reportsWhatCouldBeReadNextToATruncatedJarAndAFileThatIsNone() throws IOException {
        Path whole = jar(MadeClass.withQueue("app/Orders"));
        Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(Files.readAllBytes(whole), 200));
        Path empty = Files.createFile(folder.resolve("empty.jar"));
        Path source = Files.writeString(folder.resolve("Orders.java"), "class Orders {}");

        Captured scan = Captured.run("scan", cut, empty, source, whole);

        assertThat(scan.exitCode()).isEqualTo(1);
        assertThat(scan.out()).contains("FAILED: 1 finding");
        assertThat(scan.err())
                .hasLineCount(3)
                .contains(
                        "cut.jar: has no directory of a zip file; pass", "empty.jar: is empty; pass", "Orders.java: ");
    }

    @Test
    void showsTheResultWhereTheFileForItCanNotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Captured scan = Captured.run("scan", "-o", file.resolve("scan.sarif"), jar(MadeClass.withQueue("app/Orders")));

        assertThat(scan.exitCode()).isEqualTo(74);
        assertThat(scan.err()).hasLineCount(1).contains("scan.sarif can't be written", "; name another file");
        assertThat(scan.out()).contains("FAILED: 1 finding");
    }

    @Test
    void tellsOfAnEntryThatExpiredAndHowToMakeABaselineOfThisCommand() throws IOException {
        Path config = Files.writeString(
                folder.resolve("old.toml"),
                "[[allow]]\nsite = \"app.*\"\nreason = \"until the move\"\nexpires = 2020-01-01\n");

        Captured scan = Captured.run("scan", "--config", config, jar(MadeClass.withQueue("app/Orders")));

        assertThat(scan.exitCode()).isEqualTo(1);
        assertThat(scan.out())
                .contains("old.toml:2: this entry expired after 2020-01-01 and allows nothing any more")
                .contains("manometer scan --write-baseline --baseline manometer-baseline.txt PATH...");
    }

    @ParameterizedTest
    @CsvSource({
        "--fail-on, nonsense, there is no rule",
        "--format, xml, there is no format",
        "--config, none.toml, no such file",
        "--baseline, none.txt, no such file"
    })
    void refusesWhatItDoesNotUnderstandInOneLine(String option, String value, String message) throws IOException {
        Captured scan = Captured.run("scan", option, value, jar(MadeClass.withQueue("app/Orders")));

        assertThat(scan.exitCode()).isEqualTo(2);
        assertThat(scan.err()).hasLineCount(1).contains(message);
    }

    @Test
    void reportsTheScanNextToARecordingThatCanNotBeRead() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jfr"), "hello");

        Captured scan = Captured.run("scan", "--recording", text, jar(MadeClass.withQueue("app/Orders", 10)));

        assertThat(scan.exitCode()).isEqualTo(3);
        assertThat(scan.err()).hasLineCount(1).contains("text.jfr: is not a JFR recording");
        assertThat(scan.out()).contains("scanned 1 class in 1 archive");
    }

    private Path jar(byte[] content) throws IOException {
        return new MadeClass.Jar().with("app/Orders.class", content).at(folder.resolve("app.jar"));
    }
}
