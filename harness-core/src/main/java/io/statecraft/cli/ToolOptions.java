package io.statecraft.cli;

import picocli.CommandLine.Option;

/**
 * packetdrill's options that are about packetdrill itself. Runners pass them: those that change nothing here are taken, those for
 * which there is nothing here are refused with the reason.
 */
final class ToolOptions {
    /** Why, if one was given that is refused. */
    private String refused;

    @Option(names = "--dry_run", description = "Reads the scenarios, and plays none.")
    boolean dryRun;

    @Option(
            names = {"--send_omit_free", "--is_anyip", "--no_cleanup", "--persistent_tun_dev", "--debug"},
            hidden = true,
            description = "Taken, and ignored.")
    void ignored(boolean on) {
        // the link is ours, and fresh each time
    }

    @Option(
            names = {
                "--speed",
                "--tun_dev",
                "--local_linklocal_ip",
                "--gateway_linklocal_ip",
                "--code_command",
                "--code_format",
                "--code_sockopt"
            },
            hidden = true,
            paramLabel = "VALUE",
            description = "Taken, and ignored.")
    void ignored(String value) {
        // likewise, and code is evaluated by us
    }

    @Option(
            names = {"--wire_client", "--wire_server"},
            hidden = true,
            description = "Refused.")
    void remoteMode(boolean on) {
        noRemoteMode();
    }

    @Option(
            names = {
                "--wire_server_ip",
                "--wire_server_at",
                "--wire_server_port",
                "--wire_client_dev",
                "--wire_server_dev"
            },
            hidden = true,
            paramLabel = "VALUE",
            description = "Refused.")
    void remoteMode(String value) {
        noRemoteMode();
    }

    private void noRemoteMode() {
        refused = "there is no remote mode (--wire_…): the target is on this machine, see --target";
    }

    @Option(
            names = {"--so_filename", "--so_flags"},
            hidden = true,
            paramLabel = "VALUE",
            description = "Refused.")
    void sharedObject(String value) {
        refused = "packetdrill's shared-object interface (--so_…) is not supported: see --target";
    }

    @Option(names = "--psp_udp_port", hidden = true, paramLabel = "N", description = "Refused.")
    void psp(String value) {
        refused = "--psp_udp_port: PSP is not covered";
    }

    /** Refuses what there is not. */
    void check() {
        if (refused != null) {
            throw new UsageException(refused);
        }
    }
}
