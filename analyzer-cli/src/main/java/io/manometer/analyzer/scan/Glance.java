package io.manometer.analyzer.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the constant pool only, which is the first half of a class file, to tell whether the rest is worth reading. Format: JVMS 4.1 and 4.4.
 * Reused from class to class; the result of one look is gone with the next.
 */
final class Glance {
    private static final int HEADER = 10;
    private static final int FIRST = 1024;

    private final Names names;
    private int[] offsets = new int[1024];
    private int[] classes = new int[256];
    private int[] namesAndTypes = new int[512];
    private int[] references = new int[256];
    private int referenceCount;
    private String className = "";
    private boolean interesting;

    Glance(Names names) {
        this.names = names;
    }

    /** Where the bytes come from, piece by piece. */
    interface Source {
        /**
         * @param wanted how many bytes will probably be needed later
         * @return how many there are now; fewer than needed at the end only
         */
        int fill(int needed, int wanted) throws IOException;

        byte[] content();
    }

    /** In the form with slashes. */
    String className() {
        return className;
    }

    /** It mentions something of the catalogue. */
    boolean interesting() {
        return interesting;
    }

    /** Hashes of the names of all classes that it mentions, but those of the JDK. */
    int[] references() {
        return Arrays.copyOf(references, referenceCount);
    }

    /**
     * @return null, or what is wrong with it
     */
    @Nullable
    String look(Source source) throws IOException {
        int have = source.fill(HEADER, FIRST);
        if (have < HEADER) {
            return "ends within its header";
        }
        byte[] b = source.content();
        if (u2(b, 0) != 0xcafe || u2(b, 2) != 0xbabe) {
            return "is no class file";
        }
        int count = u2(b, 8);
        if (offsets.length < count) {
            offsets = new int[count];
            classes = new int[count];
            namesAndTypes = new int[count];
        }
        if (classes.length < offsets.length) {
            classes = new int[offsets.length];
            namesAndTypes = new int[offsets.length];
        }
        int classCount = 0;
        int nameAndTypeCount = 0;
        int at = HEADER;
        for (int i = 1; i < count; i++) {
            if (at + 5 > have) {
                // As long as the constants so far were: to inflate more than is needed costs the most of all.
                int rest = (int) ((long) (at - HEADER) * (count - i) / i);
                have = source.fill(at + 5, at + rest + rest / 8);
                if (have < at + 5) {
                    return "ends within its constant pool";
                }
                b = source.content();
            }
            offsets[i] = at;
            switch (b[at]) {
                case 1 -> at += 3 + u2(b, at + 1);
                case 3, 4, 9, 10, 11, 17, 18 -> at += 5;
                case 12 -> {
                    namesAndTypes[nameAndTypeCount++] = u2(b, at + 1);
                    at += 5;
                }
                case 7 -> {
                    classes[classCount++] = u2(b, at + 1);
                    at += 3;
                }
                case 8, 16, 19, 20 -> at += 3;
                case 15 -> at += 4;
                case 5, 6 -> {
                    at += 9;
                    i++;
                }
                default -> {
                    return "has a constant of an unknown kind " + b[at];
                }
            }
        }
        if (source.fill(at + 6, at + 6) < at + 6) {
            return "ends after its constant pool";
        }
        b = source.content();
        int thisClass = u2(b, at + 2);
        if (thisClass == 0 || thisClass >= count || b[offsets[thisClass]] != 7) {
            return "does not name itself";
        }
        int self = u2(b, offsets[thisClass] + 1);
        className = text(b, self, count);
        mentions(b, count, classCount, self, nameAndTypeCount);
        return null;
    }

    private void mentions(byte[] b, int count, int classCount, int self, int nameAndTypeCount) {
        interesting = false;
        boolean byOperator = false;
        referenceCount = 0;
        if (references.length < classCount) {
            references = new int[classCount];
        }
        for (int i = 0; i < classCount; i++) {
            int name = classes[i];
            if (name == self || name >= count || b[offsets[name]] != 1) {
                continue;
            }
            int length = u2(b, offsets[name] + 1);
            int from = offsets[name] + 3;
            if (length == 0 || b[from] == '[') {
                continue;
            }
            int hash = Names.hash(b, from, length);
            if (!isJdk(b, from, length)) {
                references[referenceCount++] = hash;
            }
            switch (names.classMention(hash, b, from, length)) {
                case ALWAYS -> interesting = true;
                case WITH_OPERATOR -> byOperator = true;
                case NEVER -> {
                    // nothing of ours
                }
            }
        }
        for (int i = 0; byOperator && !interesting && i < nameAndTypeCount; i++) {
            int name = namesAndTypes[i];
            if (name < count && b[offsets[name]] == 1) {
                int length = u2(b, offsets[name] + 1);
                interesting = names.isOperator(b, offsets[name] + 3, length);
            }
        }
    }

    private static boolean isJdk(byte[] b, int from, int length) {
        return length > 5
                && b[from] == 'j'
                && b[from + 1] == 'a'
                && b[from + 2] == 'v'
                && b[from + 3] == 'a'
                && b[from + 4] == '/';
    }

    private String text(byte[] b, int index, int count) {
        return index < count && b[offsets[index]] == 1
                ? new String(b, offsets[index] + 3, u2(b, offsets[index] + 1), StandardCharsets.UTF_8)
                : "";
    }

    private static int u2(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
    }
}
