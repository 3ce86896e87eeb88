package io.manometer.analyzer.scan;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/**
 * Which methods of a class may call something that is looked for, found without reading their code as instructions: where the bytes of a call of it stand
 * in them. Some of those are numbers that merely look like it. Format: JVMS 4.4 to 4.7.
 */
final class Mentions {
    /** What is looked for. Owners are asked for first, and few are wanted. */
    interface Wanted {
        boolean owner(String owner);

        boolean call(String owner, String name, String descriptor);
    }

    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int HANDLE = 15;
    private static final int DYNAMIC_CALL = 18;
    private static final int FIRST_CALL = 0xb6; // invokevirtual; the others follow, invokedynamic is the last
    private static final int LAST_CALL = 0xba;

    private final ClassReader reader;
    private final Wanted wanted;
    private final char[] text;
    private final BitSet owners = new BitSet();
    private final BitSet calls = new BitSet();

    private Mentions(ClassReader reader, Wanted wanted) {
        this.reader = reader;
        this.wanted = wanted;
        text = new char[reader.getMaxStringLength()];
    }

    /** As name and descriptor, joined. */
    static Set<String> in(ClassReader reader, Wanted wanted) {
        Mentions mentions = new Mentions(reader, wanted);
        return mentions.constants() ? mentions.methods() : Set.of();
    }

    private boolean constants() {
        each(CLASS, (index, at) -> owners.set(index, wanted.owner(reader.readUTF8(at, text))));
        if (owners.isEmpty()) {
            return false;
        }
        each(METHOD, this::call);
        each(INTERFACE_METHOD, this::call);
        boolean[] handles = new boolean[1];
        each(HANDLE, (index, at) -> handles[0] |= calls.get(reader.readUnsignedShort(at + 1)));
        if (handles[0]) {
            each(DYNAMIC_CALL, (index, at) -> calls.set(index));
        }
        return !calls.isEmpty();
    }

    private void call(int index, int at) {
        if (owners.get(reader.readUnsignedShort(at))) {
            int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
            calls.set(
                    index,
                    wanted.call(
                            reader.readClass(at, text),
                            reader.readUTF8(nameAndType, text),
                            reader.readUTF8(nameAndType + 2, text)));
        }
    }

    private interface Constant {
        void at(int index, int offset);
    }

    private void each(int kind, Constant constant) {
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            if (offset > 0 && reader.readByte(offset - 1) == kind) {
                constant.at(index, offset);
            }
        }
    }

    private Set<String> methods() {
        Set<String> methods = new HashSet<>();
        int at = reader.header + 8 + 2 * reader.readUnsignedShort(reader.header + 6);
        int fields = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = behindAttributes(at + 6);
        }
        int count = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            if (calls(at + 6)) {
                methods.add(reader.readUTF8(at + 2, text) + reader.readUTF8(at + 4, text));
            }
            at = behindAttributes(at + 6);
        }
        return methods;
    }

    private int behindAttributes(int countAt) {
        int at = countAt + 2;
        for (int i = reader.readUnsignedShort(countAt); i > 0; i--) {
            at += 6 + reader.readInt(at + 2);
        }
        return at;
    }

    private boolean calls(int attributes) {
        int at = attributes + 2;
        for (int i = reader.readUnsignedShort(attributes); i > 0; i--) {
            if (reader.readUTF8(at, text).equals("Code")) {
                int from = at + 14;
                int to = from + reader.readInt(at + 10) - 2;
                for (int code = from; code < to; code++) {
                    int opcode = reader.readByte(code);
                    if (opcode >= FIRST_CALL && opcode <= LAST_CALL && calls.get(reader.readUnsignedShort(code + 1))) {
                        return true;
                    }
                }
            }
            at += 6 + reader.readInt(at + 2);
        }
        return false;
    }
}
