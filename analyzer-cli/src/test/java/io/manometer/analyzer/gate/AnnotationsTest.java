package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationsTest {
    @TempDir
    Path folder;

    private static Path classes() {
        try {
            return Path.of(MarkedPrograms.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> reason(MarkedPrograms.Traced buffer) {
        return Annotations.read(List.of(classes())).reason(Site.of(buffer.at.toString()), "");
    }

    @Test
    void a_mark_on_a_field_is_about_what_is_assigned_to_it() {
        MarkedPrograms.OnField program = new MarkedPrograms.OnField();
        assertThat(reason(program.marked)).hasValue("field");
        assertThat(reason(program.plain)).isEmpty();
    }

    @Test
    void where_the_line_is_unknown_the_name_of_a_hop_leads_to_the_field() {
        Site site = new Site(MarkedPrograms.OnField.class.getName(), "elsewhere", "", 0);
        Annotations annotations = Annotations.read(List.of(classes()));
        assertThat(annotations.reason(site, "OnField.marked")).hasValue("field");
        assertThat(annotations.reason(site, "OnField.plain")).isEmpty();
        assertThat(annotations.reason(site, "")).isEmpty();
        Site plain = Site.of(new MarkedPrograms.OnField().plain.at.toString());
        assertThat(annotations.reason(plain, "OnField.marked"))
                .as("a variable of the same name")
                .isEmpty();
    }

    @Test
    void a_mark_on_a_method_is_about_what_is_created_in_there() {
        assertThat(reason(new MarkedPrograms.OnMethods().at)).hasValue("constructor");
        assertThat(reason(MarkedPrograms.OnMethods.method())).hasValue("method");
        assertThat(reason(MarkedPrograms.OnMethods.inLambda())).hasValue("lambda");
        assertThat(reason(MarkedPrograms.OnMethods.unmarked())).isEmpty();
    }

    @Test
    void a_mark_on_a_class_is_about_all_within() {
        assertThat(reason(MarkedPrograms.OnClass.method())).hasValue("class");
        assertThat(reason(MarkedPrograms.OnClass.inAnonymousClass())).hasValue("class");
    }

    @Test
    void jars_are_read_as_folders_are() throws IOException {
        Path jar = folder.resolve("app.jar");
        String name = MarkedPrograms.OnClass.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(name));
            out.write(Files.readAllBytes(classes().resolve(name)));
            out.putNextEntry(new JarEntry("damaged.class"));
            out.write(new byte[] {1, 2, 3});
        }
        Annotations annotations = Annotations.read(List.of(jar));
        assertThat(annotations.size()).isEqualTo(1);
        assertThat(annotations.reason(new Site(MarkedPrograms.OnClass.class.getName(), "x", "", 1), ""))
                .hasValue("class");
    }

    @Test
    void it_excuses_a_missing_limit_and_not_what_was_seen_to_grow() {
        Annotations annotations = Annotations.read(List.of(classes()));
        Site site = new Site(MarkedPrograms.OnClass.class.getName(), "x", "", 1);
        assertThat(annotations.reason(Samples.violation(GateRule.UNBOUNDED_QUEUE, "x", site)))
                .hasValue("class");
        assertThat(annotations.reason(Samples.violation(GateRule.ABSORBS, "x", site)))
                .isEmpty();
    }

    @Test
    void a_path_that_is_neither_folder_nor_jar_is_named() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThatThrownBy(() -> Annotations.read(List.of(folder.resolve("none"))))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> Annotations.read(List.of(text))).hasMessageContaining("can't be read");
    }
}
