package io.statecraft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that want a processor all the time. They end when this is closed, and soon after this JVM has ended, however it did. */
final class BusyProcesses implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();

    BusyProcesses(int number) throws IOException {
        try {
            for (int i = 0; i < number; i++) {
                processes.add(
                        new ProcessBuilder(busyWhile(ProcessHandle.current().pid()))
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The command of one that looks now and then whether process {@code owner} is still there, and ends when it is not. */
    static List<String> busyWhile(long owner) {
        String loop = "while kill -0 " + owner + "; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; done";
        return List.of("/bin/sh", "-c", loop);
    }

    List<ProcessHandle> handles() {
        return processes.stream().map(Process::toHandle).toList();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
