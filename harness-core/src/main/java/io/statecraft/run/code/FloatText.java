package io.statecraft.run.code;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/** Floats as Python writes them. Every form is rounded from the exact value, half to even. */
final class FloatText {
    /** From this exponent on, {@code repr} writes one. */
    private static final int LARGE_EXPONENT = 16;

    private static final int SMALL_EXPONENT = -4;

    private FloatText() {}

    /** The shortest text that reads as the same number: {@code 0.1}, {@code 1e+16}, {@code inf}. */
    static String repr(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return notFinite(number);
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(number);
        int exponent = exponent(shortest);
        String text = exponent < SMALL_EXPONENT || exponent >= LARGE_EXPONENT
                ? withExponent(shortest, 'e')
                : shortest.toPlainString();
        return text.contains(".") || text.contains("e") ? text : text + ".0";
    }

    /** {@code %.3f}. */
    static String fixed(double number, int precision) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return notFinite(number);
        }
        return signOfZero(
                number,
                new BigDecimal(number)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString());
    }

    /** {@code %.3e}. */
    static String exponential(double number, int precision) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return notFinite(number);
        }
        BigDecimal exact = new BigDecimal(number);
        if (number == 0) {
            String zeros = precision == 0 ? "0" : "0." + "0".repeat(precision);
            return signOfZero(number, zeros + "e+00");
        }
        BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        rounded = rounded.setScale(precision - exponent(rounded), RoundingMode.UNNECESSARY);
        return withExponent(rounded, 'e');
    }

    /**
     * {@code %.3g}: fixed or exponential, whichever suits the size.
     *
     * @param keepZeros as {@code #} asks
     */
    static String general(double number, int precision, boolean keepZeros) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return notFinite(number);
        }
        int digits = Math.max(1, precision);
        int exponent = generalExponent(number, digits);
        boolean large = exponent < SMALL_EXPONENT || exponent >= digits;
        String text = large ? exponential(number, digits - 1) : fixed(number, digits - 1 - exponent);
        return keepZeros ? text : withoutTrailingZeros(text);
    }

    /** With that many digits, of which one at least is after the point: how {@code format} writes a float with a precision alone. */
    static String plain(double number, int precision) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return notFinite(number);
        }
        int digits = Math.max(1, precision);
        int exponent = generalExponent(number, digits);
        boolean large = exponent < SMALL_EXPONENT || exponent >= digits - 1;
        String text =
                withoutTrailingZeros(large ? exponential(number, digits - 1) : fixed(number, digits - 1 - exponent));
        return text.contains(".") || text.contains("e") ? text : text + ".0";
    }

    private static int generalExponent(double number, int digits) {
        return number == 0
                ? 0
                : exponent(new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    }

    /** With a point after the integer, as {@code #} asks. */
    static String withPoint(String text) {
        int end = text.startsWith("-") ? 1 : 0;
        while (end < text.length() && Lexer.isDigit(text.charAt(end))) {
            end++;
        }
        boolean finite = end > 0 && Lexer.isDigit(text.charAt(end - 1));
        boolean pointed = end < text.length() && text.charAt(end) == '.';
        return finite && !pointed ? text.substring(0, end) + "." + text.substring(end) : text;
    }

    private static String withoutTrailingZeros(String text) {
        int e = text.indexOf('e');
        String mantissa = e < 0 ? text : text.substring(0, e);
        if (mantissa.indexOf('.') >= 0) {
            int end = mantissa.length();
            while (mantissa.charAt(end - 1) == '0') {
                end--;
            }
            mantissa = mantissa.substring(0, mantissa.charAt(end - 1) == '.' ? end - 1 : end);
        }
        return e < 0 ? mantissa : mantissa + text.substring(e);
    }

    /** The fewest digits that read as the same number. */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        // Before Java 19, Double.toString may give a digit too many, and a last one that is not the nearest.
        int digits =
                new BigDecimal(Double.toString(number)).stripTrailingZeros().precision();
        BigDecimal best = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        Optional<BigDecimal> shorter = Optional.of(best);
        while (shorter.isPresent()) {
            best = shorter.get();
            shorter = --digits > 0 ? rounded(exact, digits, number) : Optional.empty();
        }
        return plain(best);
    }

    /** With that many digits, if that reads as the same number. */
    private static Optional<BigDecimal> rounded(BigDecimal exact, int digits, double number) {
        // Below a power of two numbers are closer than above it, so that the nearest text may read as another number.
        return Stream.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN)
                .map(mode -> exact.round(new MathContext(digits, mode)))
                .filter(candidate -> candidate.doubleValue() == number)
                .findFirst();
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && exponent(stripped) < LARGE_EXPONENT ? stripped.setScale(0) : stripped;
    }

    /** The exponent of the first digit. */
    private static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static String withExponent(BigDecimal number, char letter) {
        String digits = number.unscaledValue().abs().toString();
        int exponent = exponent(number);
        StringBuilder out = new StringBuilder(number.signum() < 0 ? "-" : "");
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append(letter).append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return out.append(size < 10 ? "0" : "").append(size).toString();
    }

    private static String signOfZero(double number, String text) {
        boolean negative = number < 0 || 1 / number < 0;
        return negative && !text.startsWith("-") ? "-" + text : text;
    }

    private static String notFinite(double number) {
        return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
}
