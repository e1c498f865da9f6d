package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.clock.VirtualClock;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.Setting;
import io.statecraft.stack.Stack;
import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Files that a scenario's commands call: read as settings, never run. */
public final class CommandFilesTest {
    private Path directory;
    private Stack stack;
    private Commands commands;

    @BeforeMethod
    public void open() throws IOException {
        directory = Files.createTempDirectory("commands");
        stack = new Stack(Profiles.LINUX, new VirtualClock(), 1, 1500, packet -> {});
        commands = new Commands(stack, null, directory);
    }

    @AfterMethod
    public void clean() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private String run(String command) {
        CommandOutcome outcome = commands.run(command);
        return outcome instanceof Done done ? "" + done.status() : ((Refused) outcome).reason();
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private long is(Setting setting) {
        return stack.profile().get(setting);
    }

    @Test
    public void aScriptOfSettingsIsRead() throws IOException {
        file("usual.sh", """
                #!/bin/bash
                # what the scenarios assume
                ip tcp_metrics flush all > /dev/null 2>&1
                sysctl -q net.ipv4.tcp_rmem="4096 $((27*10000)) $((8*1024*1024))" \\
                          net.ipv4.tcp_synack_retries=7
                exit 0
                sysctl -q net.ipv4.tcp_synack_retries=9
                """);
        assertEquals(run("./usual.sh"), "0");
        assertEquals(is(Setting.RECEIVE_BUFFER), 270_000);
        assertEquals(is(Setting.MAX_BUFFER), 8 << 20);
        assertEquals(is(Setting.SYN_ACK_RETRIES), 7, "what stands behind exit is not done");
    }

    @Test
    public void aFunctionCanReadSettingsFromAHereDocument() throws IOException {
        file("list.sh", """
                #!/bin/sh
                apply() {
                  while read -r key value; do
                    [ -n "$key" ] && sysctl -q "net.ipv4.$key=$value" 2>/dev/null
                  done
                }
                apply <<LINES
                tcp_wmem 4096 123456 4194304

                tcp_syn_retries 3
                LINES
                """);
        assertEquals(run("./list.sh"), "0");
        assertEquals(is(Setting.SEND_BUFFER), 123_456);
        assertEquals(is(Setting.SYN_RETRIES), 3);
    }

    @Test
    public void whatAScriptCannotDoHereIsNamed() throws IOException {
        file("more.sh", "#!/bin/sh\nsysctl -q net.ipv4.tcp_syn_retries=3\niptables -F\n");
        assertEquals(run("./more.sh"), "the embedded target has no shell, and does not know the command: iptables -F");
        file("loop.sh", "#!/bin/sh\nfor i in 1 2; do true; done\n");
        assertEquals(
                run("./loop.sh"), "the embedded target has no shell, and does not know the command: for, in ./loop.sh");
        file("program", "#!/usr/bin/env ruby\nputs 1\n");
        assertEquals(run("./program"), "the embedded target has no shell, and does not know the command: ./program");
        assertEquals(
                run("../nowhere.sh"), "the embedded target has no shell, and does not know the command: ../nowhere.sh");
    }

    @Test
    public void aProgramThatIsGivenSettingsAloneMakesThemUntilTheyAreTakenBack() throws IOException {
        file("set.py", "#!/usr/bin/env python3\n");
        assertEquals(
                run("./set.py /proc/sys/net/ipv4/tcp_timestamps=0 \\\n /proc/sys/net/ipv4/tcp_syn_retries=2"), "0");
        assertEquals(is(Setting.TIMESTAMPS), 0);
        assertEquals(is(Setting.SYN_RETRIES), 2);
        assertEquals(run("/tmp/sysctl_restore_${PPID}.sh"), "0");
        assertEquals(is(Setting.TIMESTAMPS), 1);
        assertEquals(is(Setting.SYN_RETRIES), Profiles.LINUX.get(Setting.SYN_RETRIES));
        assertEquals(run("/tmp/sysctl_restore_1.sh"), "127", "there is nothing left to take back");
        assertTrue(run("./set.py /proc/sys/net/ipv4/tcp_timestamps=0 --dry-run").contains("does not know"));
    }

    @Test
    public void aFileBelowProcSysIsASetting() {
        assertEquals(run("echo 0 > /proc/sys/net/ipv4/tcp_sack"), "0");
        assertEquals(is(Setting.SACK), 0);
        assertEquals(
                run("echo 0 > /etc/passwd"),
                "the embedded target has no shell, and does not write to the file: /etc/passwd");
    }

    @DataProvider
    public Object[][] lines() {
        return new Object[][] {
            {"true && false || true", "0"},
            {"false || false", "1"},
            {"if [ -z \"$nothing\" ]; then true; else false; fi", "0"},
            {"if [ a = b ]; then true; else false; fi", "1"},
            {"a=b; [ \"$a\" = b ]", "0"},
            {"tc qdisc add dev tun0 root pfifo", "0"},
            {"nstat > /dev/null", "0"},
            {"echo one | grep -q two", "1"},
            {"nstat | grep Tcp", "the embedded target has no shell, and does not know the command: nstat"},
            {"echo \"open", "the embedded target has no shell, and does not know the command: echo \"open"},
            {"exit many", "the embedded target has no shell, and does not know the command: exit many"},
            {"sockstat -p", "the embedded target has no shell, and does not know the command: sockstat -p"},
            {"sockstat -p http", "the embedded target has no shell, and does not know the command: sockstat -p http"},
            {"true &", "the embedded target has no shell, and does not know the command: &"},
            {"echo $(date)", "the embedded target has no shell, and does not know the command: $(date)"},
        };
    }

    @Test(dataProvider = "lines")
    public void linesAreReadAsAShellReadsThem(String line, String expected) {
        Profile before = stack.profile();
        assertEquals(run(line), expected);
        assertEquals(stack.profile(), before);
    }
}
