package io.manometer.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** What the POM says to Surefire or Failsafe. */
final class RunnerConfiguration {
    private final List<Xpp3Dom> blocks;

    private RunnerConfiguration(List<Xpp3Dom> blocks) {
        this.blocks = blocks;
    }

    /** As Maven has worked it out, each execution for itself. */
    static RunnerConfiguration effective(Model model, TestRun run) {
        return new RunnerConfiguration(model.getBuild() == null ? List.of() : blocks(model.getBuild(), run));
    }

    /** As it is written in this POM, parents left out and properties not put in. */
    static RunnerConfiguration written(Model model, TestRun run) {
        List<Xpp3Dom> blocks = new ArrayList<>();
        if (model.getBuild() != null) {
            blocks.addAll(blocks(model.getBuild(), run));
            PluginManagement management = model.getBuild().getPluginManagement();
            if (management != null) {
                blocks.addAll(blocks(management, run));
            }
        }
        return new RunnerConfiguration(blocks);
    }

    private static List<Xpp3Dom> blocks(PluginContainer container, TestRun run) {
        List<Xpp3Dom> blocks = new ArrayList<>();
        for (Plugin plugin : container.getPlugins()) {
            if (plugin.getKey().equals(run.pluginKey)) {
                // Executions first: they hold what is said for all of them as well.
                for (PluginExecution execution : plugin.getExecutions()) {
                    add(blocks, execution.getConfiguration());
                }
                add(blocks, plugin.getConfiguration());
            }
        }
        return blocks;
    }

    private static void add(List<Xpp3Dom> blocks, @Nullable Object configuration) {
        if (configuration instanceof Xpp3Dom block) {
            blocks.add(block);
        }
    }

    /** The first that is said of this parameter, and isn't empty. */
    Optional<String> value(String parameter) {
        return blocks.stream()
                .map(block -> block.getChild(parameter))
                .filter(child -> child != null && child.getValue() != null)
                .map(child -> child.getValue().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** Whether it is said at all, be it as a list. */
    boolean has(String parameter) {
        return blocks.stream().anyMatch(block -> block.getChild(parameter) != null);
    }

    boolean isTrue(String parameter) {
        return value(parameter).filter("true"::equals).isPresent();
    }
}
