package io.statecraft.target.kernel;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.Layout;
import io.statecraft.posix.NativeMemory;
import io.statecraft.scenario.Expression;
import io.statecraft.target.UnknownCallException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Control messages of {@code sendmsg} and {@code recvmsg}, in a scenario's notation and in memory. */
final class ControlMessages {
    private static final int SOL_IP = 0;
    private static final int SOL_SOCKET = 1;
    private static final int SOL_IPV6 = 41;
    private static final int IP_RECVERR = 11;
    private static final int IPV6_RECVERR = 25;
    private static final int SCM_TIMESTAMPING = 37;
    private static final int SCM_TIMESTAMPING_OPT_STATS = 54;
    private static final int TIMESTAMPS = 3;
    private static final long SECOND = 1_000_000_000;

    /** The members of {@code struct sock_extended_err}, with their sizes in octets; one octet of padding is before the fifth. */
    private static final String[] ERROR_MEMBERS = {"ee_errno", "ee_origin", "ee_type", "ee_code", "ee_info", "ee_data"};

    private ControlMessages() {}

    /**
     * Lays the messages of a {@code msg_control} at {@code offset}: those whose data is an int.
     *
     * @return how much they take, in octets
     */
    static int put(Optional<Expression> control, NativeMemory memory, int offset, int size) {
        if (control.isEmpty() || Operands.isEllipsis(control.get()) || Operands.isNull(control.get())) {
            return 0;
        }
        int at = offset;
        for (Expression element : Operands.elements(control.get())) {
            Expression.Struct message = Operands.struct(element);
            int length = Layout.ControlMessage.DATA + 4;
            if (at + Layout.ControlMessage.space(length) > offset + size) {
                throw new UnknownCallException("too many control messages");
            }
            memory.bytes()
                    .putLong(at + Layout.ControlMessage.LENGTH, length)
                    .putInt(at + Layout.ControlMessage.LEVEL, Operands.integer(Operands.member(message, "cmsg_level")))
                    .putInt(at + Layout.ControlMessage.TYPE, Operands.integer(Operands.member(message, "cmsg_type")))
                    .putInt(at + Layout.ControlMessage.DATA, Operands.integer(Operands.member(message, "cmsg_data")));
            at += Layout.ControlMessage.space(length);
        }
        return at - offset;
    }

    /**
     * The messages that lie at {@code offset}.
     *
     * @param clock that their timestamps are given by
     */
    static Expression read(NativeMemory memory, int offset, int length, MonotonicClock clock) {
        List<Expression> messages = new ArrayList<>();
        ByteBuffer bytes = memory.bytes();
        int at = offset;
        while (at + Layout.ControlMessage.DATA <= offset + length) {
            int size = (int) bytes.getLong(at + Layout.ControlMessage.LENGTH);
            if (size < Layout.ControlMessage.DATA || at + size > offset + length) {
                break; // cut off
            }
            int level = bytes.getInt(at + Layout.ControlMessage.LEVEL);
            int type = bytes.getInt(at + Layout.ControlMessage.TYPE);
            Expression data = data(
                    memory, at + Layout.ControlMessage.DATA, size - Layout.ControlMessage.DATA, level, type, clock);
            messages.add(struct(
                    List.of("cmsg_level", "cmsg_type", "cmsg_data"),
                    List.of(Operands.of(level), Operands.of(type), data)));
            at += Layout.ControlMessage.space(size);
        }
        return new Expression.Array(messages);
    }

    private static Expression data(
            NativeMemory memory, int offset, int length, int level, int type, MonotonicClock clock) {
        boolean error = level == SOL_IP && type == IP_RECVERR || level == SOL_IPV6 && type == IPV6_RECVERR;
        if (error && length >= 16) {
            return extendedError(memory.bytes(), offset);
        }
        if (level == SOL_SOCKET && type == SCM_TIMESTAMPING && length >= TIMESTAMPS * Layout.Timespec.SIZE) {
            return timestamp(memory.bytes(), offset, clock);
        }
        if (level == SOL_SOCKET && type == SCM_TIMESTAMPING_OPT_STATS) {
            return statistics(memory.bytes(), offset, length);
        }
        if (length == 4) {
            return Operands.of(memory.bytes().getInt(offset));
        } else if (length == 1) {
            return Operands.of(Byte.toUnsignedInt(memory.bytes().get(offset))); // IP_TOS
        }
        byte[] octets = new byte[length];
        memory.bytes().get(offset, octets);
        return Operands.text(octets);
    }

    /** {@code struct sock_extended_err}. */
    private static Expression extendedError(ByteBuffer bytes, int offset) {
        return struct(
                List.of(ERROR_MEMBERS),
                List.of(
                        Operands.of(bytes.getInt(offset)),
                        Operands.of(Byte.toUnsignedInt(bytes.get(offset + 4))),
                        Operands.of(Byte.toUnsignedInt(bytes.get(offset + 5))),
                        Operands.of(Byte.toUnsignedInt(bytes.get(offset + 6))),
                        Operands.of(Integer.toUnsignedLong(bytes.getInt(offset + 8))),
                        Operands.of(Integer.toUnsignedLong(bytes.getInt(offset + 12)))));
    }

    /** Of three timestamps the one that is there, by the target's clock. */
    private static Expression timestamp(ByteBuffer bytes, int offset, MonotonicClock clock) {
        for (int i = 0; i < TIMESTAMPS; i++) {
            long seconds = bytes.getLong(offset + i * Layout.Timespec.SIZE);
            long nanos = bytes.getLong(offset + i * Layout.Timespec.SIZE + 8);
            if (seconds != 0 || nanos != 0) {
                long time = clock.at(seconds, nanos);
                return timestamp(time / SECOND, time % SECOND);
            }
        }
        return timestamp(0, 0);
    }

    private static Expression timestamp(long seconds, long nanos) {
        return struct(List.of("scm_sec", "scm_nsec"), List.of(Operands.of(seconds), Operands.of(nanos)));
    }

    /** Netlink attributes, each a number: {@code {TCP_NLA_BUSY=…, …}} in the kernel's order. */
    private static Expression statistics(ByteBuffer bytes, int offset, int length) {
        List<String> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        int at = offset;
        while (at + 4 <= offset + length) {
            int size = Short.toUnsignedInt(bytes.getShort(at));
            int type = Short.toUnsignedInt(bytes.getShort(at + 2));
            if (size < 4 || at + size > offset + length) {
                break;
            }
            String name = StatisticNames.of(type);
            if (name != null) {
                names.add(name);
                values.add(Operands.of(number(bytes, at + 4, size - 4)));
            }
            at += size + 3 & ~3;
        }
        return struct(names, values);
    }

    private static long number(ByteBuffer bytes, int offset, int size) {
        return switch (size) {
            case 1 -> Byte.toUnsignedInt(bytes.get(offset));
            case 2 -> Short.toUnsignedInt(bytes.getShort(offset));
            case 4 -> Integer.toUnsignedLong(bytes.getInt(offset));
            case 8 -> bytes.getLong(offset);
            default -> 0;
        };
    }

    private static Expression struct(List<String> names, List<Expression> values) {
        List<Expression.Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(new Expression.Field(Optional.of(names.get(i)), Optional.empty(), values.get(i)));
        }
        return new Expression.Struct(fields);
    }
}
