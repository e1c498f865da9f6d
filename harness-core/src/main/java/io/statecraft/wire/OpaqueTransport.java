package io.statecraft.wire;

/** A protocol that is not read further, a fragment, or a header too short or too broken to read. */
public record OpaqueTransport(int protocol, Bytes payload) implements Transport {
    public OpaqueTransport {
        Ranges.unsigned8("protocol", protocol);
    }
}
