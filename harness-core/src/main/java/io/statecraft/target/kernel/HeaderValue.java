package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import io.statecraft.scenario.Expression;
import io.statecraft.scenario.OuterHeader;
import io.statecraft.target.UnknownCallException;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Values of socket options that are laid out as on the wire, in network order: addresses, label stacks, GRE headers. */
final class HeaderValue {
    private static final int CHECKSUM = 0x8000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;

    private HeaderValue() {}

    /** The value, if the argument is of this sort. */
    static Optional<OptionValue> of(Expression argument) {
        if (argument instanceof Expression.Function function && isAddress(function)) {
            return Optional.of(new Address(function));
        } else if (argument instanceof Expression.LabelStack stack) {
            return Optional.of(new Labels(stack.entries().size(), labels(stack)));
        } else if (argument instanceof Expression.GreHeader gre) {
            return Optional.of(new Gre(gre(gre.header())));
        }
        return Optional.empty();
    }

    private static boolean isAddress(Expression.Function function) {
        return function.name().equals("inet_addr") || function.name().equals("inet6_addr");
    }

    /** {@code inet_addr("1.2.3.4")}, {@code inet6_addr("::1")}. */
    record Address(Expression.Function function) implements OptionValue {
        @Override
        public int size() {
            return function.name().equals("inet_addr") ? 4 : 16;
        }

        @Override
        public void put(NativeMemory memory) {
            IpAddress address = Operands.ipAddress(function);
            if (address.bytes().length() != size()) {
                throw new UnknownCallException(function.name() + "(…) of an address of the other family");
            }
            memory.bytes().put(0, address.bytes().toArray());
        }

        @Override
        public Optional<Expression> read(NativeMemory memory, int length) {
            if (length < size()) {
                return Optional.empty();
            }
            byte[] octets = new byte[size()];
            memory.bytes().get(0, octets);
            String text = new IpAddress(Bytes.of(octets)).toString();
            // Written otherwise, it is the same address.
            boolean same = Operands.ipAddress(function).toString().equals(text);
            return Optional.of(
                    same ? function : new Expression.Function(function.name(), List.of(new Expression.Text(text))));
        }
    }

    private static byte[] labels(Expression.LabelStack stack) {
        ByteBuffer b = ByteBuffer.allocate(4 * stack.entries().size());
        for (OuterHeader.Mpls.Entry entry : stack.entries()) {
            b.putInt(entry.label() << 12 | entry.trafficClass() << 9 | (entry.bottom() ? 0x100 : 0) | entry.ttl());
        }
        return b.array();
    }

    /** {@code {(label 1, tc 0, [S], ttl 64)}}. */
    record Labels(int count, byte[] octets) implements OptionValue {
        @Override
        public int size() {
            return octets.length;
        }

        @Override
        public void put(NativeMemory memory) {
            memory.bytes().put(0, octets);
        }

        @Override
        public Optional<Expression> read(NativeMemory memory, int length) {
            byte[] read = new byte[length / 4 * 4];
            memory.bytes().get(0, read);
            ByteBuffer b = ByteBuffer.wrap(read);
            List<OuterHeader.Mpls.Entry> entries = new ArrayList<>();
            while (b.hasRemaining() && entries.size() < count) {
                int bits = b.getInt();
                entries.add(new OuterHeader.Mpls.Entry(bits >>> 12, bits >>> 9 & 7, (bits & 0x100) != 0, bits & 0xff));
            }
            return Optional.of(new Expression.LabelStack(entries));
        }
    }

    private static byte[] gre(OuterHeader.Gre gre) {
        ByteBuffer b = ByteBuffer.allocate(16);
        b.putShort((short) gre.flags()).putShort((short) 0);
        if ((gre.flags() & CHECKSUM) != 0) {
            b.putShort((short) gre.checksum()).putShort((short) gre.offset());
        }
        if ((gre.flags() & KEY) != 0) {
            b.putInt(gre.key().orElse(0));
        }
        if ((gre.flags() & SEQUENCE) != 0) {
            b.putInt(gre.sequence().orElse(0));
        }
        byte[] octets = new byte[b.position()];
        b.get(0, octets);
        return octets;
    }

    /** {@code {flags 0x2000, sum 0, off 0, key=5, seq 0}}. */
    record Gre(byte[] octets) implements OptionValue {
        @Override
        public int size() {
            return octets.length;
        }

        @Override
        public void put(NativeMemory memory) {
            memory.bytes().put(0, octets);
        }

        @Override
        public Optional<Expression> read(NativeMemory memory, int length) {
            byte[] read = new byte[16]; // more than there may be: zeros
            memory.bytes().get(0, read, 0, Math.min(length, 16));
            ByteBuffer b = ByteBuffer.wrap(read);
            int flags = Short.toUnsignedInt(b.getShort(0));
            b.position(4);
            boolean checksum = (flags & CHECKSUM) != 0;
            int sum = checksum ? Short.toUnsignedInt(b.getShort()) : 0;
            int offset = checksum ? Short.toUnsignedInt(b.getShort()) : 0;
            OptionalInt key = (flags & KEY) != 0 ? OptionalInt.of(b.getInt()) : OptionalInt.empty();
            OptionalInt sequence = (flags & SEQUENCE) != 0 ? OptionalInt.of(b.getInt()) : OptionalInt.empty();
            return Optional.of(new Expression.GreHeader(new OuterHeader.Gre(flags, sum, offset, key, sequence)));
        }
    }
}
