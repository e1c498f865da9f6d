package io.statecraft.run;

import io.statecraft.scenario.Expression;
import io.statecraft.wire.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An address that a script writes out: {@code {sa_family = AF_INET, sin_port = htons(8080), sin_addr = inet_addr("192.0.2.1")}}.
 *
 * @param port in the host's order
 */
record WrittenAddress(IpAddress address, int port) {

    /** The address, if the argument is one. */
    static Optional<WrittenAddress> of(Expression argument, Values values) {
        if (!(argument instanceof Expression.Struct struct)) {
            return Optional.empty();
        }
        OptionalLong port =
                member(struct, "sin_port", "sin6_port").map(values::number).orElse(OptionalLong.empty());
        Optional<IpAddress> address = member(struct, "sin_addr", "sin6_addr").flatMap(WrittenAddress::address);
        return address.isPresent() && port.isPresent()
                ? Optional.of(new WrittenAddress(
                        address.get(), Short.toUnsignedInt(Short.reverseBytes((short) port.getAsLong()))))
                : Optional.empty();
    }

    /** Whether the argument is no address: AF_UNSPEC, alone or as the family of one. */
    static boolean isUnspecified(Expression argument, Values values) {
        Expression family = argument instanceof Expression.Struct struct
                ? struct.field("sa_family").orElse(argument)
                : argument;
        return values.number(family).equals(OptionalLong.of(0));
    }

    private static Optional<Expression> member(Expression.Struct struct, String name, String other) {
        return struct.field(name).or(() -> struct.field(other));
    }

    private static Optional<IpAddress> address(Expression expression) {
        if (!(expression instanceof Expression.Function function)) {
            return Optional.empty();
        }
        List<Expression> arguments = function.arguments();
        if (arguments.size() != 1 || !(arguments.get(0) instanceof Expression.Text text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IpAddress.of(text.raw()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the target says what is wrong with it
        }
    }
}
