package io.manometer.analyzer.report;

import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.ChainVerdict;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Exhaustion;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import java.util.List;
import java.util.Optional;

/** The sentence that comes first. */
final class Headline {
    private static final String UNNAMED = "whatever empties ";

    private final JvmReport report;
    private final List<HopVerdict> hops;

    Headline(JvmReport report) {
        this.report = report;
        this.hops = Ranking.worstFirst(report.analysis().hops()).stream()
                .filter(hop -> !hop.has(Tag.SIDE))
                .toList();
    }

    String text() {
        if (hops.isEmpty()) {
            return "No buffer was seen: nothing was created or used while the recording ran.";
        }
        HopVerdict worst = hops.get(0);
        if (worst.verdict() == Verdict.ABSORBS && worst.has(Tag.DURABLE)) {
            return lags(worst);
        }
        String sentence = switch (worst.verdict()) {
            case ABSORBS, ABSORBS_IGNORING -> absorbs(worst);
            case STALLED -> stalled(worst);
            default -> nothingAbsorbs(worst);
        };
        long others = hops.stream().filter(hop -> hop.verdict().absorbs()).count() - 1;
        return sentence
                + (others > 0 ? " " + Words.count(others) + " more absorb" + (others == 1 ? "s" : "") + "." : "");
    }

    private String absorbs(HopVerdict worst) {
        StringBuilder text = new StringBuilder(named(worst));
        text.append(" absorbs");
        double growth = Ranking.growth(worst);
        if (growth > 0) {
            text.append(' ').append(Words.count(growth)).append(' ').append(unit(worst.hop()));
            text.append("/s");
        }
        chainOf(worst)
                .filter(chain -> !chain.stage().isEmpty())
                .ifPresent(chain -> text.append(" while ").append(stage(chain)).append(" is the bottleneck"));
        Exhaustion exhaustion = worst.exhaustion();
        if (exhaustion != null) {
            text.append("; about ")
                    .append(Words.duration(exhaustion.fromSeconds()))
                    .append(exhaustion.what() == Exhaustion.What.HEAP ? " of heap left" : " until it is full");
        }
        return text.append("; ").append(neverSlowed(worst)).append('.').toString();
    }

    /** The broker's disk holds it: nothing in this JVM fills up. */
    private String lags(HopVerdict worst) {
        String slow = worst.hop().threads().isEmpty()
                ? "its consumers are"
                : Words.safe(worst.hop().threads()) + " is";
        return "The lag of " + Words.safe(worst.hop().name()) + " grows by "
                + Words.count(Ranking.growth(worst)) + ' ' + unit(worst.hop()) + "/s: " + slow
                + " too slow for what is produced. The broker keeps the backlog until retention ends; no buffer of"
                + " this JVM absorbs it.";
    }

    private String neverSlowed(HopVerdict worst) {
        return chainOf(worst)
                .flatMap(chain -> chain.hops().stream().findFirst())
                .filter(first -> first != worst.hop().id())
                .map(first -> "what comes before it, from " + Words.safe(nameOf(first)) + " on, is never slowed")
                .orElse("whoever fills it is never slowed");
    }

    private static String stalled(HopVerdict worst) {
        String since = worst.episodes().isEmpty()
                ? ""
                : " since " + Words.clock(last(worst).fromMillis());
        return named(worst) + " is stalled: nothing has left it" + since + ", work still arrives, and "
                + Words.count(worst.totals().depthEnd()) + ' ' + unit(worst.hop()) + " wait.";
    }

    private String nothingAbsorbs(HopVerdict worst) {
        if (hops.stream().allMatch(hop -> hop.verdict() == Verdict.INSUFFICIENT_DATA)) {
            String reason = worst.reasons().isEmpty()
                    ? ""
                    : ": " + Words.safe(worst.reasons().get(0));
            return "Too little to tell" + reason + ". Record at least 60 s under load.";
        }
        if (hops.stream().allMatch(hop -> untested(hop.verdict()))) {
            return "Nothing absorbed pressure, but nothing was under pressure either: no buffer was ever under load, so this"
                    + " says nothing about overload. Record again under load.";
        }
        return "Nothing absorbs pressure. " + instead(worst);
    }

    private String instead(HopVerdict worst) {
        return switch (worst.verdict()) {
            case SHEDS, MIXED ->
                named(worst) + " turned "
                        + Words.count(worst.totals().refusals().total()) + ' ' + unit(worst.hop()) + " away"
                        + (worst.has(Tag.SILENT) ? ", and nobody was told." : ", and callers were told.");
            case STANDING ->
                "A constant backlog stands in " + named(worst) + " and costs "
                        + Words.duration(worst.latencyCostSeconds()) + " of waiting.";
            case STRANDED ->
                Words.count(worst.totals().depthEnd()) + ' ' + unit(worst.hop()) + " were left over in " + named(worst)
                        + ": nothing takes them out.";
            case SATURATED_UNVERIFIED -> named(worst) + " is full, and no producer was seen to be slowed.";
            case DEGRADES_CALLER -> named(worst) + " makes its callers do the work that it has no room for.";
            case PROPAGATES -> propagates(worst);
            case BURST -> "Pressure came and went in " + named(worst) + ".";
            default -> "Each buffer that was under load was always drained.";
        };
    }

    private String propagates(HopVerdict worst) {
        Optional<Chain> whole = report.analysis().chains().stream()
                .filter(chain -> chain.verdict() == ChainVerdict.PROPAGATES_TO_SOURCE)
                .findFirst();
        return whole.filter(chain -> !chain.stage().isEmpty())
                .map(chain -> begun(stage(chain)) + " is the bottleneck, and its pressure reaches the source.")
                .orElseGet(() -> named(worst) + " was full and slowed its producers.");
    }

    /** A stage is known by its threads; without a name of theirs, by the buffer that they empty. */
    private String stage(Chain chain) {
        Long bottleneck = chain.bottleneck();
        boolean unnamed = bottleneck != null && chain.stage().equals(nameOf(bottleneck));
        return (unnamed ? UNNAMED : "") + Words.safe(chain.stage());
    }

    /** A name stays as it is spelt, also at the start of a sentence. */
    private static String begun(String stage) {
        return stage.startsWith(UNNAMED) ? Character.toUpperCase(stage.charAt(0)) + stage.substring(1) : stage;
    }

    private String nameOf(long id) {
        return report.analysis().hops().stream()
                .filter(hop -> hop.hop().id() == id)
                .findFirst()
                .map(hop -> hop.hop().name())
                .orElse("hop " + id);
    }

    private static boolean untested(Verdict verdict) {
        return verdict == Verdict.UNTESTED || verdict == Verdict.INSUFFICIENT_DATA;
    }

    private Optional<Chain> chainOf(HopVerdict hop) {
        return report.analysis().chains().stream()
                .filter(chain -> chain.hops().contains(hop.hop().id()))
                .findFirst();
    }

    private static String named(HopVerdict verdict) {
        Hop hop = verdict.hop();
        return Words.safe(hop.name()) + " (" + limit(hop) + ')';
    }

    static String limit(Hop hop) {
        if (hop.bounded() && hop.capacity() >= 0) {
            return "limit " + Words.count(hop.capacity());
        }
        return hop.bounded() ? "bounded" : hop.onFull() == OnFull.PULL ? "kept by a broker" : "unbounded";
    }

    static String unit(Hop hop) {
        return hop.unit().isEmpty() ? "items" : hop.unit();
    }

    private static Episode last(HopVerdict hop) {
        return hop.episodes().get(hop.episodes().size() - 1);
    }
}
