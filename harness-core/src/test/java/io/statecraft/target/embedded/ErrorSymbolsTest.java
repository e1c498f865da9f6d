package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A script may name any error of its system, also one that this stack never gives. */
public final class ErrorSymbolsTest {

    @DataProvider
    public static Object[][] systems() {
        return new Object[][] {
            {"symbols-linux.txt", List.of("EAGAIN 11", "EINPROGRESS 115", "EHOSTDOWN 112", "ESHUTDOWN 108", "EPROTO 71")
            },
            {"symbols-freebsd.txt", List.of("EAGAIN 35", "EINPROGRESS 36", "EHOSTDOWN 64", "ESHUTDOWN 58", "EPROTO 92")
            },
        };
    }

    @Test(dataProvider = "systems")
    public void errorsHaveTheNumbersOfTheirSystem(String resource, List<String> some) {
        SymbolTable table = SymbolTable.of(resource);
        for (String row : some) {
            String[] words = row.split(" ");
            assertEquals(table.valueOf(words[0]), OptionalLong.of(Long.parseLong(words[1])), words[0]);
        }
    }

    /** Those of POSIX.1-2017 that a call on a descriptor may give. */
    @Test(dataProvider = "systems")
    public void noErrorOfPosixIsMissing(String resource, List<String> some) {
        SymbolTable table = SymbolTable.of(resource);
        String posix =
                "E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF EBADMSG EBUSY ECANCELED "
                        + "ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDESTADDRREQ EDOM EDQUOT EEXIST EFAULT EFBIG "
                        + "EHOSTUNREACH EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR ELOOP EMFILE EMLINK EMSGSIZE "
                        + "ENAMETOOLONG ENETDOWN ENETRESET ENETUNREACH ENFILE ENOBUFS ENODEV ENOENT ENOLCK ENOMEM ENOPROTOOPT "
                        + "ENOSPC ENOSYS ENOTCONN ENOTDIR ENOTEMPTY ENOTSOCK ENOTSUP ENOTTY ENXIO EOPNOTSUPP EOVERFLOW EPERM "
                        + "EPIPE EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EROFS ESPIPE ESRCH ESTALE ETIMEDOUT ETXTBSY "
                        + "EWOULDBLOCK EXDEV";
        assertEquals(
                Arrays.stream(posix.split(" "))
                        .filter(name -> table.valueOf(name).isEmpty())
                        .toList(),
                List.of());
    }
}
