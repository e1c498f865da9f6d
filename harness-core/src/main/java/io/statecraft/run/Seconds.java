package io.statecraft.run;

/** Times as scripts write them: seconds, to the microsecond. */
public final class Seconds {
    private static final long MICROSECOND = 1_000;
    private static final long SECOND = 1_000_000_000;

    private Seconds() {}

    /** {@code 0.1 s}, {@code -0.000012 s}; without zeros at the end. */
    public static String of(long nanos) {
        return plain(nanos) + " s";
    }

    /** The same without the unit. */
    public static String plain(long nanos) {
        long micros = Math.abs(Math.round(nanos / (double) MICROSECOND));
        StringBuilder text = new StringBuilder();
        if (nanos < 0 && micros > 0) {
            text.append('-');
        }
        long perSecond = SECOND / MICROSECOND;
        text.append(micros / perSecond);
        String fraction =
                String.valueOf(perSecond + micros % perSecond).substring(1).replaceFirst("0+$", "");
        return fraction.isEmpty()
                ? text.toString()
                : text.append('.').append(fraction).toString();
    }
}
