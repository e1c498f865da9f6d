package io.statecraft.run.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Arithmetic where one operand, at least, is a float. */
final class RealNumbers {
    private RealNumbers() {}

    /** Applies an operator to two numbers; empty if it is not defined for floats. */
    static Optional<Value> apply(BinaryOperator operator, Value left, Value right) {
        boolean defined =
                switch (operator) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER -> true;
                    default -> false;
                };
        if (!defined) {
            return Optional.empty();
        }
        double a = Numbers.real(left);
        double b = Numbers.real(right);
        double result =
                switch (operator) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> divide(a, b);
                    case FLOOR_DIVIDE -> floorDivide(a, b);
                    case MODULO -> modulo(a, b);
                    default -> power(a, b);
                };
        return Optional.of(new Value.Float(result));
    }

    private static double divide(double a, double b) {
        if (b == 0) {
            throw new PythonError("ZeroDivisionError", "float division by zero");
        }
        return a / b;
    }

    /** As CPython computes it: from the remainder, so that quotient and remainder agree. */
    static double floorDivide(double a, double b) {
        if (b == 0) {
            throw new PythonError("ZeroDivisionError", "float floor division by zero");
        }
        double remainder = a % b;
        double quotient = (a - remainder) / b;
        if (remainder != 0 && (remainder < 0) != (b < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    /** With the sign of the divisor. */
    static double modulo(double a, double b) {
        if (b == 0) {
            throw new PythonError("ZeroDivisionError", "float modulo");
        }
        double remainder = a % b;
        if (remainder == 0) {
            return Math.copySign(0.0, b);
        }
        return (remainder < 0) == (b < 0) ? remainder : remainder + b;
    }

    static double power(double a, double b) {
        if (a == 0 && b < 0) {
            throw new PythonError("ZeroDivisionError", "0.0 cannot be raised to a negative power");
        }
        if (a == 1 || b == 0 || a == -1 && Double.isInfinite(b)) {
            return 1;
        }
        boolean wholeExponent = Double.isInfinite(b) || b == Math.rint(b);
        if (a < 0 && !Double.isInfinite(a) && !wholeExponent) {
            throw new UnsupportedCode("complex numbers");
        }
        double result = Math.pow(a, b);
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw new PythonError("OverflowError", "(34, 'Numerical result out of range')");
        }
        return result;
    }

    /** The integer towards zero. */
    static BigInteger truncate(double number) {
        if (Double.isNaN(number)) {
            throw PythonError.value("cannot convert float NaN to integer");
        }
        if (Double.isInfinite(number)) {
            throw new PythonError("OverflowError", "cannot convert float infinity to integer");
        }
        return new BigDecimal(number).toBigInteger();
    }

    /** The nearest integer; of two, the even one. */
    static BigInteger round(double number) {
        truncate(number);
        return new BigDecimal(number).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    }

    /** The nearest number with that many digits after the point, judged by the exact value. */
    static double round(double number, int digits) {
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0 || digits > 323) {
            return number;
        }
        if (digits < -308) {
            return Math.copySign(0.0, number);
        }
        double rounded =
                new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
        if (Double.isInfinite(rounded)) {
            throw new PythonError("OverflowError", "rounded value too large to represent");
        }
        return Math.copySign(rounded, number);
    }
}
