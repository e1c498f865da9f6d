package io.statecraft.run.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/** Arithmetic on numbers: integers without a limit, floats, and both mixed. */
final class Numbers {
    private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
    /** Enough that rounding twice does not show. */
    private static final MathContext QUOTIENT = new MathContext(60);

    private Numbers() {}

    /** A value as an integer, if it is one or a truth value. */
    static Optional<BigInteger> whole(Value value) {
        if (value instanceof Value.Int number) {
            return Optional.of(number.number());
        }
        return value instanceof Value.Bool bool ? Optional.of(bool.asInt().number()) : Optional.empty();
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Bool || value instanceof Value.Float;
    }

    /**
     * A number as a float.
     *
     * @throws PythonError if it is too large
     */
    static double real(Value number) {
        if (number instanceof Value.Float f) {
            return f.number();
        }
        double real = whole(number).orElseThrow().doubleValue();
        if (Double.isInfinite(real)) {
            throw new PythonError("OverflowError", "int too large to convert to float");
        }
        return real;
    }

    /** Applies an operator to two numbers; empty if it is not defined for them. */
    static Optional<Value> apply(BinaryOperator operator, Value left, Value right, Budget budget) {
        Optional<BigInteger> a = whole(left);
        Optional<BigInteger> b = whole(right);
        if (a.isEmpty() || b.isEmpty()) {
            return RealNumbers.apply(operator, left, right);
        }
        if (left instanceof Value.Bool && right instanceof Value.Bool) {
            boolean x = left == Value.Bool.TRUE;
            boolean y = right == Value.Bool.TRUE;
            switch (operator) {
                case AND:
                    return Optional.of(Value.of(x && y));
                case OR:
                    return Optional.of(Value.of(x || y));
                case XOR:
                    return Optional.of(Value.of(x != y));
                default:
                    break;
            }
        }
        return Optional.ofNullable(apply(operator, a.get(), b.get(), budget));
    }

    private static Value apply(BinaryOperator operator, BigInteger a, BigInteger b, Budget budget) {
        int bits = Math.max(a.bitLength(), b.bitLength());
        return switch (operator) {
            case ADD -> sized(a.add(b), bits, budget);
            case SUBTRACT -> sized(a.subtract(b), bits, budget);
            case MULTIPLY -> {
                budget.spendOnBits((long) a.bitLength() + b.bitLength());
                yield Value.of(a.multiply(b));
            }
            case DIVIDE -> {
                budget.spend(1 + bits / 4);
                yield new Value.Float(quotient(a, b));
            }
            case FLOOR_DIVIDE -> sized(floorDivide(a, b), bits, budget);
            case MODULO -> sized(modulo(a, b), bits, budget);
            case POWER -> power(a, b, budget);
            case AND -> sized(a.and(b), bits, budget);
            case OR -> sized(a.or(b), bits, budget);
            case XOR -> sized(a.xor(b), bits, budget);
            case SHIFT_LEFT -> shiftLeft(a, b, budget);
            case SHIFT_RIGHT -> Value.of(shiftRight(a, b));
            case MATRIX_MULTIPLY -> null;
        };
    }

    private static Value sized(BigInteger number, int bits, Budget budget) {
        budget.spendOnBits(bits);
        return Value.of(number);
    }

    /** Towards minus infinity. */
    static BigInteger floorDivide(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw new PythonError("ZeroDivisionError", "integer division or modulo by zero");
        }
        BigInteger[] result = a.divideAndRemainder(b);
        boolean below = result[1].signum() != 0 && result[1].signum() != b.signum();
        return below ? result[0].subtract(BigInteger.ONE) : result[0];
    }

    /** With the sign of the divisor. */
    static BigInteger modulo(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw new PythonError("ZeroDivisionError", "integer modulo by zero");
        }
        BigInteger remainder = a.remainder(b);
        boolean other = remainder.signum() != 0 && remainder.signum() != b.signum();
        return other ? remainder.add(b) : remainder;
    }

    private static double quotient(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw new PythonError("ZeroDivisionError", "division by zero");
        }
        if (a.abs().compareTo(EXACT) <= 0 && b.abs().compareTo(EXACT) <= 0) {
            return a.doubleValue() / b.doubleValue();
        }
        if (a.signum() == 0) {
            return b.signum() < 0 ? -0.0 : 0.0;
        }
        double result = new BigDecimal(a).divide(new BigDecimal(b), QUOTIENT).doubleValue();
        if (Double.isInfinite(result)) {
            throw new PythonError("OverflowError", "integer division result too large for a float");
        }
        return result;
    }

    private static Value power(BigInteger base, BigInteger exponent, Budget budget) {
        if (exponent.signum() < 0) {
            if (base.signum() == 0) {
                throw new PythonError("ZeroDivisionError", "0.0 cannot be raised to a negative power");
            }
            return new Value.Float(RealNumbers.power(real(Value.of(base)), real(Value.of(exponent))));
        }
        if (base.bitLength() <= 1 && base.signum() >= 0) {
            return Value.of(exponent.signum() == 0 ? BigInteger.ONE : base);
        }
        if (base.equals(BigInteger.ONE.negate())) {
            return Value.of(exponent.testBit(0) ? base : BigInteger.ONE);
        }
        long times = exponent.bitLength() > 31 ? Integer.MAX_VALUE : exponent.longValue();
        budget.spendOnBits(base.bitLength() * times);
        return Value.of(base.pow((int) times));
    }

    private static Value shiftLeft(BigInteger a, BigInteger b, Budget budget) {
        checkShift(b);
        if (a.signum() == 0) {
            return Value.of(a);
        }
        long distance = b.bitLength() > 31 ? Integer.MAX_VALUE : b.longValue();
        budget.spendOnBits(a.bitLength() + distance);
        return Value.of(a.shiftLeft((int) distance));
    }

    private static BigInteger shiftRight(BigInteger a, BigInteger b) {
        checkShift(b);
        return a.shiftRight(b.bitLength() > 31 ? Integer.MAX_VALUE : b.intValue());
    }

    private static void checkShift(BigInteger distance) {
        if (distance.signum() < 0) {
            throw PythonError.value("negative shift count");
        }
    }
}
