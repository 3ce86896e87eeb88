package io.manometer.agent.log;

import io.manometer.boot.Health;
import io.manometer.boot.Kind;
import java.util.EnumSet;
import java.util.Set;

/** One line for each kind of hops that is switched off, whoever finds out first. */
public final class KindsOff {
    private static final Set<Kind> said = EnumSet.noneOf(Kind.class);
    private static String seen = "";

    private KindsOff() {}

    /**
     * Says what hooks have switched off since the last call. They run on the application's threads, maybe under its locks, where
     * nothing is written; so this is for the agent's own thread.
     */
    public static synchronized void sayNew() {
        String now = Health.kindsOff();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        for (Kind kind : Kind.values()) {
            String reason = Health.reasonOff(kind);
            if (!reason.isEmpty()) {
                say(kind, reason);
            }
        }
    }

    public static synchronized void say(Kind kind, String reason) {
        if (said.add(kind)) {
            Log.error(kind.label + " is off: " + reason + "; everything else is watched. Please report this line.");
        }
    }
}
