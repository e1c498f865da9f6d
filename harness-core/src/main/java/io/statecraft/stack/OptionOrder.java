package io.statecraft.stack;

import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.EndOfList;
import io.statecraft.wire.TcpOption.NoOperation;
import java.util.ArrayList;
import java.util.List;

/** How an endpoint lays out its option list. Each is fed the options it has, and adds padding. */
public enum OptionOrder {
    /** Each option is padded in front by NOPs to a multiple of four; the list needs no end. */
    PADDED_BEFORE {
        @Override
        List<TcpOption> lay(Wanted wanted) {
            List<TcpOption> list = new ArrayList<>();
            for (TcpOption option : wanted.inOrder()) {
                for (int pad = option.length() % 4; pad != 0 && pad < 4; pad++) {
                    list.add(NOP);
                }
                list.add(option);
            }
            return list;
        }
    },
    /** BSD: an option begins where its fields are aligned; ends of list fill the rest. */
    BSD {
        @Override
        List<TcpOption> lay(Wanted wanted) {
            List<TcpOption> list = new ArrayList<>();
            int length = 0;
            for (TcpOption option : wanted.inOrder()) {
                int aligned = alignment(option);
                int modulus = aligned < 0 ? 1 : option instanceof TcpOption.MaximumSegmentSize || aligned == 2 ? 4 : 2;
                while (aligned >= 0 && (length % modulus != aligned % modulus || length == 0 && aligned != 0)) {
                    list.add(NOP);
                    length++;
                }
                list.add(option);
                length += option.length();
            }
            for (; length % 4 != 0; length++) {
                list.add(END);
            }
            return list;
        }

        /** Where the option's kind stands: modulo 4 for values of four octets, modulo 2 for the others; -1 anywhere. */
        private int alignment(TcpOption option) {
            if (option instanceof TcpOption.MaximumSegmentSize || option instanceof TcpOption.SackPermitted) {
                return 0;
            } else if (option instanceof TcpOption.WindowScale) {
                return 1;
            } else if (option instanceof TcpOption.Timestamps || option instanceof TcpOption.Sack) {
                return 2;
            } else if (option instanceof TcpOption.Md5Signature) {
                return 2;
            }
            return -1;
        }
    },
    /** Linux: SACK-permitted fills the place of the NOPs before the timestamps; the window scale comes last. */
    LINUX {
        @Override
        List<TcpOption> lay(Wanted wanted) {
            List<TcpOption> list = new ArrayList<>();
            if (wanted.signature() != null) {
                list.addAll(List.of(NOP, NOP, wanted.signature()));
            }
            if (wanted.mss() != null) {
                list.add(wanted.mss());
            }
            if (wanted.timestamps() != null) {
                if (wanted.sackPermitted() != null) {
                    list.add(wanted.sackPermitted());
                } else {
                    list.addAll(List.of(NOP, NOP));
                }
                list.add(wanted.timestamps());
            } else if (wanted.sackPermitted() != null) {
                list.addAll(List.of(NOP, NOP, wanted.sackPermitted()));
            }
            if (wanted.scale() != null) {
                list.addAll(List.of(NOP, wanted.scale()));
            }
            if (wanted.sack() != null) {
                list.addAll(List.of(NOP, NOP, wanted.sack()));
            }
            if (wanted.userTimeout() != null) {
                list.add(wanted.userTimeout());
            }
            if (wanted.fastOpen() != null) {
                list.add(wanted.fastOpen());
                for (int pad = wanted.fastOpen().length() % 4; pad != 0 && pad < 4; pad++) {
                    list.add(NOP);
                }
            }
            return list;
        }
    };

    private static final TcpOption NOP = new NoOperation();
    private static final TcpOption END = new EndOfList();

    /** The options of a segment; null for one that it does not have. */
    record Wanted(
            TcpOption.MaximumSegmentSize mss,
            TcpOption.WindowScale scale,
            TcpOption.SackPermitted sackPermitted,
            TcpOption.Timestamps timestamps,
            TcpOption.Sack sack,
            TcpOption.UserTimeout userTimeout,
            TcpOption fastOpen,
            TcpOption signature) {

        List<TcpOption> inOrder() {
            List<TcpOption> list = new ArrayList<>(8);
            for (TcpOption option :
                    new TcpOption[] {mss, scale, sackPermitted, timestamps, signature, sack, userTimeout, fastOpen}) {
                if (option != null) {
                    list.add(option);
                }
            }
            return list;
        }
    }

    /** The list, a multiple of four octets. */
    abstract List<TcpOption> lay(Wanted wanted);
}
