package io.statecraft.cli;

import io.statecraft.stack.Profiles;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetKind.Finding;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import io.statecraft.target.kernel.KernelTargetKind;
import io.statecraft.target.kernel.UserNamespace;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: says what this machine allows. */
@Command(
        name = "doctor",
        description = "Says which targets this machine can test, and what to do about the rest.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (!UserNamespace.isUnneeded() && UserNamespace.examine().present()) {
            return UserNamespace.reexec(); // what is allowed there is what counts
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean anything = false;
        for (Supplier<TargetKind> each :
                List.<Supplier<TargetKind>>of(() -> new EmbeddedTargetKind(Profiles.RFC9293), KernelTargetKind::new)) {
            try (TargetKind kind = each.get()) {
                out.println(kind.name());
                boolean usable = true;
                for (Finding finding : kind.examine()) {
                    usable &= finding.present();
                    print(finding, out);
                }
                anything |= usable;
            }
        }
        out.flush();
        return (anything ? ExitStatus.PASSED : ExitStatus.ENVIRONMENT).number();
    }

    private static void print(Finding finding, PrintWriter out) {
        out.println("  " + (finding.present() ? "yes" : "no ") + "  " + finding.what()
                + (finding.detail().isEmpty() ? "" : ": " + finding.detail()));
        if (!finding.present() && !finding.remedy().isEmpty()) {
            out.println("       remedy: " + finding.remedy());
        }
    }
}
