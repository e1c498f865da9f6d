package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNull;

import io.statecraft.target.Family;
import io.statecraft.target.TargetRequest;
import io.statecraft.wire.IpAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Addresses are packetdrill's, or the scenario's, with a way from one to the other. */
public final class AddressingTest {

    @DataProvider
    public Object[][] addresses() {
        return new Object[][] {
            {Family.IPV4, null, null, "192.168.0.1/16 to 192.0.2.1/24 by 192.168.0.2"},
            {Family.IPV4_MAPPED, null, null, "192.168.0.1/16 to 192.0.2.1/24 by 192.168.0.2"},
            {Family.IPV6, null, null, "fd3d:fa7b:d17d::1/48 to 2001:db8::1/32 by fd3d:fa7b:d17d::2"},
            {Family.IPV4, "192.168.0.2", null, "192.168.0.2/16 to 192.0.2.1/24 by 192.168.0.1"},
            {Family.IPV4, null, "10.248.0.3", "192.168.0.1/16 to 10.248.0.3/32 by 192.168.0.2"},
            {Family.IPV4, "10.0.0.1", "10.9.0.1", "10.0.0.1/16 to 10.9.0.1/32"},
            {Family.IPV4, "10.0.0.1", "10.0.9.1", "10.0.0.1/16 to 10.0.9.1/32"},
            {Family.IPV6, "fd::1", null, "fd::1/48 to 2001:db8::1/32"},
        };
    }

    @Test(dataProvider = "addresses")
    public void addressesAndRoute(Family family, String local, String remote, String expected) {
        Addressing addressing = Addressing.of(request(family, local, remote, Map.of()));
        assertEquals(
                addressing.local() + "/" + addressing.localPrefix() + " to " + addressing.remote() + "/"
                        + addressing.remotePrefix()
                        + (addressing.gateway() == null ? "" : " by " + addressing.gateway()),
                expected);
    }

    @Test
    public void gatewayAndNetmaskAreTheScenarios() {
        Addressing addressing = Addressing.of(request(
                Family.IPV4, "10.1.1.1", null, Map.of("gateway_ip", "10.1.1.254", "netmask_ip", "255.255.255.0")));
        assertEquals(addressing.localPrefix(), 24);
        assertEquals(addressing.gateway(), IpAddress.of("10.1.1.254"));
        assertNull(
                Addressing.of(request(Family.IPV4, "10.1.1.1", null, Map.of("gateway_ip", "10.9.1.1")))
                        .gateway(),
                "one that is no neighbour leads nowhere");
    }

    @Test
    public void networksAreMasked() {
        assertEquals(Prefixes.network(IpAddress.of("192.168.255.9"), 20), IpAddress.of("192.168.240.0"));
        assertEquals(Prefixes.network(IpAddress.of("2001:db8:ffff::1"), 33), IpAddress.of("2001:db8:8000::"));
        assertEquals(Prefixes.network(IpAddress.of("1.2.3.4"), 0), IpAddress.of("0.0.0.0"));
        assertEquals(Prefixes.network(IpAddress.of("1.2.3.4"), 32), IpAddress.of("1.2.3.4"));
    }

    private static TargetRequest request(Family family, String local, String remote, Map<String, String> settings) {
        return new TargetRequest(
                family,
                Optional.ofNullable(local).map(IpAddress::of),
                Optional.ofNullable(remote).map(IpAddress::of),
                1500,
                1,
                Path.of("/"),
                false,
                settings);
    }
}
