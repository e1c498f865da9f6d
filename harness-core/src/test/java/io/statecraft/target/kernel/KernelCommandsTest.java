package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.target.Conversation;
import io.statecraft.target.Family;
import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.UnknownCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testng.Assert.ThrowingRunnable;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Commands run where and how scripts expect it, and only if somebody has allowed it. */
public final class KernelCommandsTest extends KernelTest {
    private Path folder;

    @BeforeClass
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("statecraft test's");
        Files.writeString(Files.createDirectories(folder.resolve("common")).resolve("set.sh"), "echo set\n");
        Files.createDirectories(folder.resolve("case"));
    }

    @AfterClass(alwaysRun = true)
    public void deleteFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    public void shellNeedsLeave() {
        open();
        Refused refused = (Refused) target().command("touch /tmp/somewhere");
        assertTrue(refused.reason().contains("--allow-shell"), refused.reason());
    }

    @Test
    public void settingsOfTheNetworkNeedNoLeave() {
        open();
        assertEquals(target().command("sysctl -q net.ipv4.tcp_syn_retries=3"), new Done(0, ""));
        assertEquals(
                target().command("sysctl -w net.ipv4.tcp_sack=0 net.ipv4.tcp_rmem='4096 8192 16384'\n"
                        + "sysctl net/ipv4/tcp_retries2=5"),
                new Done(0, ""));
        assertEquals(Sysctls.get("net.ipv4.tcp_syn_retries"), "3");
        assertEquals(Sysctls.get("net.ipv4.tcp_rmem"), "4096\t8192\t16384");
        assertEquals(Sysctls.get("net.ipv4.tcp_retries2"), "5");
        closeTarget();
        assertEquals(Sysctls.get("net.ipv4.tcp_syn_retries"), "6", "the host's own");
    }

    @Test
    public void settingsThatDoNotExistOrAreNotOursAreNotMade() {
        open();
        assertEquals(((Done) target().command("sysctl -w net.ipv4.tcp_spoon=1")).status(), 1);
        assertTrue(target().command("sysctl -w kernel.panic=0") instanceof Refused);
        assertTrue(target().command("sysctl -w net.ipv4.tcp_sack=$(id)") instanceof Refused, "for the shell");
        assertTrue(target().command("sysctl -w net/../kernel/panic=0") instanceof Refused);
    }

    @Test
    public void commandRunsInTheScenariosFolderAndNetwork() {
        openWithShell();
        assertEquals(run("sh ../common/set.sh"), "0:set\n");
        assertEquals(run("pwd -P"), "0:" + folder.resolve("case") + "\n");
        assertEquals(run("test $PPID = $PACKETDRILL_PID"), "0:", "scripts name files by either");
        assertEquals(run("ls /proc/sys/net/ipv4/conf | grep -c tun0"), "0:1\n");
        assertEquals(run("echo 'a \"b' >&2; exit 3"), "3:a \"b\n");
        assertEquals(run("true"), "0:");
    }

    @Test
    public void scenariosDoNotMeetInTmp() throws IOException {
        openWithShell();
        assertEquals(run("echo echo mine > /tmp/statecraft-test; sh /tmp/statecraft-test"), "0:mine\n");
        assertEquals(run("cat /tmp/statecraft-test"), "0:echo mine\n", "the next command sees it");
        assertTrue(Files.notExists(Path.of("/tmp/statecraft-test")), "nobody else does");
        String open = "open(\"/tmp/statecraft-test\", O_RDONLY) = 5";
        assertEquals(new Conversation(target()).value(open), "5", "and so does the scenario");
    }

    @Test
    public void filesAreChangedOnlyWithLeaveAndNobodyElseSeesThoseInTmp() {
        String path = "/tmp/statecraft-opened-" + System.nanoTime();
        for (String flags : List.of("O_WRONLY", "O_RDWR", "O_RDONLY|O_CREAT", "O_RDONLY|O_TRUNC")) {
            Conversation peer = open();
            ThrowingRunnable change = () -> peer.call("open(\"" + path + "\", " + flags + ") = 5");
            String refused = expectThrows(UnknownCallException.class, change).getMessage();
            assertTrue(refused.contains("--allow-shell"), refused);
            closeTarget();
        }
        openWithShell();
        Conversation peer = new Conversation(target());
        assertEquals(peer.value("open(\"" + path + "\", O_WRONLY|O_CREAT) = 5"), "5");
        assertEquals(peer.value("write(5, ..., 10) = 10"), "10");
        assertEquals(run("wc -c < " + path), "0:10\n", "the scenario's commands see it");
        assertTrue(Files.notExists(Path.of(path)));
    }

    @Test
    public void whatACommandWritesInTheScenariosFolderStays() throws IOException {
        openWithShell();
        assertEquals(run("echo kept > result.txt"), "0:");
        assertEquals(Files.readString(folder.resolve("case/result.txt")), "kept\n");
    }

    @Test
    public void outputIsCutAndTheCommandIsNotHeldUp() {
        openWithShell();
        String output = run("yes 1234567 | head -100000; echo done");
        assertTrue(output.length() < 10_000, "length " + output.length());
    }

    @Test
    public void whatIsLeftRunningIsKilledInTheEnd() {
        openWithShell();
        String mark = "1000." + System.nanoTime();
        run("sleep " + mark + " & setsid sleep " + mark + " & sleep 0.1");
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith(mark))
                .toList();
        assertEquals(left.size(), 2);
        closeTarget();
        // They are no children of ours: whoever reaps them, they are no processes any more.
        left.forEach(process -> process.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }

    @Test
    public void whoeverKillsTheFirstOfItsProcessesHasKilledTheCommandsThatFollow() {
        openWithShell();
        assertEquals(run("true"), "0:");
        List<ProcessHandle> first = ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").endsWith("read -r never"))
                .toList();
        assertEquals(first.size(), 1);
        first.get(0).destroyForcibly();
        String whileItDies = run("sleep 10");
        assertTrue(whileItDies.startsWith("137:"), whileItDies); // it began, or could not
        first.get(0).onExit().orTimeout(5, TimeUnit.SECONDS).join();
        assertEquals(run("true"), "137:killed, with the first process of this scenario's commands\n");
    }

    private void openWithShell() {
        open(new TargetRequest(
                Family.IPV4, Optional.empty(), Optional.empty(), 1500, 1, folder.resolve("case"), true, Map.of()));
    }

    private String run(String command) {
        CommandOutcome outcome = target().command(command);
        return outcome instanceof Done done ? done.status() + ":" + done.output() : outcome.toString();
    }
}
