package io.statecraft.link;

import java.util.Locale;

/**
 * What a bad network does to the packets of one direction. Rates are shares of the packets, 0 to 1, and independent of each other.
 *
 * @param loss how many never arrive
 * @param duplication how many arrive twice
 * @param reordering how many are held back by {@code lag}, so that others overtake them
 * @param corruption how many arrive with one bit flipped
 * @param delay how long each is on its way, nanoseconds
 * @param jitter up to how much longer, nanoseconds, evenly distributed; packets may overtake each other by it
 * @param lag how much longer those are on their way that others overtake, nanoseconds
 */
public record Impairment(
        double loss, double duplication, double reordering, double corruption, long delay, long jitter, long lag) {

    /** A perfect network. */
    public static final Impairment NONE = new Impairment(0, 0, 0, 0, 0, 0, 1_000_000);

    private static final String FORM =
            "write for example loss=2%,duplicate=1%,reorder=5%,corrupt=0.1%,delay=10ms,jitter=2ms,lag=1ms";

    public Impairment {
        checkShare("loss", loss);
        checkShare("duplicate", duplication);
        checkShare("reorder", reordering);
        checkShare("corrupt", corruption);
        if (delay < 0 || jitter < 0 || lag < 0) {
            throw new IllegalArgumentException("no packet arrives before it is sent: " + FORM);
        }
    }

    private static void checkShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is a share between 0% and 100%: " + FORM);
        }
    }

    /** Whether every packet arrives once, at once and as it was. */
    public boolean isNone() {
        return loss == 0 && duplication == 0 && reordering == 0 && corruption == 0 && delay == 0 && jitter == 0;
    }

    /**
     * Reads {@code loss=2%,duplicate=1%,reorder=5%,corrupt=1%,delay=10ms,jitter=2ms,lag=1ms}, of which each may be left out.
     *
     * @throws IllegalArgumentException with a message that says how to write it
     */
    public static Impairment of(String text) {
        Impairment result = NONE;
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"" + part + "\" has no value: " + FORM);
            }
            result = result.with(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return result;
    }

    private Impairment with(String name, String value) {
        return switch (name) {
            case "loss" -> new Impairment(share(value), duplication, reordering, corruption, delay, jitter, lag);
            case "duplicate" -> new Impairment(loss, share(value), reordering, corruption, delay, jitter, lag);
            case "reorder" -> new Impairment(loss, duplication, share(value), corruption, delay, jitter, lag);
            case "corrupt" -> new Impairment(loss, duplication, reordering, share(value), delay, jitter, lag);
            case "delay" -> new Impairment(loss, duplication, reordering, corruption, span(value), jitter, lag);
            case "jitter" -> new Impairment(loss, duplication, reordering, corruption, delay, span(value), lag);
            case "lag" -> new Impairment(loss, duplication, reordering, corruption, delay, jitter, span(value));
            default -> throw new IllegalArgumentException("no network has \"" + name + "\": " + FORM);
        };
    }

    private static double share(String value) {
        return value.isEmpty() ? Double.NaN : value.endsWith("%") ? number(value, "%") / 100 : number(value, "");
    }

    private static long span(String value) {
        String unit = value.endsWith("us") ? "us" : value.endsWith("ms") ? "ms" : "s";
        double nanos = unit.equals("us") ? 1e3 : unit.equals("ms") ? 1e6 : 1e9;
        return Math.round(number(value, unit) * nanos);
    }

    private static double number(String value, String unit) {
        try {
            return value.endsWith(unit)
                    ? Double.parseDouble(value.substring(0, value.length() - unit.length()))
                    : Double.NaN;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + value + "\" is no number: " + FORM, e);
        }
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "loss=%s%%,duplicate=%s%%,reorder=%s%%,corrupt=%s%%,delay=%sms,jitter=%sms,lag=%sms",
                loss * 100,
                duplication * 100,
                reordering * 100,
                corruption * 100,
                delay / 1e6,
                jitter / 1e6,
                lag / 1e6);
    }
}
