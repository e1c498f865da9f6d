package io.statecraft.scenario;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.TcpOption;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a packet line says of the transport header and its payload. Numbers are the script's, not the wire's. */
public sealed interface TransportPattern {

    /** {@code 5000 > 8080}: ports as written; 0 stands for the one that the connection has. */
    record Ports(int source, int destination) {}

    /**
     * A TCP segment.
     *
     * @param ports unset: those of the connection
     * @param flags the control bits
     * @param sequence {@code seq:end(len)}
     * @param ack unset: 0, and the field is still compared
     * @param window the raw field; unset: not compared (an injected segment must have it)
     * @param urgentPointer unset: 0
     * @param options in order
     * @param resetDiagnostic {@code [code n, pen n]}: the payload of a reset in the nplab dialect
     * @param udpPorts {@code / udp(a > b)}: carried in UDP, in the nplab dialect
     */
    record Tcp(
            Optional<Ports> ports,
            Flags flags,
            Sequence sequence,
            OptionalLong ack,
            OptionalInt window,
            OptionalInt urgentPointer,
            Options options,
            Optional<ResetDiagnostic> resetDiagnostic,
            Optional<Ports> udpPorts)
            implements TransportPattern {}

    /**
     * The control bits.
     *
     * @param mask a union of {@link io.statecraft.wire.TcpFlag#mask()}; an ACE digit is already in it as AE, CWR and ECE
     * @param aceDigit whether the ACE counter was written as a digit, and is compared as one field
     */
    record Flags(int mask, boolean aceDigit) {
        /**
         * The flags that letters spell: {@code S.}, {@code FP.}, {@code S.5}, {@code -}.
         *
         * @throws IllegalArgumentException if they do not; the message says why
         */
        public static Flags of(String letters) {
            return FlagLetters.parse(letters);
        }

        /** The flags as letters, in packetdrill's order: {@code FP.}, {@code S.5}, {@code -} for none. */
        public String letters() {
            return FlagLetters.format(this);
        }
    }

    /**
     * {@code start:end(length)}.
     *
     * @param start relative to the initial sequence number, unless the segment has SYN
     * @param length octets of text
     * @param form how it is compared and mapped
     */
    record Sequence(long start, int length, Form form) {
        /** How the number relates to the wire. */
        public enum Form {
            /** The usual: mapped by the initial sequence numbers. */
            MAPPED,
            /** {@code 1:1(0)!}: the number on the wire itself. */
            ABSOLUTE,
            /** {@code ...(len)}: not compared. */
            IGNORED
        }
    }

    /** The option list. */
    sealed interface Options {
        /** No options. */
        Options NONE = new Listed(List.of());

        /** {@code <...>}: any; outbound only. */
        record Any() implements Options {}

        /** {@code <mss 1460,nop,…>}. */
        record Listed(List<OptionPattern> list) implements Options {
            public Listed {
                list = List.copyOf(list);
            }
        }

        /** {@code <0204…>}: the option bytes themselves. */
        record Raw(Bytes bytes) implements Options {}
    }

    /** One option as written. */
    sealed interface OptionPattern {
        /** An option with every value given; the numbers of SACK blocks are the script's. */
        record Exactly(TcpOption option) implements OptionPattern {}

        /**
         * {@code TS val N ecr N} where something is special.
         *
         * @param value empty for {@code val ...}
         * @param echoReply the number
         * @param echoAbsolute {@code ecr N!}: sent as it is, not mapped
         */
        record TimestampsWith(OptionalLong value, long echoReply, boolean echoAbsolute) implements OptionPattern {}

        /** {@code md5 valid}: the digest is computed. */
        record ValidMd5() implements OptionPattern {}
    }

    /** {@code [code n, pen n]}. */
    record ResetDiagnostic(int code, int enterpriseNumber) {
        /** The payload: the code and the enterprise number, 32 bits each, in network order. */
        public Bytes octets() {
            return Bytes.of(
                    ByteBuffer.allocate(8).putInt(code).putInt(enterpriseNumber).array());
        }
    }

    /** {@code udp (len)}. */
    record Udp(Optional<Ports> ports, int payloadLength) implements TransportPattern {}

    /**
     * {@code icmp TYPE CODE mtu N id N [seq]}.
     *
     * @param type the number that the name means for the scenario's IP version
     * @param code the same
     * @param typeName as written
     * @param codeName as written
     * @param mtu next-hop MTU
     * @param id echo identifier
     * @param echoed the quoted packet
     */
    record Icmp(
            int type,
            int code,
            String typeName,
            Optional<String> codeName,
            OptionalLong mtu,
            OptionalInt id,
            Optional<Echoed> echoed)
            implements TransportPattern {}

    /** What an ICMP error quotes. */
    sealed interface Echoed {
        /** {@code [1:1001(1000)]}: a segment of the connection. */
        record OfTcp(Sequence sequence, Optional<Ports> udpPorts) implements Echoed {}

        /** {@code [udp(N)]}. */
        record OfUdp(int payloadLength) implements Echoed {}

        /** {@code [raw(N)]}: no embedded header, {@code length} ICMP bytes in all. */
        record Raw(int length) implements Echoed {}
    }
}
