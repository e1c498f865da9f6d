package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.Layout;
import io.statecraft.posix.NativeMemory;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code poll} and {@code epoll}: calls that wait for descriptors. */
final class PollingCalls implements Calls {
    private static final int MOST_EVENTS = 1024;

    private final DescriptorTable descriptors;

    PollingCalls(DescriptorTable descriptors) {
        this.descriptors = descriptors;
    }

    @Override
    public Map<String, Function<Invocation, SystemCall>> byName() {
        return Map.of(
                "poll", this::poll,
                "epoll_create", this::epollCreate,
                "epoll_ctl", this::epollControl,
                "epoll_wait", this::epollWait);
    }

    private SystemCall poll(Invocation call) {
        List<Expression> asked = Operands.elements(Calls.argument(call, 0, 3));
        int count = Operands.integer(call.arguments().get(1));
        int timeout = Operands.integer(call.arguments().get(2));
        if (count != asked.size()) {
            throw new UnknownCallException(
                    "the count is " + count + ", but there are " + asked.size() + " descriptors");
        }
        NativeMemory memory = NativeMemory.allocate(Math.max(1, count) * Layout.Poll.SIZE);
        for (int i = 0; i < count; i++) {
            Expression.Struct entry = Operands.struct(asked.get(i));
            int fd = descriptors.live(Operands.integer(Operands.member(entry, "fd")));
            int events = Operands.integer(Operands.member(entry, "events"));
            Layout.Poll.put(memory, i * Layout.Poll.SIZE, fd, events);
        }
        return SystemCall.of(() -> Io.poll(memory.address(), count, timeout))
                .blocking(memory.address(), () -> timeout != 0 && Io.poll(memory.address(), count, 0) == 0)
                .writing(result -> result < 0 ? Map.of() : Map.of(0, polled(asked, memory)));
    }

    private static Expression polled(List<Expression> asked, NativeMemory memory) {
        List<Expression> answers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Expression.Struct entry = Operands.struct(asked.get(i));
            List<Expression.Field> fields = new ArrayList<>();
            for (String name : List.of("fd", "events")) {
                fields.add(field(name, Operands.member(entry, name)));
            }
            fields.add(field("revents", Operands.of(Layout.Poll.returnedEvents(memory, i * Layout.Poll.SIZE))));
            answers.add(new Expression.Struct(fields));
        }
        return new Expression.Array(answers);
    }

    private SystemCall epollCreate(Invocation call) {
        int size = Operands.integer(Calls.argument(call, 0, 1));
        return SystemCall.of(() -> Io.epoll(size))
                .then(result -> result < 0 ? result : descriptors.add(call.descriptor(), (int) result));
    }

    private SystemCall epollControl(Invocation call) {
        Expression event = Calls.argument(call, 3, 4);
        int epoll = descriptors.live(Calls.descriptor(call));
        int operation = Operands.integer(call.arguments().get(1));
        int fd = descriptors.live(Operands.integer(call.arguments().get(2)));
        if (Operands.isNull(event)) {
            return SystemCall.of(() -> Io.epollControl(epoll, operation, fd, 0));
        }
        NativeMemory memory = NativeMemory.allocate(Layout.EpollEvent.SIZE);
        if (Operands.isEllipsis(event)) { // no event: to remove a descriptor needs none
            return SystemCall.of(() -> Io.epollControl(epoll, operation, fd, memory.address()));
        }
        Expression.Struct struct = Operands.struct(event);
        memory.bytes().putInt(0, Operands.integer(Operands.member(struct, "events")));
        // The data is the scenario's own, a descriptor among it by its own number: the kernel only gives it back.
        memory.bytes()
                .putLong(Layout.EpollEvent.DATA, Operands.number(data(struct).value()));
        return SystemCall.of(() -> Io.epollControl(epoll, operation, fd, memory.address()));
    }

    private SystemCall epollWait(Invocation call) {
        Expression.Struct wanted = Operands.struct(Calls.argument(call, 1, 4));
        int epoll = descriptors.live(Calls.descriptor(call));
        int maximum = Operands.integer(call.arguments().get(2));
        int timeout = Operands.integer(call.arguments().get(3));
        if (maximum > MOST_EVENTS) {
            throw new UnknownCallException("epoll_wait for " + maximum + " events: at most " + MOST_EVENTS);
        }
        NativeMemory memory = NativeMemory.allocate(Math.max(1, maximum) * Layout.EpollEvent.SIZE);
        return SystemCall.of(() -> Io.epollWait(epoll, memory.address(), maximum, timeout))
                .blocking(epoll, () -> timeout != 0 && !Io.isReady(epoll, Io.POLLIN))
                .writing(result -> result < 0 ? Map.of() : Map.of(1, event(wanted, memory.bytes())));
    }

    /** The first event, with its data called as in the argument; zeros if there is none. */
    private static Expression event(Expression.Struct wanted, ByteBuffer bytes) {
        Expression.Field data = data(wanted);
        long value = bytes.getLong(Layout.EpollEvent.DATA);
        boolean wide = List.of("ptr", "u64").contains(data.name().orElse(""));
        return new Expression.Struct(List.of(
                field("events", Operands.of(Integer.toUnsignedLong(bytes.getInt(0)))),
                new Expression.Field(data.name(), Optional.empty(), Operands.of(wide ? value : (int) value))));
    }

    private static Expression.Field data(Expression.Struct event) {
        return event.fields().stream()
                .filter(field ->
                        List.of("fd", "ptr", "u32", "u64").contains(field.name().orElse("")))
                .findFirst()
                .orElseThrow(() -> new UnknownCallException("an event has fd, ptr, u32 or u64"));
    }

    private static Expression.Field field(String name, Expression value) {
        return new Expression.Field(Optional.of(name), Optional.empty(), value);
    }
}
