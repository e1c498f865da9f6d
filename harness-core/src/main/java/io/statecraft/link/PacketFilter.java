package io.statecraft.link;

import io.statecraft.posix.NativeMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic BPF program: which packets a packet socket sees.
 *
 * <p>What the host says on its own account (ARP, neighbour discovery, multicast reports) is no part of a scenario and is kept out here,
 * in the kernel.
 */
final class PacketFilter {
    private static final int LOAD_BYTE = 0x30; // BPF_LD | BPF_B | BPF_ABS
    private static final int LOAD_HALF = 0x28; // BPF_LD | BPF_H | BPF_ABS
    private static final int AND = 0x54;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_GREATER = 0x25;
    private static final int RETURN = 0x06;
    private static final int PACKET_TYPE = 0xfffff000 + 4; // SKF_AD_OFF + SKF_AD_PKTTYPE
    private static final int OUTGOING = 4; // PACKET_OUTGOING

    private final List<Instruction> program = new ArrayList<>();

    private PacketFilter() {}

    /** What the host sends through an interface without link headers: IP but for the host's own housekeeping. */
    static PacketFilter ipSentByHost() {
        PacketFilter filter = new PacketFilter();
        filter.add(LOAD_HALF, PACKET_TYPE);
        filter.dropUnlessEqual(OUTGOING);
        filter.acceptIp(0);
        return filter;
    }

    /** What comes in through an Ethernet interface: IP but for the sender's housekeeping. */
    static PacketFilter ipOverEthernet() {
        PacketFilter filter = new PacketFilter();
        filter.add(LOAD_HALF, PACKET_TYPE);
        filter.dropIfEqual(OUTGOING);
        filter.add(LOAD_HALF, 12);
        filter.program.add(new Instruction(JUMP_EQUAL, 2, 0, EthernetHeader.TYPE_IPV4));
        filter.program.add(new Instruction(JUMP_EQUAL, 1, 0, EthernetHeader.TYPE_IPV6));
        filter.drop();
        filter.acceptIp(EthernetHeader.SIZE);
        return filter;
    }

    /** That something comes in through an Ethernet interface which calls itself IP, well formed or not; of what it is, nothing. */
    static PacketFilter arrivingIp() {
        PacketFilter filter = new PacketFilter();
        filter.add(LOAD_HALF, PACKET_TYPE);
        filter.dropIfEqual(OUTGOING);
        filter.add(LOAD_HALF, 12);
        filter.program.add(new Instruction(JUMP_EQUAL, 2, 0, EthernetHeader.TYPE_IPV4));
        filter.program.add(new Instruction(JUMP_EQUAL, 1, 0, EthernetHeader.TYPE_IPV6));
        filter.drop();
        filter.add(RETURN, EthernetHeader.SIZE);
        return filter;
    }

    /** What an Ethernet neighbour asks: ARP, and ICMPv6 neighbour solicitations. */
    static PacketFilter neighbourQuestions() {
        PacketFilter filter = new PacketFilter();
        filter.add(LOAD_HALF, PACKET_TYPE);
        filter.dropIfEqual(OUTGOING);
        filter.add(LOAD_HALF, 12);
        filter.program.add(new Instruction(JUMP_EQUAL, 5, 0, EthernetHeader.TYPE_ARP));
        filter.program.add(new Instruction(JUMP_EQUAL, 0, 5, EthernetHeader.TYPE_IPV6));
        filter.add(LOAD_BYTE, 14 + 6);
        filter.program.add(new Instruction(JUMP_EQUAL, 0, 3, 58));
        filter.add(LOAD_BYTE, 14 + 40);
        filter.program.add(new Instruction(JUMP_EQUAL, 0, 1, 135));
        filter.accept();
        filter.drop();
        return filter;
    }

    private void acceptIp(int start) {
        add(LOAD_BYTE, start);
        add(AND, 0xf0);
        program.add(new Instruction(JUMP_EQUAL, 4, 0, 0x60));
        dropUnlessEqual(0x40);
        add(LOAD_BYTE, start + 9);
        program.add(new Instruction(JUMP_EQUAL, 7, 8, 2)); // IGMP
        // IPv6: a hop-by-hop header is a multicast report's, ICMPv6 130 to 137 and 143 are reports and neighbour
        // discovery.
        add(LOAD_BYTE, start + 6);
        program.add(new Instruction(JUMP_EQUAL, 5, 0, 0));
        program.add(new Instruction(JUMP_EQUAL, 0, 5, 58));
        add(LOAD_BYTE, start + 40);
        program.add(new Instruction(JUMP_EQUAL, 2, 0, 143));
        program.add(new Instruction(JUMP_GREATER, 2, 0, 137));
        program.add(new Instruction(JUMP_GREATER, 0, 1, 129));
        drop();
        accept();
    }

    private void dropUnlessEqual(int value) {
        program.add(new Instruction(JUMP_EQUAL, 1, 0, value));
        drop();
    }

    private void dropIfEqual(int value) {
        program.add(new Instruction(JUMP_EQUAL, 0, 1, value));
        drop();
    }

    private void drop() {
        add(RETURN, 0);
    }

    private void accept() {
        add(RETURN, 0x40000);
    }

    private void add(int code, int operand) {
        program.add(new Instruction(code, 0, 0, operand));
    }

    /** Lays {@code struct sock_fprog} at {@code offset}, and the program at {@code programOffset}. */
    void layAt(NativeMemory memory, int offset, int programOffset) {
        memory.bytes().putLong(offset, program.size()).putLong(offset + 8, memory.address(programOffset));
        int at = programOffset;
        for (Instruction instruction : program) {
            memory.bytes()
                    .putShort(at, (short) instruction.code)
                    .put(at + 2, (byte) instruction.whenTrue)
                    .put(at + 3, (byte) instruction.whenFalse)
                    .putInt(at + 4, instruction.operand);
            at += 8;
        }
    }

    /** One step; jumps are relative to the next one. */
    private record Instruction(int code, int whenTrue, int whenFalse, int operand) {}
}
