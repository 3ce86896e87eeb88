import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code split SOURCES INTO} makes a file of its own of each labelled snippet, since some tools don't look into nested classes.
 * {@code table SOURCES REPORTS} reads what the tools said (a line per report, {@code snippet<TAB>rule}) and prints the table.
 */
final class Compare {
    private static final Pattern LABEL = Pattern.compile("@Is\\((?:value = )?([A-Z]+)");
    private static final Pattern NAME = Pattern.compile("class (\\w+)");

    /** The rules of each tool that speak of missing limits; what else they report is another matter, and counted apart. */
    private static final Pattern ABOUT_LIMITS = Pattern.compile(
            "(?i).*(unbounded|limit|capacity|ThreadPoolCreation|unreachable-max|queue|executor|ThreadPool).*");

    /** Names of threads; executors that are never shut down, wider parameter types, unused variables. */
    private static final Pattern NOT_ABOUT_LIMITS = Pattern.compile("ThreadShouldSetName.*|(HES|OCP|UC): .*");

    record Snippet(String file, String name, String truth, List<String> code) {
        String id() {
            return file + '.' + name;
        }

        boolean positive() {
            return truth.equals("UNBOUNDED") || truth.equals("DISGUISED");
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<Snippet> snippets = snippets(Path.of(arguments[1]));
        if (arguments[0].equals("split")) {
            for (Snippet snippet : snippets) {
                split(snippet, Path.of(arguments[1]), Path.of(arguments[2]));
            }
        } else {
            table(snippets, Path.of(arguments[2]));
        }
    }

    private static List<Snippet> snippets(Path sources) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    Matcher label = LABEL.matcher(lines.get(i));
                    if (label.find()) {
                        int start = i + 1;
                        while (!lines.get(start).contains("class ")) {
                            start++;
                        }
                        int end = start;
                        while (!lines.get(end).equals("    }")) {
                            end++;
                        }
                        Matcher name = NAME.matcher(lines.get(start));
                        name.find();
                        snippets.add(new Snippet(
                                file.getFileName().toString().replace(".java", ""),
                                name.group(1),
                                label.group(1),
                                lines.subList(start, end + 1)));
                    }
                }
            }
        }
        return snippets;
    }

    private static void split(Snippet snippet, Path sources, Path into) throws IOException {
        String part = snippet.file().toLowerCase(Locale.ROOT);
        List<String> code = new ArrayList<>(List.of("package example." + part + ";"));
        Files.readAllLines(sources.resolve(snippet.file() + ".java")).stream()
                .filter(line -> line.startsWith("import ") && !line.contains("example.buffers"))
                .forEach(code::add);
        for (String line : snippet.code()) {
            code.add(line.replaceFirst("^    static class", "class").replaceFirst("^    ", ""));
        }
        Path folder = Files.createDirectories(into.resolve("example").resolve(part));
        Files.write(folder.resolve(snippet.name() + ".java"), code);
    }

    private static void table(List<Snippet> snippets, Path reports) throws IOException {
        Map<String, Snippet> byId = new LinkedHashMap<>();
        snippets.forEach(snippet -> byId.put(snippet.id().toLowerCase(Locale.ROOT), snippet));
        long positives = snippets.stream().filter(Snippet::positive).count();
        System.out.printf("%d snippets, of which %d are to be reported%n%n", snippets.size(), positives);
        System.out.println("| tool | reported | right | wrong | missed | precision | recall |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        Map<String, String> others = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.sorted().toList()) {
                String tool = file.getFileName().toString().replace(".tsv", "").replace('_', ' ').substring(2);
                Set<Snippet> hits = new LinkedHashSet<>();
                Set<String> used = new TreeSet<>();
                Set<String> other = new TreeSet<>();
                for (String line : Files.readAllLines(file)) {
                    String[] cells = line.split("\t");
                    Snippet snippet = byId.get(cells[0].toLowerCase(Locale.ROOT));
                    boolean relevant = ABOUT_LIMITS.matcher(cells[1]).matches()
                            && !NOT_ABOUT_LIMITS.matcher(cells[1]).matches();
                    (relevant ? used : other).add(cells[1]);
                    if (snippet != null && relevant) {
                        hits.add(snippet);
                    }
                }
                long right = hits.stream().filter(Snippet::positive).count();
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d | %d | %d | %d | %s | %.2f |%n",
                        tool,
                        hits.size(),
                        right,
                        hits.size() - right,
                        positives - right,
                        hits.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", (double) right / hits.size()),
                        (double) right / positives);
                others.put(tool, "by " + used + "; not about limits, so not counted: " + other);
                failures.add(tool + " is wrong about "
                        + hits.stream().filter(hit -> !hit.positive()).map(Snippet::id).toList());
                if (tool.startsWith("manometer")) {
                    failures.add(tool + " misses "
                            + snippets.stream()
                                    .filter(each -> each.positive() && !hits.contains(each))
                                    .map(Snippet::id)
                                    .toList());
                }
            }
        }
        System.out.println();
        others.forEach((tool, text) -> System.out.println(tool + ": " + text));
        System.out.println();
        failures.forEach(System.out::println);
    }
}
